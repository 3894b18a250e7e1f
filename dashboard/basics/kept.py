"""Answers that were worked out once and are kept for whoever asks the same, as long as memory for them lasts."""

from __future__ import annotations

import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

# Rows and views take four to five times as many bytes in memory as pickled (measured with tracemalloc).
# Pickling costs a twentieth of the time that making an answer takes, and happens once an answer.
IN_MEMORY = 5
T = TypeVar("T")


class Kept(Generic[T]):
    """The newest answers by question, in at most so many bytes. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self.most, self.bytes, self.lock = most, 0, threading.Lock()
        self.found = OrderedDict[Any, tuple[T, int]]()
        self.making: dict[Any, Future[T]] = {}

    def get(self, key: Any, make: Callable[[], T]) -> T:
        """The answer to this question, made if it is not there. Of several who ask at once only one makes it, and the
        others wait; so `make` must not ask here itself."""
        with self.lock:
            if key in self.found:
                self.found.move_to_end(key)
                return self.found[key][0]
            coming = self.making.get(key)
            mine = coming is None
            coming = coming or self.making.setdefault(key, Future())
        if not mine:
            return coming.result()
        try:
            made = make()
            self.keep(key, made)
        except BaseException as error:
            coming.set_exception(error)
            raise
        else:
            coming.set_result(made)
        finally:
            with self.lock:
                del self.making[key]
        return made

    def keep(self, key: Any, made: T) -> None:
        """Keeps the answer, and forgets those not asked for in longest where there is no room."""
        size = sum(map(taken, (key, *(made if isinstance(made, tuple) else (made,)))))
        if size > self.most:
            return
        with self.lock:
            self.found[key] = made, size
            self.bytes += size
            while self.bytes > self.most:
                self.bytes -= self.found.popitem(last=False)[1][1]


def taken(part: Any) -> int:
    """The bytes that a part of an answer takes: of a text those it has."""
    return len(part) if isinstance(part, str) else IN_MEMORY * len(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))


class Part(Kept[T]):
    """A part of what is kept, with the room of the whole: what is kept in it is found in it alone."""

    def __init__(self, whole: Kept[T], name: str) -> None:
        super().__init__(whole.most)
        self.whole, self.name = whole, name

    def get(self, key: Any, make: Callable[[], T]) -> T:
        """The answer to this question, made if it is not there."""
        return self.whole.get((self.name, key), make)
