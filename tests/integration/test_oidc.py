"""Who may come in with `oidc`: whom a real provider signs on, for how long, and how they leave."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from clicks import CLICKS, click
from dash import Dash
from hypothesis import given, settings
from hypothesis import strategies as st
from serving import free_port
from signing import (
    CLIENT,
    HERE,
    OTHER_SECRET,
    SECRET,
    Clock,
    Person,
    provider,
    settings_of,
)  # fmt: skip

from app import create_app
from dashboard.access.doors import door
from dashboard.access.oidc import Oidc
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.store.data import Source

FILTERED = "/complaints?council=medway&quarter=2019-20-Q3&directorate=Place"
RECORDS = "/complaints?council=medway&records=open"
ABROAD = "https://performance.example.gov.uk"
TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=30)
Make = Callable[..., Dash]


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with provider(tmp_path_factory.mktemp("provider"), HERE, ABROAD) as address:
        yield address


@pytest.fixture(scope="module")
def source(sample_store: Path) -> Source:
    return Source(Settings(data=sample_store))


@pytest.fixture(scope="module")
def make(issuer: str, source: Source) -> Make:
    """Builds a dashboard that asks the provider."""

    def made(**more: Any) -> Dash:
        return create_app(Settings(data=source.settings.data, **settings_of(issuer, **more)), source)

    return made


@pytest.fixture(scope="module")
def app(make: Make) -> Dash:
    return make()


@pytest.fixture
def timed(make: Make, monkeypatch: pytest.MonkeyPatch) -> tuple[Dash, Clock]:
    """A dashboard whose clock the test sets, with its time limits as they are set first."""
    clock = Clock()
    monkeypatch.setattr("app.door", lambda settings: Oidc(settings, clock))
    return make(), clock


def asked(answer: Any) -> dict[str, str]:
    """What the dashboard asks the provider."""
    return {name: value for name, (value,) in parse_qs(urlsplit(answer.location).query).items()}


def cookies(answer: Any) -> list[str]:
    return [str(one) for one in answer.headers.getlist("Set-Cookie")]


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """What stands in the audit log, without the time."""
    found = [json.loads(one.getMessage()) for one in caplog.records if one.name == "scrutiny.audit"]
    return [{name: value for name, value in one.items() if name != "time"} for one in found]


# Signing on


def test_who_asks_for_a_page_signs_on_and_lands_on_it(app: Dash, issuer: str) -> None:
    jo = Person(app)
    sent = jo.ask(FILTERED)
    assert (sent.status_code, sent.location.partition("?")[0]) == (302, f"{issuer}/auth")
    said = asked(sent)
    assert {name: said[name] for name in ("response_type", "client_id", "redirect_uri", "code_challenge_method")} == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": f"{HERE}/signed-on",
        "code_challenge_method": "S256",
    }
    assert min(len(said[name]) for name in ("state", "nonce", "code_challenge")) >= 20
    back = jo.ask(jo.at_provider(sent.location))
    assert (back.status_code, back.location) == (302, FILTERED)
    page = jo.ask(back.location)
    assert page.status_code == 200
    assert '<span class="account">jo</span><a href="/sign-out">Sign out</a>' in page.text
    assert jo.ask(CLICKS, "POST", json=click(app, "?council=medway")).status_code == 200


def test_no_two_sign_ons_are_alike(app: Dash) -> None:
    first, second = asked(Person(app).ask("/")), asked(Person(app).ask("/"))
    assert not {first[name] for name in ("state", "nonce", "code_challenge")} & set(second.values())


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/api/v1/measures", "GET"),
        ("/download/complaints/timeliness.csv", "GET"),
        ("/present/slide.json", "GET"),
        ("/_dash-layout", "GET"),
        ("/queries/agency_cube.sql", "GET"),
        ("/report?format=html", "POST"),
        ("/complaints", "POST"),
        (CLICKS, "POST"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(app: Dash, path: str, method: str) -> None:
    answer = Person(app).ask(path, method, **({"json": click(app, "?council=medway")} if path == CLICKS else {}))
    assert answer.status_code == 401
    assert "You are not signed on" in answer.text
    assert cookies(answer) == []


def test_a_script_that_asks_for_a_page_is_refused_in_a_sentence(app: Dash) -> None:
    answer = Person(app).ask("/complaints", headers={"Accept": "*/*"})
    assert (answer.status_code, answer.mimetype) == (401, "text/plain")


def test_what_everybody_has_is_there_for_strangers(app: Dash) -> None:
    assert Person(app).ask("/healthz").json == {"status": "ok"}
    assert Person(app).ask("/assets/scrutiny.css").status_code == 200
    assert Person(app).ask("/", headers={"Host": "evil.example"}).status_code == 400


def test_groups_give_roles(make: Make, app: Dash) -> None:
    jo, al = Person(app, "jo"), Person(app, "al")
    jo.sign_on()
    al.sign_on()
    assert jo.ask(RECORDS).status_code == 200
    assert al.ask("/complaints").status_code == 200
    assert "may see figures alone" in al.ask(RECORDS).text
    al = Person(make(groups_claim="roles"), "al")
    al.sign_on()
    assert al.ask(RECORDS).status_code == 200


def test_who_has_no_role_is_told_and_can_leave(make: Make) -> None:
    al = Person(make(roles="analyst=team"), "al")
    answer = al.ask(al.sign_on().location)
    assert answer.status_code == 403
    assert "al, has no role in this dashboard" in answer.text
    assert '<a href="/sign-out">Sign out</a>' in answer.text


def test_the_account_s_name_is_taken_from_another_claim(make: Make) -> None:
    jo = Person(make(account_claim="sub"))
    assert '<span class="account">jo</span>' in jo.ask(jo.sign_on().location).text
    refused = Person(make(account_claim="email")).sign_on()
    assert refused.status_code == 403
    assert "did not say what your account is called (as &quot;email&quot;)" in refused.text


def test_who_is_in_too_many_groups_is_refused_and_not_taken_for_somebody_without(app: Dash) -> None:
    many = Person(app, "many")
    answer = many.sign_on()
    assert (answer.status_code, answer.mimetype) == (403, "text/html")
    assert "<h1>You could not be signed on</h1>" in answer.text
    assert "in more groups than the service that signs people on can list" in answer.text
    assert many.ask("/complaints").status_code == 302
    assert '<a href="/sign-out">Sign on as somebody else</a>' in answer.text


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example", "///evil.example", "/%5Cevil.example/"])
def test_signing_on_leads_to_no_other_site(app: Dash, path: str) -> None:
    jo = Person(app)
    sent = jo.ask("/", environ_overrides={"PATH_INFO": path.replace("%5C", "\\")})
    location = jo.ask(jo.at_provider(sent.location)).location
    assert location.startswith("/")
    assert not location.replace("%5C", "\\").startswith(("//", "/\\"))


@pytest.mark.parametrize("address", ["/measure/x%3Fy%25?council=medway", "/caf%C3%A9?q=%C3%A9%26&records=", "/x%20y"])
def test_an_address_comes_back_as_it_was(app: Dash, address: str) -> None:
    assert Person(app).sign_on(address).location == address


def test_an_address_that_is_too_long_for_a_cookie_leads_to_its_page(app: Dash) -> None:
    whole = "&".join(f"service=Parking+{number}" for number in range(150))
    assert Person(app).sign_on(f"/complaints?{whole}").location == f"/complaints?{whole}"
    long = "&".join(f"service={secrets.token_hex(20)}" for _ in range(70))
    assert Person(app).sign_on(f"/complaints?{long}").location == "/complaints"
    path = "".join(chr(0x4E00 + secrets.randbelow(20_000)) for _ in range(900))
    assert Person(app).sign_on(f"/{path}").location == "/"


def test_several_tabs_sign_on_at_once(app: Dash) -> None:
    jo = Person(app)
    begun = [jo.begin(f"/complaints?council=medway&quarter=2019-20-Q{number}") for number in (1, 2, 3, 4)]
    assert [jo.ask(one).location[-2:] for one in begun] == ["Q1", "Q2", "Q3", "Q4"]


def test_a_browser_keeps_few_sign_ons_that_nobody_ends(app: Dash) -> None:
    jo = Person(app)
    for _ in range(9):
        jo.ask("/")
    assert len([one for one in jo.dashboard._cookies.values() if one.key.startswith("scrutiny-")]) == 5


# Sign-ons that do not hold


def test_a_sign_on_of_another_browser_is_refused(app: Dash) -> None:
    back = Person(app, "al").begin()
    victim = Person(app)
    answer = victim.ask(back)
    assert answer.status_code == 400
    assert "began in another browser" in answer.text
    assert victim.ask("/").status_code == 302


def test_a_sign_on_is_used_once(app: Dash) -> None:
    jo = Person(app)
    back = jo.begin()
    name = f"scrutiny-{asked_state(back)}"
    held = jo.cookie(name)
    assert jo.ask(back).location == "/complaints"
    assert "This sign-on has been used already" in jo.ask(back).text
    thief = Person(app)
    thief.dashboard.set_cookie(name, held, domain="127.0.0.1")
    answer = thief.ask(back)
    assert answer.status_code == 400
    assert "did not accept this sign-on" in answer.text


def asked_state(address: str) -> str:
    return parse_qs(urlsplit(address).query)["state"][0]


def test_who_declines_at_the_provider_is_told(app: Dash) -> None:
    jo = Person(app)
    state = asked(jo.ask("/"))["state"]
    answer = jo.ask(f"/signed-on?error=access_denied&error_description=<b>no</b>&state={state}")
    assert answer.status_code == 403
    assert "did not let you in" in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize("query", ["", "?code=x", "?state=", "?code=x&state=;", "?state=%00&code=%0d%0a", "?error=x"])
def test_who_comes_back_from_nowhere_is_told(app: Dash, query: str) -> None:
    answer = Person(app).ask(f"/signed-on{query}")
    assert answer.status_code == 400
    assert '<a href="/">Open the dashboard</a>' in answer.text


@settings(max_examples=200)
@given(state=TEXT, code=TEXT, kept=TEXT, session=TEXT)
def test_whatever_strangers_send_is_answered_in_a_sentence(
    app: Dash, state: str, code: str, kept: str, session: str
) -> None:
    stranger = Person(app)
    cookies = {"Cookie": f"scrutiny={session}; scrutiny-{state}={kept}"}
    assert stranger.ask("/signed-on", query_string={"state": state, "code": code}, headers=cookies).status_code == 400
    assert stranger.ask("/api/v1/measures", headers=cookies).status_code == 401
    assert stranger.ask("/sign-out", headers=cookies).status_code == 302


def test_a_sign_on_takes_ten_minutes_at_most(timed: tuple[Dash, Clock]) -> None:
    app, clock = timed
    jo = Person(app)
    back = jo.begin()
    clock.ahead = 601
    assert jo.ask(back).status_code == 400


def test_a_client_that_the_provider_does_not_know_is_told_in_a_sentence(make: Make) -> None:
    answer = Person(make(client_secret="wrong")).sign_on()
    assert answer.status_code == 400
    assert "did not accept this sign-on" in answer.text


def test_a_provider_that_does_not_answer_is_told(make: Make) -> None:
    answer = Person(make(issuer=f"http://127.0.0.1:{free_port()}")).ask("/")
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert "does not answer as it should" in answer.text
    assert "Retry-After" in answer.headers


def test_a_provider_that_calls_itself_something_else_is_not_asked(make: Make, issuer: str) -> None:
    assert Person(make(issuer=issuer.replace("127.0.0.1", "localhost"))).ask("/").status_code == 503


# Keys, secrets, processes


def test_a_provider_s_keys_change(source: Source, tmp_path: Path) -> None:
    port = free_port()
    chosen = Settings(data=source.settings.data, **settings_of(f"http://127.0.0.1:{port}"))
    app = create_app(chosen, source)
    for _ in range(2):
        with provider(tmp_path, HERE, port=port):
            assert Person(app).sign_on().location == "/complaints"


def test_a_click_asks_nothing_of_the_provider(source: Source, tmp_path: Path) -> None:
    port = free_port()
    chosen = Settings(data=source.settings.data, **settings_of(f"http://127.0.0.1:{port}"))
    jo = Person(create_app(chosen, source))
    with provider(tmp_path, HERE, port=port):
        jo.sign_on()
    again = with_cookies_of(jo, create_app(chosen, source))
    assert again.ask("/complaints").status_code == 200
    assert again.ask(CLICKS, "POST", json=click(create_app(chosen, source), "?council=medway")).status_code == 200
    assert again.ask("/sign-out").location == f"{HERE}/signed-out"
    assert again.ask("/complaints").status_code == 503


def with_cookies_of(person: Person, app: Dash) -> Person:
    """The same browser in front of another process."""
    other = Person(app)
    other.dashboard._cookies = person.dashboard._cookies
    return other


def test_every_process_and_every_restart_knows_who_has_signed_on(make: Make, app: Dash) -> None:
    jo = Person(app)
    back = jo.begin()
    other = with_cookies_of(jo, make())
    assert other.ask(back).location == "/complaints"
    assert with_cookies_of(other, make()).ask("/complaints").status_code == 200


def test_a_secret_is_replaced_without_signing_anybody_out(make: Make, app: Dash) -> None:
    jo = Person(app)
    jo.sign_on()
    changing = make(secrets=f"{OTHER_SECRET}, {SECRET}")
    assert with_cookies_of(jo, changing).ask("/complaints").status_code == 200
    assert with_cookies_of(jo, make(secrets=OTHER_SECRET)).ask("/complaints").status_code == 302
    al = Person(changing, "al")
    al.sign_on()
    assert with_cookies_of(al, make(secrets=OTHER_SECRET)).ask("/complaints").status_code == 200
    assert with_cookies_of(al, app).ask("/complaints").status_code == 302


def test_what_the_server_has_not_signed_is_nobody(app: Dash) -> None:
    jo = Person(app)
    under_way = asked(jo.ask("/"))["state"]
    jo.sign_on()
    mine = jo.cookie("scrutiny")
    forged = Person(app)
    for value in (
        "",
        "x",
        mine[:-1],
        mine + "x",
        mine.swapcase(),
        jo.cookie(f"scrutiny-{under_way}"),
    ):
        forged.dashboard.set_cookie("scrutiny", value, domain="127.0.0.1")
        assert forged.ask("/complaints").status_code == 302
    forged.dashboard.set_cookie("scrutiny", mine, domain="127.0.0.1")
    assert forged.ask("/complaints").status_code == 200


# Time limits


def test_who_is_away_for_long_signs_on_again(timed: tuple[Dash, Clock]) -> None:
    app, clock = timed
    jo = Person(app)
    jo.sign_on()
    for _ in range(3):
        clock.ahead += 3500
        assert jo.ask("/complaints").status_code == 200
    clock.ahead += 3601
    assert jo.ask("/complaints").status_code == 302
    assert jo.ask("/api/v1/measures").status_code == 401
    assert jo.sign_on().location == "/complaints"
    assert jo.ask("/complaints").status_code == 200


def test_after_some_hours_one_signs_on_again_in_any_case(timed: tuple[Dash, Clock]) -> None:
    app, clock = timed
    jo = Person(app)
    jo.sign_on()
    while clock.ahead < 36_000 - 3000:
        clock.ahead += 3000
        assert jo.ask("/complaints").status_code == 200
    clock.ahead = 36_001
    assert jo.ask("/complaints").status_code == 302


def test_a_clock_that_was_ahead_lets_nobody_stay(timed: tuple[Dash, Clock]) -> None:
    app, clock = timed
    clock.ahead = 86_400
    jo = Person(app)
    jo.sign_on()
    clock.ahead = 0
    assert jo.ask("/complaints").status_code == 302


def test_that_somebody_is_there_is_noted_seldom_and_never_with_a_file_that_browsers_keep(
    timed: tuple[Dash, Clock],
) -> None:
    app, clock = timed
    jo = Person(app)
    jo.sign_on()
    clock.ahead = 100
    assert cookies(jo.ask("/complaints")) == []
    clock.ahead = 130
    assert cookies(jo.ask("/assets/scrutiny.css")) == []
    assert len(cookies(jo.ask("/complaints"))) == 1
    assert cookies(jo.ask("/complaints")) == []


# Signing out, cookies, the audit log


def test_who_signs_out_is_signed_out_here_and_at_the_provider(app: Dash, issuer: str) -> None:
    jo = Person(app)
    jo.sign_on()
    sent = jo.ask("/sign-out")
    assert sent.location.startswith(f"{issuer}/session/end?")
    assert asked(sent)["client_id"] == CLIENT
    assert jo.ask("/complaints").status_code == 302
    back = jo.at_provider(sent.location)
    assert back.startswith(f"{HERE}/signed-out")
    page = jo.ask(back)
    assert page.status_code == 200
    assert "<h1>You have signed out</h1>" in page.text
    assert 'name="password"' in jo.elsewhere.get(jo.ask("/complaints").location).text


def test_another_site_signs_nobody_out(app: Dash) -> None:
    jo = Person(app)
    jo.sign_on()
    answer = jo.ask("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert '<a href="/sign-out">Sign out</a>' in answer.text
    assert jo.ask("/complaints").status_code == 200


def test_cookies_are_for_this_server_alone_and_for_no_script(make: Make, app: Dash) -> None:
    jo = Person(app)
    for answer in (jo.ask("/"), jo.sign_on()):
        assert cookies(answer)
        for one in cookies(answer):
            assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(one.split("; "))
            assert "Domain" not in one
    abroad = Person(make(hosts="performance.example.gov.uk", tls=True), at=ABROAD)
    sent = abroad.ask("/")
    assert asked(sent)["redirect_uri"] == f"{ABROAD}/signed-on"
    back = abroad.ask(abroad.at_provider(sent.location))
    assert abroad.ask("/complaints").status_code == 200
    for one in [*cookies(sent), *cookies(back)]:
        assert one.startswith("__Host-scrutiny")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(one.split("; "))


def test_signing_on_and_out_is_recorded(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "scrutiny.audit")
    app = make()
    jo = Person(app)
    jo.sign_on()
    jo.ask("/sign-out")
    jo.ask("/sign-out")
    Person(app, "many").sign_on()
    Person(app).ask("/signed-on?state=x")
    found = lines(caplog)
    assert found[:2] == [{"action": "sign on", "account": "jo"}, {"action": "sign out", "account": "jo"}]
    assert [(one["action"], one["account"], one["why"][:12]) for one in found[2:]] == [
        ("sign on refused", "many", "Your account"),
        ("sign on refused", "", "This sign-on"),
    ]


# Settings


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"secrets": "", "client_id": " "}, "also set SCRUTINY_CLIENT_ID, SCRUTINY_SECRETS;"),
        ({"issuer": "", "hosts": "", "roles": ""}, "also set SCRUTINY_HOSTS, SCRUTINY_ROLES, SCRUTINY_ISSUER;"),
        ({"issuer": "http://id.example.gov.uk"}, "SCRUTINY_ISSUER must begin with https://"),
        ({"issuer": "id.example.gov.uk"}, "SCRUTINY_ISSUER must begin with https://"),
        ({"issuer": "https://login.microsoftonline.com/common/v2.0"}, "SCRUTINY_ISSUER must name your own directory"),
        ({"issuer": "https://login.microsoftonline.com/Organizations"}, "put its tenant id where it says common"),
        ({"hosts": "performance.example.gov.uk"}, "also set SCRUTINY_TLS=true"),
        ({"secrets": f"{SECRET}, short"}, "Each secret of SCRUTINY_SECRETS takes 32 letters"),
        ({"scopes": "profile"}, "SCRUTINY_SCOPES must name openid"),
        ({"roles": "anlyst=*"}, "There is no role"),
    ],
)
def test_settings_that_would_let_the_wrong_ones_in_are_refused(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        door(Settings(**settings_of("https://id.example.gov.uk", **given)))


def test_secrets_are_not_printed_with_the_settings() -> None:
    shown = repr(Settings(**settings_of("https://id.example.gov.uk")))
    assert CLIENT in shown
    assert SECRET not in shown
    assert "what only the provider" not in shown
