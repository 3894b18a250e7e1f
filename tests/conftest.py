"""What tests of every kind share: the sample store, written once for all processes that test, and a server over it."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from serving import scrutiny, serving

# Selenium asks for an extra of urllib3 that urllib3 warns of when it is first imported.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import urllib3  # noqa: F401

# The same examples every time, and no failure because the machine was busy with something else.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The sample as `scrutiny sample` writes it. Tests that change a store copy this one."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    data = shared / "sample" / "store"
    with FileLock(shared / "sample.lock"):
        if not (data / "manifest.json").exists():
            written = scrutiny("sample", "--data", data)
            assert written.returncode == 0, written.stdout + written.stderr
    return data


@pytest.fixture(scope="session")
def sample_address(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `scrutiny serve` over the sample."""
    with serving(sample_store, tmp_path_factory.mktemp("server") / "server.log") as address:
        yield address
