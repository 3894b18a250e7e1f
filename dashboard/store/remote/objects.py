"""The one door to object storage: what lies under an address, by names below it, through fsspec.

Every error is put into a sentence that holds nothing of what the library says, since that may name a key.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from dashboard.basics.errors import StoreError

EXTRAS = {"s3": "s3", "s3a": "s3", "abfs": "azure", "abfss": "azure", "az": "azure", "gs": "gcs", "gcs": "gcs"}
# s3fs tries five times itself, which with its own limits takes ten minutes
OF_S3 = {"config_kwargs": {"connect_timeout": 5, "read_timeout": 15, "retries": {"max_attempts": 0}}}
AT_ONCE = 16
LOOKS = ("ETag", "etag", "size", "LastModified", "last_modified", "mtime", "created", "generation")
REFUSED, EXISTS = (401, 403), 412
ATTEMPTS = 2
REFUSALS = ("NoCredentialsError", "PartialCredentialsError", "ClientAuthenticationError", "DefaultCredentialsError")
GUARD = "conditions"  # an object that is there already, so that nobody may create it


class UnreachableError(StoreError):
    """The object storage cannot be reached, or does not answer as it should."""


class GoneError(StoreError):
    """An object is not there."""


class Objects:
    """What lies under an address. Safe to use from several threads, in the process that made it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.system, self.root = opened(address)

    def listed(self, folder: str = "") -> dict[str, str]:
        """Every object below a folder, with what it looks like from outside, which changes with its content."""
        return {name: str([info.get(one) for one in LOOKS]) for name, info in self.found(folder).items()}

    def sizes(self) -> dict[str, int]:
        """Every object with its size in bytes."""
        return {name: info["size"] for name, info in self.found("").items()}

    def found(self, folder: str) -> dict[str, dict[str, Any]]:
        """Every object below a folder, with what the library tells of it."""
        with self.in_words():
            found = {}
            with contextlib.suppress(FileNotFoundError):  # which some say of a folder without objects
                found = self.system.find(self.path(folder), detail=True)
            if not found and not self.system.exists(self.root.split("/", 1)[0]):
                raise FileNotFoundError
        start = len(self.root) + 1
        return {path[start:]: info for path, info in found.items()}

    def read(self, name: str) -> bytes:
        """The content of an object; GoneError without one."""
        with self.in_words(name):
            content: bytes = self.system.cat_file(self.path(name))
            return content

    def fetch(self, name: str, target: Path) -> None:
        """Copies an object into a file; GoneError without one."""
        with self.in_words(name):
            self.system.get_file(self.path(name), str(target))

    def send(self, source: Path, name: str) -> None:
        """Copies a file into an object, which is there whole or not at all."""
        with self.in_words():
            self.system.put_file(str(source), self.path(name))

    def create(self, name: str, content: bytes) -> bool:
        """Makes an object that nobody has made yet; whether it is ours. Where the answer is lost, what is there tells;
        UnreachableError where that cannot be found out."""
        for attempt in range(ATTEMPTS):
            try:
                with self.in_words():
                    self.system.pipe_file(self.path(name), content, mode="create")
                return True
            except FileExistsError:
                return self.read(name) == content
            except UnreachableError:
                with contextlib.suppress(GoneError):
                    return self.read(name) == content
                if attempt == ATTEMPTS - 1:
                    raise
        return False

    def refuse_without_conditions(self) -> None:
        """Raises StoreError where the storage makes an object anew that is there, so that of two writers both would
        win."""
        for _ in range(2):
            try:
                with self.in_words():
                    self.system.pipe_file(self.path(GUARD), b"", mode="create")
            except FileExistsError:
                return
        raise StoreError(
            f"{self.address} makes objects anew that are there already (it does not keep to If-None-Match), so that "
            "two loads at once could overwrite each other. Nothing was changed. Use a storage that does."
        )

    def remove(self, names: Iterable[str]) -> None:
        """Removes objects, in this order; one that is gone is passed over."""
        for name in names:
            with contextlib.suppress(GoneError), self.in_words(name):
                self.system.rm_file(self.path(name))

    def path(self, name: str) -> str:
        """An object's path as the library has it."""
        return f"{self.root}/{name}".rstrip("/")

    @contextlib.contextmanager
    def in_words(self, name: str = "") -> Iterator[None]:
        """Says in a sentence what went wrong, without a word of the library's own."""
        try:
            yield
        except (StoreError, FileExistsError):
            raise
        except FileNotFoundError as error:
            if name:
                raise GoneError(f"{self.address}/{name} is gone.") from error
            raise UnreachableError(f"There is no {self.root.split('/', 1)[0]} at {self.address}.") from error
        except Exception as error:
            status, code = told(error)
            if status == EXISTS:
                raise FileExistsError from error
            if isinstance(error, PermissionError) or status in REFUSED or code in REFUSALS:
                raise UnreachableError(
                    f"{self.address} refuses the key that it was given, or there is none ({code}). docs/serving.md "
                    "says where keys belong."
                ) from error
            raise UnreachableError(f"{self.address} could not be reached or did not answer ({code}).") from error


def opened(address: str) -> tuple[Any, str]:
    """The library's file system for an address, and the path of the address in it."""
    kind = address.split("://", 1)[0]
    wanted = f"pip install 'scrutiny[{EXTRAS[kind]}]'" if kind in EXTRAS else "pip install fsspec and what it needs"
    try:
        import fsspec  # an extra; a store in a folder needs nothing of it

        system, root = fsspec.url_to_fs(
            address, skip_instance_cache=True, use_listings_cache=False, **(OF_S3 if EXTRAS.get(kind) == "s3" else {})
        )
    except (ImportError, ValueError) as error:
        raise StoreError(f"{kind}:// needs packages that are not installed. Install them: {wanted}") from error
    except Exception as error:
        raise UnreachableError(f"{address} cannot be opened ({told(error)[1]}).") from error
    # When a connection breaks, what was under way on others fails too, which asyncio tells where nobody waits for it.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    return system, str(root).rstrip("/")


def told(error: BaseException) -> tuple[int, str]:
    """The status and the short code of an error or of what caused it, of which neither can hold a secret."""
    status, code, seen = 0, type(error).__name__, error
    while seen:
        answer = getattr(seen, "response", None)
        if isinstance(answer, dict):  # botocore's
            status = status or int(answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
            code = str(answer.get("Error", {}).get("Code", code))
        for name in ("status_code", "code", "status"):  # of Azure, Google and aiohttp
            found = getattr(seen, name, None)
            status = status or (found if isinstance(found, int) else 0)
        seen = seen.__cause__  # type: ignore[assignment]
    return status, code


def all_at_once(work: Callable[[Any], object], things: Iterable[Any]) -> None:
    """Does the work for each thing, several at the same time; raises the first error once all have ended."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(work, things))
