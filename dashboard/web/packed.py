"""Files that never change, packed as small as they go while the server has nothing better to do.

What is asked for first is packed quickly, as any answer is; whoever asks next gets the smaller one.
"""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import brotli
import flask

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FOLDERS = ("/assets/", "/scripts/", "/_dash-component-suites/")
MOST = 20_000_000  # bytes kept; all that pages name is a tenth of it
WELL: Mapping[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    "zstd": (zstd.decompress, lambda whole: zstd.compress(whole, 19)),
    "br": (brotli.decompress, lambda whole: brotli.compress(whole, quality=9)),
    "gzip": (gzip.decompress, lambda whole: gzip.compress(whole, 9)),
    "deflate": (zlib.decompress, lambda whole: zlib.compress(whole, 9)),
}


class Packed:
    """What flask-compress keeps, by the way of packing and the file's address."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.later = ThreadPoolExecutor(1, "packing")

    def get(self, key: str) -> bytes | None:
        """The file, packed, if it has been asked for before."""
        return self.kept.get(key)

    def set(self, key: str, packed: bytes) -> None:
        """Keeps a file that never changes, and has it packed better."""
        way, _, address = key.partition(";")
        if address and key not in self.kept and sum(map(len, self.kept.values())) + len(packed) <= MOST:
            self.kept[key] = packed
            self.later.submit(self.pack, key, *WELL[way])

    def pack(self, key: str, unpack: Callable[[bytes], bytes], pack: Callable[[bytes], bytes]) -> None:
        """Packs a file better."""
        self.kept[key] = min(self.kept[key], pack(unpack(self.kept[key])), key=len)


def address(request: flask.Request) -> str:
    """By what a file is known, its version with it; nothing of any other answer, be it a part of a file."""
    return request.full_path if request.path.startswith(FOLDERS) and "Range" not in request.headers else ""


def whole(answer: flask.Response) -> flask.Response:
    """Reads a file to its end, since what is sent in pieces is packed anew each time."""
    if answer.is_streamed and flask.request.path.startswith(FOLDERS):
        answer.direct_passthrough = False
        answer.make_sequence()
    return answer


# An answer is made for one reader: packing it any smaller takes a millisecond more for a tenth or a fifth of its size.
CONFIG = {
    "COMPRESS_CACHE_BACKEND": Packed,
    "COMPRESS_CACHE_KEY": address,
    "COMPRESS_BR_LEVEL": 1,
    "COMPRESS_LEVEL": 4,
}
