"""The names and addresses of machines, as requests and settings give them."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from dashboard.basics.errors import UsageError, quoted

Network = IPv4Network | IPv6Network
LONGEST_LABEL = 63
HEADER = re.compile(r"[!#$%&'*+.^`|~\w-]+", re.ASCII)  # what may be the name of one
HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)


def listed(text: str) -> list[str]:
    """The parts of a setting that are separated by commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def hosts_in(variable: str, text: str) -> frozenset[str]:
    """The names of machines that a setting lists; UsageError for what no request's `Host` can be."""
    found = listed(text)
    for name in found:
        if not is_host(name.lower()):
            raise UsageError(
                f"{variable}: nobody comes in under {quoted(name)}. Write the name in the address alone, such as "
                "performance.example.gov.uk: without https://, port, path, star or final dot."
            )
    return frozenset(name.lower() for name in found)


def is_host(name: str) -> bool:
    """Whether browsers write this, in small letters, for the name of a machine."""
    if name_of(name) != name:
        return False
    if not name.startswith("[") and name.strip("0123456789."):
        return all(0 < len(label) <= LONGEST_LABEL for label in name.split("."))
    try:
        return str(ip_address(name.strip("[]"))) == name.strip("[]")
    except ValueError:
        return False


def name_of(host: str) -> str:
    """The name in a request's `Host`, without its port; nothing where it is no name."""
    found = HOST.fullmatch(host)
    return found["name"].lower().removesuffix(".") if found else ""


def is_loopback(name: str) -> bool:
    """Whether this is `localhost` or a number by which a machine calls itself."""
    if name == "localhost":
        return True
    try:
        address = ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def is_this_machine_alone(host: str) -> bool:
    """Whether what serves on this name can be reached from this machine alone; so it is where there is no such name,
    on which nothing can be served."""
    if host in ("", "*"):  # every address of the machine
        return False
    try:
        found = socket.getaddrinfo(host.removeprefix("[").removesuffix("]"), None)
    except (OSError, UnicodeError):
        return True
    return all(is_loopback(str(address[0])) for *_, address in found)


def networks(variable: str, text: str) -> tuple[Network, ...]:
    """The networks that a setting names; UsageError for what is none."""
    try:
        found = tuple(ip_network(part) for part in listed(text))
    except ValueError as error:
        raise UsageError(f"{variable}: {error}. Write addresses or networks, such as 127.0.0.1, 10.1.0.0/16.") from None
    for one in found:
        if getattr(one.network_address, "ipv4_mapped", None):
            raise UsageError(f"{variable}: nobody comes from {one}. Write it as an IPv4 address, such as 10.1.0.0/16.")
    return found


def is_within(text: str, among: Iterable[Network]) -> bool:
    """Whether an address is in one of these networks."""
    try:
        address = ip_address(text)
    except ValueError:  # a server that listens on a file knows none
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in among)
