"""Who may come in: this machine alone, or whom a proxy signs on."""

from __future__ import annotations

import http.client
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from serving import ROOT, command, environment

from app import create_app
from dashboard.basics.config import Settings
from dashboard.basics.errors import UsageError
from dashboard.store.data import Source

NAME = "performance.example.gov.uk"
PROXY: dict[str, Any] = {
    "access": "proxy",
    "hosts": f"{NAME}, 192.0.2.1",
    "proxies": "192.0.2.0/28, 2001:db8::1",
    "roles": "analyst=*; administrator=Web team",
}
WHOLE = {
    "SCRUTINY_ACCESS": "proxy",
    "SCRUTINY_HOSTS": NAME,
    "SCRUTINY_PROXIES": "127.0.0.1",
    "SCRUTINY_ROLES": "member=*",
}
ADDRESSES = (
    "/", "/complaints", "/nowhere", "/_dash-layout", "/_dash-dependencies", "/api/v1/measures", "/logo/medway",
    "/queries/agency_cube.sql", "/download/complaints/timeliness.csv", "/download/complaints/records.csv",
    "/present/slide.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def source(sample_store: Path) -> Source:
    return Source(Settings(data=sample_store))


@pytest.fixture(scope="module")
def here(source: Source) -> FlaskClient:
    client: FlaskClient = create_app(source.settings, source).server.test_client()
    return client


@pytest.fixture(scope="module")
def behind(source: Source) -> FlaskClient:
    settings = Settings(data=source.settings.data, **PROXY)
    client: FlaskClient = create_app(settings, source).server.test_client()
    return client


def ask(client: FlaskClient, path: str, *, name: str = NAME, peer: str = "192.0.2.7", **headers: str) -> Any:
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return client.get(path, headers={"Host": name, **named}, environ_overrides={"REMOTE_ADDR": peer})


def as_told(path: str) -> str:
    return "application/json" if path.startswith("/api/") else "text/plain"


@pytest.mark.parametrize(
    "name", ["localhost", "LOCALHOST:8050", "127.0.0.1", "127.0.0.1:8050", "127.1.2.3", "[::1]:80"]
)
def test_this_machine_is_answered_under_its_own_names(here: FlaskClient, name: str) -> None:
    assert ask(here, "/healthz", name=name, peer="127.0.0.1").status_code == 200


@pytest.mark.parametrize(
    "name",
    ["evil.example", "localhost.evil.example", "evil@localhost", "127.0.0.1.evil.example", "", "[::2]", "192.0.2.1",
     "localhost:8050:1", "local host", "127.0.0.1,evil.example", "localhost/x"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/healthz", "/api/v1/measures", "/assets/scrutiny.css"])
def test_this_machine_is_not_answered_under_other_names(here: FlaskClient, name: str, path: str) -> None:
    answer = ask(here, path, name=name, peer="127.0.0.1")
    assert (answer.status_code, answer.mimetype) == (400, as_told(path))
    assert "under the name localhost" in answer.text
    assert "SCRUTINY_ACCESS" in answer.text


@pytest.mark.parametrize("peer", ["192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1", ""])
def test_other_machines_are_not_answered_whatever_name_they_give(here: FlaskClient, peer: str) -> None:
    assert ask(here, "/api/v1/measures", name="localhost", peer=peer).status_code == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "*", "", "0"])
def test_an_address_that_others_reach_is_not_served_on(tmp_path: Path, host: str) -> None:
    done = subprocess.run(
        command("serve", "--data", tmp_path, "--host", host),
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f'"{host}" is an address that others reach')
    assert "SCRUTINY_ACCESS=proxy or oidc" in done.stderr


def test_the_server_itself_refuses_other_names(sample_address: str) -> None:
    with closing(http.client.HTTPConnection(urlsplit(sample_address).netloc)) as connection:
        connection.request("GET", "/api/v1/measures", headers={"Host": "evil.example"})
        assert connection.getresponse().status == 400


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_proxy_s_account_is_let_in(behind: FlaskClient, path: str) -> None:
    for peer in ("192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1"):
        assert ask(behind, path, peer=peer, X_Forwarded_User="jo.bloggs").status_code in (200, 404)


@pytest.mark.parametrize("path", [*ADDRESSES, "/healthz", "/assets/scrutiny.css"])
@pytest.mark.parametrize("peer", ["127.0.0.1", "192.0.2.99", "::ffff:192.0.2.99", "2001:db8::2", ""])
def test_what_does_not_come_from_the_proxy_is_refused(behind: FlaskClient, path: str, peer: str) -> None:
    answer = ask(behind, path, peer=peer, X_Forwarded_User="jo.bloggs")
    assert (answer.status_code, answer.mimetype) == (403, as_told(path))
    assert "This dashboard answers those alone who sign on." in answer.text


def test_a_proxy_is_answered_under_the_dashboard_s_names_alone(behind: FlaskClient) -> None:
    for name in ("192.0.2.1", f"{NAME.upper()}:443", f"{NAME}."):
        assert ask(behind, "/", name=name, X_Forwarded_User="jo.bloggs").status_code == 200
    for name in ("localhost", "evil.example", f"x.{NAME}", ""):
        assert ask(behind, "/", name=name, X_Forwarded_User="jo.bloggs").status_code == 400


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("account", [{}, {"X_Forwarded_User": " "}, {"X_Forwarded_User": "jo, al"}, {"X_User": "jo"}])
def test_whom_the_proxy_does_not_name_is_refused(behind: FlaskClient, path: str, account: dict[str, str]) -> None:
    answer = ask(behind, path, **account)
    assert answer.status_code == 403
    assert "Nobody is signed on." in answer.text


def test_who_asks_for_a_page_is_refused_with_a_page(behind: FlaskClient) -> None:
    answer = ask(behind, "/complaints", Accept="text/html,*/*;q=0.8")
    assert (answer.status_code, answer.mimetype) == (403, "text/html")
    assert "<h1>You cannot open this</h1>" in answer.text
    assert "complaints" not in answer.text
    with ask(behind, "/assets/scrutiny.css") as its_style:
        assert its_style.status_code == 200


def test_strangers_are_told_that_all_is_well_and_no_more(behind: FlaskClient, here: FlaskClient) -> None:
    assert ask(behind, "/healthz").json == ask(behind, "/readyz").json == {"status": "ok"}
    assert ask(behind, "/readyz", X_Forwarded_User="jo").json == {"status": "ok"}
    administrator = {"X_Forwarded_User": "jo", "X_Forwarded_Groups": "Web team"}
    told = {"status", "release", "loaded_at", "age_hours", "damaged"}
    assert ask(behind, "/readyz", **administrator).json.keys() == told
    assert ask(here, "/readyz", name="localhost", peer="127.0.0.1").json.keys() == told


def test_the_header_can_be_another(source: Source) -> None:
    settings = Settings(data=source.settings.data, **PROXY, user_header="Remote-User")
    client = create_app(settings, source).server.test_client()
    assert ask(client, "/", Remote_User="jo").status_code == 200
    assert ask(client, "/", X_Forwarded_User="jo").status_code == 403


@pytest.mark.parametrize(
    "name",
    ["perf.example:443", "perf.example.", "https://perf.example", "perf.example/", "*.example", "perf..example",
     ".example", "perf example", "::1", "[0:0::1]", "192.0.2.256", "192.0.2.01", "p\u00e9rf.example", "x" * 64, "[x]",
     f"{NAME}, perf.example:8050"],
)  # fmt: skip
def test_a_name_under_which_nobody_comes_is_refused(source: Source, name: str) -> None:
    given = WHOLE | {"SCRUTINY_HOSTS": name}
    with pytest.raises(UsageError, match=r"SCRUTINY_HOSTS: nobody comes in under .* without https://, port, path"):
        create_app(Settings.from_environment(given, data=source.settings.data), source)


@pytest.mark.parametrize(
    "name", ["Perf.Example", "perf", "my_host.example", "192.0.2.1", "[::1]", "xn--prf-bma.example"]
)
def test_a_name_that_browsers_send_is_taken(source: Source, name: str) -> None:
    given = WHOLE | {"SCRUTINY_HOSTS": name}
    client = create_app(Settings.from_environment(given, data=source.settings.data), source).server.test_client()
    answer = ask(client, "/", name=f"{name}:8050", peer="127.0.0.1", X_Forwarded_User="jo")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "header",
    ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP", "X-Forwarded-Host", "X-Forwarded-Port", "True-Client-IP"],
)
@pytest.mark.parametrize("path", ["/", "/api/v1/measures", "/healthz"])
def test_this_machine_answers_nobody_whom_a_web_server_passes_on(here: FlaskClient, header: str, path: str) -> None:
    answer = ask(here, path, name="localhost", peer="127.0.0.1", **{header: "for=192.0.2.7"})
    assert answer.status_code == 403
    assert "SCRUTINY_ACCESS=proxy" in answer.text


def test_the_server_itself_sees_what_a_web_server_passes_on(sample_address: str) -> None:
    for header in ("X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Proto", "Via", "X-Real-IP"):
        with closing(http.client.HTTPConnection(urlsplit(sample_address).netloc)) as connection:
            connection.request("GET", "/healthz", headers={header: "192.0.2.7"})
            assert connection.getresponse().status == 403


@pytest.mark.parametrize(
    "account",
    ["\u200b", "jo\u200b", "\ufffd", "jo\ufffd", "\u3164", "\u2800", "jo\ufe0f", "\u202ejo", "jo\u00ad", "j\u034fo",
     "\u00a0", "jo\u2028", "\x07", "jo\x7f"],
)  # fmt: skip
def test_an_account_that_cannot_be_seen_is_nobody_s(behind: FlaskClient, account: str) -> None:
    sent = account.encode().decode("latin-1")
    answer = ask(behind, "/api/v1/measures", X_Forwarded_User=sent)
    assert (answer.status_code, "letters that cannot be seen" in answer.text) == (403, True)


@pytest.mark.parametrize("account", ["", " ", "\t "])
def test_an_account_of_spaces_is_nobody(behind: FlaskClient, account: str) -> None:
    assert "Nobody is signed on" in ask(behind, "/", X_Forwarded_User=account).text


def test_bytes_that_are_no_letters_are_no_account(behind: FlaskClient) -> None:
    assert "cannot be seen" in ask(behind, "/api/v1/measures", X_Forwarded_User="jo\xff").text


@pytest.mark.parametrize("account", ["Zo\u00eb O'Neil", "\u738b", "jo@perf.example"])
def test_an_account_may_be_written_in_any_letters(behind: FlaskClient, account: str) -> None:
    assert ask(behind, "/", X_Forwarded_User=account.encode().decode("latin-1")).status_code == 200


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"SCRUTINY_ACCESS": "everybody"}, 'SCRUTINY_ACCESS is "everybody"; it takes local or proxy or oidc or public'),
        ({"SCRUTINY_ACCESS": "public"}, "With SCRUTINY_ACCESS=public also set SCRUTINY_HOSTS"),
        ({"SCRUTINY_ACCESS": "proxy"}, "also set SCRUTINY_PROXIES, SCRUTINY_HOSTS, SCRUTINY_ROLES;"),
        (WHOLE | {"SCRUTINY_PROXIES": " , "}, "also set SCRUTINY_PROXIES;"),
        (WHOLE | {"SCRUTINY_PROXIES": "10.1.0.1/16"}, "SCRUTINY_PROXIES: 10.1.0.1/16 has host bits set"),
        (WHOLE | {"SCRUTINY_PROXIES": "the proxy"}, "SCRUTINY_PROXIES: 'the proxy' does not appear to be"),
        (WHOLE | {"SCRUTINY_ROLES": "anlyst=*"}, 'SCRUTINY_ROLES: There is no role "anlyst". Did you mean "analyst"'),
        (WHOLE | {"SCRUTINY_ROLES": "member="}, 'SCRUTINY_ROLES names no group of "member"'),
        (WHOLE | {"SCRUTINY_ROLES": "analyst=Adults; Care team"}, "Semicolons separate them"),
        (WHOLE | {"SCRUTINY_ROLES": "analyst=CN=Data,OU=Groups"}, 'nobody is in the group "CN=Data,OU=Groups"'),
        (WHOLE | {"SCRUTINY_PROXIES": "::ffff:10.1.0.0/112"}, "SCRUTINY_PROXIES: nobody comes from ::ffff:a01:0/112"),
        (WHOLE | {"SCRUTINY_USER_HEADER": "Remote User"}, 'SCRUTINY_USER_HEADER is "Remote User"'),
        (WHOLE | {"SCRUTINY_USER_HEADER": "X-forwarded-groups"}, "Write two names of headers"),
    ],
)
def test_settings_that_let_nobody_in_are_refused_in_a_sentence(
    source: Source, given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence.replace("(", r"\(")):
        create_app(Settings.from_environment(given, data=source.settings.data), source)
