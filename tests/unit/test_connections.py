"""What counts as activity on a connection, and which connection makes room."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any

import pytest
from waitress import wasyncore
from waitress.server import create_server

from dashboard.web.serving.connections import Channel

MOST = 5
LONG_AGO = 1.0
Connect = Callable[[], tuple[socket.socket, Any]]


def app(_: Any, start: Any) -> list[bytes]:
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]


@pytest.fixture
def sockets() -> dict[int, Any]:
    return {}


@pytest.fixture
def connect(sockets: dict[int, Any]) -> Iterator[Connect]:
    """Opens a connection to a server that only works when it is told to; gives both of its ends."""
    server = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=1)
    server.channel_class = partial(Channel, MOST)
    with ExitStack() as stack:
        stack.callback(server.task_dispatcher.shutdown)
        stack.callback(wasyncore.close_all, sockets)

        def opened() -> tuple[socket.socket, Any]:
            client = stack.enter_context(socket.create_connection(("127.0.0.1", server.effective_port), timeout=30))
            known = set(sockets)
            while not (new := set(sockets) - known):
                work(sockets)
            return client, sockets[new.pop()]

        yield opened


def work(sockets: dict[int, Any]) -> None:
    """Lets the server do what there is to do now."""
    wasyncore.loop(timeout=1, use_poll=True, map=sockets, count=1)


@pytest.mark.parametrize("part", [b"G", b"GET / HTTP/1.1\r\nHost: here\r\n", b"\r\n", b"\r\n\r\n", b"POST /"])
def test_a_part_of_a_request_is_no_activity(sockets: dict[int, Any], connect: Connect, part: bytes) -> None:
    client, channel = connect()
    channel.last_activity = LONG_AGO
    client.sendall(part)
    work(sockets)
    assert channel.last_activity == LONG_AGO


def test_a_part_of_a_body_is_no_activity(sockets: dict[int, Any], connect: Connect) -> None:
    client, channel = connect()
    client.sendall(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n")
    work(sockets)
    channel.last_activity = LONG_AGO
    client.sendall(b"{")
    work(sockets)
    assert channel.last_activity == LONG_AGO


def test_a_whole_request_is_activity(sockets: dict[int, Any], connect: Connect) -> None:
    client, channel = connect()
    channel.last_activity = LONG_AGO
    client.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    work(sockets)
    assert channel.last_activity > LONG_AGO
    assert client.recv(100).startswith(b"HTTP/1.1 200 OK")


def test_the_connection_without_activity_for_longest_makes_room(sockets: dict[int, Any], connect: Connect) -> None:
    there = [connect() for _ in range(MOST)]
    there[3][1].last_activity = LONG_AGO
    connect()
    assert [channel.will_close for _, channel in there] == [False, False, False, True, False]
    work(sockets)
    assert there[3][0].recv(1) == b""


def test_a_connection_that_is_being_answered_does_not_make_room(sockets: dict[int, Any], connect: Connect) -> None:
    there = [connect() for _ in range(MOST)]
    for _, channel in there:
        channel.requests = ["a request"]
    connect()
    assert not any(channel.will_close for _, channel in there)
