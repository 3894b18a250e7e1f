"""What is taken from the claims that a provider makes of an account: its name and its groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.access.reader import groups_in
from dashboard.access.refused import RefusedError
from dashboard.basics.languages import N_, _

MOST_NAME = 200  # letters of an account's name
TELL = N_("Tell who looks after the dashboard.")
NO_ACCOUNT = N_('The service that signs people on did not say what your account is called (as "{claim}"). {tell}')
TOO_MANY = N_(
    "Your account is in more groups than the service that signs people on can list. Ask who looks after the "
    "dashboard to have it say roles, or only the groups that are assigned to the dashboard."
)
NOT_GROUPS = N_(
    'The service that signs people on said of your account\'s groups (as "{claim}") what is no list. {tell}'
)


def account_in(claims: Mapping[str, Any], claim: str) -> str:
    """The account's name, or a refusal."""
    name = claims.get(claim)
    if not isinstance(name, str) or not name.strip() or len(name) > MOST_NAME or not name.isprintable():
        raise RefusedError(403, _(NO_ACCOUNT, claim=claim, tell=_(TELL)))
    return name.strip()


def groups_of(claims: Mapping[str, Any], claim: str) -> list[str]:
    """The account's groups, of which there may be none, or a refusal. Where there are too many for a token, Entra ID
    says only where they could be asked for; they are not taken for none."""
    said = claims.get(claim, [])
    if claim in (claims.get("_claim_names") or {}):
        raise RefusedError(403, _(TOO_MANY))
    if isinstance(said, str):
        return groups_in(said)
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise RefusedError(403, _(NOT_GROUPS, claim=claim, tell=_(TELL)))
    return said
