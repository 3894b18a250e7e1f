"""What no provider should say is not believed: tokens of others, of another time, and such as nobody has signed."""

from __future__ import annotations

import base64
import hmac
import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from signing import CLIENT, CLIENT_SECRET, Forger, Person, encoded, forged, forging, settings_of

from app import create_app
from dashboard.basics.config import Settings
from dashboard.store.data import Source

UNTRUSTED = "could not be trusted, so you are not signed on"


@pytest.fixture(scope="module")
def source(sample_store: Path) -> Source:
    return Source(Settings(data=sample_store))


@pytest.fixture
def forger() -> Iterator[Forger]:
    with forging() as one:
        yield one


@pytest.fixture
def app(forger: Forger, source: Source) -> Dash:
    return create_app(Settings(data=source.settings.data, **settings_of(forger.issuer, threads=3)), source)


def unsigned(claims: dict[str, Any]) -> str:
    return f"{encoded({'alg': 'none'})}.{encoded(claims)}."


def with_secret(claims: dict[str, Any]) -> str:
    """Signed with the secret that the provider and the dashboard share."""
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(CLIENT_SECRET.ljust(32)))


def by_another(claims: dict[str, Any]) -> str:
    """Signed by another key that has the same name."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048))


def changed(claims: dict[str, Any]) -> str:
    """A real one in which somebody has changed the account."""
    head, _, signature = Forger().signed(claims).split(".")
    return f"{head}.{encoded(claims | {'preferred_username': 'al'})}.{signature}"


def with_public_key(forger: Forger) -> Any:
    """Signed with the provider's public key, as if that were a secret."""

    def made(claims: dict[str, Any]) -> str:
        text = f"{encoded({'alg': 'HS256', 'kid': 'one'})}.{encoded(claims)}"
        signature = hmac.digest(forger.key.as_pem(private=False), text.encode(), "sha256")
        return f"{text}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"

    return made


def test_what_the_provider_has_signed_is_believed(app: Dash, forger: Forger) -> None:
    forger.claims = {"aud": [CLIENT]}
    assert forged(Person(app), forger, "/digital?council=medway").location == "/digital?council=medway"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another"], "azp": CLIENT},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT], "azp": "another"},
        {"aud": None},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": -60},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": 600},
        {"iat": None},
        {"nbf": 600},
        {"sub": None},
        {"at_hash": "x"},
    ],
    ids=str,
)
def test_claims_that_are_not_for_this_sign_on_are_refused(
    app: Dash, forger: Forger, claims: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    now = int(time.time())  # numbers are seconds from now
    forger.claims = {name: now + value if isinstance(value, int) else value for name, value in claims.items()}
    person = Person(app)
    answer = forged(person, forger)
    assert (answer.status_code, answer.mimetype) == (403, "text/html")
    assert UNTRUSTED in answer.text
    assert person.ask("/complaints").status_code == 302
    assert "Signing on failed, by the provider's token" in caplog.text


@pytest.mark.parametrize("made", [unsigned, with_secret, by_another, changed])
@pytest.mark.parametrize("offered", [["RS256"], ["RS256", "HS256", "none"], ["none"], None], ids=str)
def test_what_the_provider_s_key_has_not_signed_is_refused(app: Dash, forger: Forger, made: Any, offered: Any) -> None:
    forger.token, forger.metadata = made, {"id_token_signing_alg_values_supported": offered} if offered else {}
    answer = forged(Person(app), forger)
    assert answer.status_code == 403
    assert UNTRUSTED in answer.text


def test_a_public_key_is_no_secret(app: Dash, forger: Forger) -> None:
    forger.token = with_public_key(forger)
    forger.metadata = {"id_token_signing_alg_values_supported": ["RS256", "HS256"]}
    assert UNTRUSTED in forged(Person(app), forger).text


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "....", {}, {"access_token": "x"}, {"error": "invalid_grant"}])
def test_what_is_no_token_is_refused_in_a_sentence(app: Dash, forger: Forger, token: Any) -> None:
    forger.token = lambda _: token
    answer = forged(Person(app), forger)
    assert answer.status_code in (400, 403)
    assert "<h1>You could not be signed on</h1>" in answer.text


@pytest.mark.parametrize("keys", [[], [{}], [{"kty": "RSA"}], [{"kty": "oct", "k": "x" * 43, "kid": "one"}]])
def test_keys_that_are_none_are_refused_in_a_sentence(app: Dash, forger: Forger, keys: Any) -> None:
    forger.keys = keys
    answer = forged(Person(app), forger)
    assert answer.status_code in (403, 503)
    assert "<h1>You could not be signed on</h1>" in answer.text


def test_a_key_that_is_replaced_is_taken_and_one_that_is_withdrawn_is_not(app: Dash, forger: Forger) -> None:
    former = forger.key
    assert forged(Person(app), forger).status_code == 302
    forger.key, forger.header = RSAKey.generate_key(2048, {"kid": "two"}), {"kid": "two"}
    assert forged(Person(app), forger).status_code == 302
    forger.keys, forger.key, forger.header = [forger.key.as_dict(private=False)], former, {"kid": "one"}
    assert UNTRUSTED in forged(Person(app), forger).text


def test_a_key_without_a_name_is_replaced_too(app: Dash, forger: Forger) -> None:
    for _ in range(2):
        forger.key = RSAKey.generate_key(2048)
        forger.token = lambda claims: jwt.encode({"alg": "RS256"}, claims, forger.key)
        assert forged(Person(app), forger).status_code == 302


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"preferred_username": None}, "did not say what your account is called"),
        ({"preferred_username": " "}, "did not say what your account is called"),
        ({"preferred_username": ["jo"]}, "did not say what your account is called"),
        ({"preferred_username": "jo\nal"}, "did not say what your account is called"),
        ({"preferred_username": "j" * 201}, "did not say what your account is called"),
        ({"groups": {"team": True}}, "what is no list"),
        ({"groups": [["team"]]}, "what is no list"),
        ({"groups": 1}, "what is no list"),
        ({"groups": None, "_claim_names": {"groups": "src1"}}, "in more groups than"),
    ],
)
def test_claims_of_another_kind_are_refused_in_a_sentence(
    app: Dash, forger: Forger, claims: dict[str, Any], sentence: str
) -> None:
    forger.claims = claims
    answer = forged(Person(app), forger)
    assert answer.status_code == 403
    assert sentence in answer.text


@pytest.mark.parametrize(
    ("groups", "status"),
    [(["team"], 200), ("Everybody, team", 200), ("teams", 403), ([], 403), (None, 403), (["*"], 403)],
)
def test_groups_are_a_list_or_stand_behind_one_another(app: Dash, forger: Forger, groups: Any, status: int) -> None:
    forger.claims = {"groups": groups}
    person = Person(app)
    forged(person, forger)
    assert person.ask("/complaints?records=open").status_code == status


def test_many_groups_do_not_fill_the_cookie(app: Dash, forger: Forger) -> None:
    forger.claims = {"groups": [*(f"group {number}" for number in range(5000)), "team"]}
    person = Person(app)
    forged(person, forger)
    assert person.ask("/complaints?records=open").status_code == 200
    assert len(person.cookie("scrutiny")) < 300


def test_the_cookie_holds_no_token(app: Dash, forger: Forger) -> None:
    person = Person(app)
    forged(person, forger)
    body = person.cookie("scrutiny").rpartition(".")[0].lstrip(".")
    held = app.server.view_functions["sign_out"].__self__.sessions.read(person.cookie("scrutiny"))
    assert held.keys() == {"account", "groups", "since", "seen"}
    assert len(base64.urlsafe_b64decode(body + "==")) < 200


def test_a_name_that_is_too_long_does_not_fill_the_audit_log(
    app: Dash, forger: Forger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "scrutiny.audit")
    forger.claims = {"preferred_username": "j" * 10_000}
    forged(Person(app), forger)
    assert "j" * 200 in caplog.text
    assert "j" * 201 not in caplog.text


def test_a_provider_that_hangs_holds_up_those_alone_who_sign_on(app: Dash, forger: Forger, source: Source) -> None:
    jo = Person(app)
    forged(jo, forger)
    app.server.view_functions["sign_out"].__self__.provider.known = None
    forger.open.clear()
    before = len(forger.asked)
    found: list[int] = []
    first = threading.Thread(target=lambda: found.append(Person(app).ask("/").status_code))
    first.start()
    while len(forger.asked) == before:
        time.sleep(0.01)
    second = Person(app).ask("/")
    assert (second.status_code, "Retry-After" in second.headers) == (503, True)
    assert "Many people are signing on" in second.text
    assert jo.ask("/complaints").status_code == 200
    forger.open.set()
    first.join()
    assert found == [302]


def test_why_a_sign_on_failed_stands_in_the_log_and_not_on_the_page(
    app: Dash, forger: Forger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    forger.token = lambda _: {"error": "invalid_client", "error_description": "AADSTS7000215 <b>jo</b>"}
    answer = forged(Person(app), forger)
    assert "AADSTS7000215" in caplog.text
    assert "AADSTS7000215" not in answer.text
