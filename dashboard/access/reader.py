"""Who reads, as far as the dashboard knows, and what roles they have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import flask

from dashboard.access.names import listed
from dashboard.access.refused import RefusedError
from dashboard.basics.errors import UsageError, unknown

# member: figures; analyst: single records too; administrator: how the server and its store are. The others are asked
# for by nothing yet.
Role = Literal["member", "analyst", "loader", "commenter", "approver", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
EVERYBODY = "*"  # stands for every group, and for those who are in none
HOW = (
    "Write a role and a group, such as member=*; analyst=Performance team. Semicolons separate them, so that no "
    "group's name has one."
)
# Letters that show nothing and yet count as such that do (fillers, blanks, marks that choose between forms), and the
# mark for what could not be read.
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd\U000e0100-\U000e01ef]"
)
UNSEEN_NAME = "The account's name holds letters that cannot be seen. Ask who looks after your sign-on to change it."


@dataclass(frozen=True)
class Reader:
    """Somebody with an account, whose name is empty where there are no accounts."""

    account: str = ""
    roles: frozenset[Role] = frozenset()

    @property
    def mark(self) -> str:
        """Who this is, with which roles, as every process of the server writes it."""
        return json.dumps([self.account, sorted(self.roles)])

    def may(self, role: Role | None) -> bool:
        """Whether they may have what asks for this role, or for none. Everybody who has a role is a member."""
        return role is None or role in self.roles or (role == "member" and bool(self.roles))


NOBODY = Reader()
EVERYBODY_HERE = Reader(roles=frozenset(ROLES))


def reader() -> Reader:
    """Who has sent the request that is being answered."""
    found: Reader = flask.g.get("reader", NOBODY) if flask.has_app_context() else NOBODY
    return found


def sign_out() -> str:
    """The address at which they sign out, where they have signed on here."""
    return str(flask.g.get("sign_out", "")) if flask.has_app_context() else ""


def roles_by_group(variable: str, text: str) -> Mapping[str, frozenset[Role]]:
    """The roles of each group, from a setting like `member=*; analyst=Performance team`."""
    found: dict[str, frozenset[Role]] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, _, group = (word.strip() for word in part.partition("="))
        role = next((role for role in ROLES if role == name), None)
        if role is None:
            raise UsageError(f"{variable}: {unknown('role', name, ROLES)} {HOW}")
        if not group:
            raise UsageError(f'{variable} names no group of "{role}". {HOW}')
        found[group] = found.get(group, frozenset()) | {role}
    return found


def known_as(account: str, groups: Iterable[str], roles: Mapping[str, frozenset[Role]]) -> Reader:
    """Who has this account and is in these groups; nobody where there is no account. RefusedError for a name that
    looks like none or like another's: what cannot be seen in it, or was not read."""
    if not account:
        return NOBODY
    if not account.strip() or not account.isprintable() or UNSEEN.search(account):
        raise RefusedError(403, UNSEEN_NAME)
    nothing: frozenset[Role] = frozenset()
    return Reader(account, nothing.union(*(roles.get(group, nothing) for group in (EVERYBODY, *groups))))


def groups_in(text: str) -> list[str]:
    """The groups that a header lists."""
    return [one for one in listed(text) if one != EVERYBODY]
