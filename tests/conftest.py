"""What tests of every kind share: the sample store, written once, and a server over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import scrutiny, serving


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as `scrutiny sample` writes it. Tests that change a store copy this one."""
    data = tmp_path_factory.mktemp("sample") / "store"
    written = scrutiny("sample", "--data", data)
    assert written.returncode == 0, written.stdout + written.stderr
    return data


@pytest.fixture(scope="session")
def sample_address(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `scrutiny serve` over the sample."""
    with serving(sample_store, tmp_path_factory.mktemp("server") / "server.log") as address:
        yield address
