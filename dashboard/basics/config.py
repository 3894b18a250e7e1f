"""Every setting of the dashboard, in one frozen record read once at start-up."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from platformdirs import user_cache_path, user_data_path

from dashboard.basics.addresses import folder_for, is_address
from dashboard.basics.errors import UsageError

PACKAGE = Path(__file__).resolve().parents[1]
# A wheel holds assets/, queries/ and data/catalogue/ in here, so that no folder of so common a name lies loose among
# other packages; a checkout has them beside the package. pyproject.toml says where the wheel has them from.
SHIPPED = PACKAGE / "shipped"
INSTALLED = SHIPPED.is_dir()
ROOT = SHIPPED if INSTALLED else PACKAGE.parent
STORE = user_data_path("scrutiny", appauthor=False) / "store" if INSTALLED else ROOT / "data" / "store"

Scheme = Literal["rag", "achieved_failed"]
Margin = Literal["of_target", "points"]
Seen = Literal["public", "draft"]
Access = Literal["local", "proxy", "oidc", "public"]
Log = Literal["text", "json"]


def setting(default: Any, variable: str, text: str, *, secret: bool = False) -> Any:
    """A field with its environment variable and its sentence of help; a secret one is not printed with the others."""
    return field(default=default, repr=not secret, metadata={"variable": variable, "help": text})


@dataclass(frozen=True)
class Settings:
    """What an installation may choose; `from_environment` reads it."""

    data: Path = setting(
        STORE,
        "SCRUTINY_DATA",
        "Folder that holds the store, or its address in object storage, such as s3://bucket/store; where Scrutiny is "
        "installed without a checkout, a folder of the user's.",
    )
    cache: str = setting(
        "",
        "SCRUTINY_CACHE",
        "Folder in which stores in object storage are mirrored, for this account alone; empty is one of the user's.",
    )
    look_seconds: int = setting(
        5, "SCRUTINY_LOOK_SECONDS", "Seconds after which a server looks for what is new in object storage."
    )
    host: str = setting("127.0.0.1", "HOST", "Address to serve on; the default is reachable from this machine only.")
    port: int = setting(8050, "PORT", "Port to serve on.")
    access: Access = setting(
        "local",
        "SCRUTINY_ACCESS",
        "Who may come in: local (this machine alone), proxy (whom a proxy signs on), oidc (whom an OpenID provider "
        "signs on) or public (everybody, who sees the public tables alone).",
    )
    hosts: str = setting(
        "",
        "SCRUTINY_HOSTS",
        "With proxy, oidc or public: the names in the dashboard's address, such as performance.example.gov.uk.",
    )
    proxies: str = setting(
        "", "SCRUTINY_PROXIES", "With proxy: the proxy's addresses or networks, such as 127.0.0.1, 10.1.0.0/16."
    )
    user_header: str = setting(
        "X-Forwarded-User", "SCRUTINY_USER_HEADER", "With proxy: the header in which it names the account."
    )
    groups_header: str = setting(
        "X-Forwarded-Groups",
        "SCRUTINY_GROUPS_HEADER",
        "With proxy: the header in which it names the account's groups, separated by commas.",
    )
    issuer: str = setting(
        "", "SCRUTINY_ISSUER", "With oidc: the provider's address, as it calls itself, such as https://id.example/."
    )
    client_id: str = setting("", "SCRUTINY_CLIENT_ID", "With oidc: what the provider calls the dashboard.")
    client_secret: str = setting(
        "", "SCRUTINY_CLIENT_SECRET", "With oidc: the secret that the provider gave for it, if any.", secret=True
    )
    scopes: str = setting("openid profile", "SCRUTINY_SCOPES", "With oidc: what the provider is asked to say.")
    account_claim: str = setting(
        "preferred_username", "SCRUTINY_ACCOUNT_CLAIM", "With oidc: the claim that names the account."
    )
    groups_claim: str = setting(
        "groups", "SCRUTINY_GROUPS_CLAIM", "With oidc: the claim that names its groups; roles for Entra's app roles."
    )
    secrets: str = setting(
        "",
        "SCRUTINY_SECRETS",
        "With oidc: what cookies are signed with, 32 random letters or more; several, separated by commas, while one "
        "is replaced: the first signs, all are known.",
        secret=True,
    )
    idle_seconds: int = setting(
        3600, "SCRUTINY_IDLE_SECONDS", "With oidc: seconds without a request after which one signs on again."
    )
    session_seconds: int = setting(
        36_000, "SCRUTINY_SESSION_SECONDS", "With oidc: seconds after which one signs on again in any case."
    )
    roles: str = setting(
        "",
        "SCRUTINY_ROLES",
        "With proxy or oidc: which group has which role, such as member=*; analyst=Performance team.",
    )
    workers: int = setting(
        1,
        "SCRUTINY_WORKERS",
        "Processes that serve, each with its own threads and memory; more than one not on Windows.",
    )
    reports: str = setting(
        "",
        "SCRUTINY_REPORTS",
        "Folder for reports while they are written and fetched; empty is one of the system's temporary ones.",
    )
    threads: int = setting(8, "SCRUTINY_THREADS", "Requests answered at the same time.")
    audit: str = setting(
        "",
        "SCRUTINY_AUDIT",
        "File of the audit log; empty has the server write it to its standard error, and commands not at all.",
    )
    tls: bool = setting(
        False,
        "SCRUTINY_TLS",
        "Whether browsers reach it by https alone, by a web server in front; they then keep to it.",
    )
    memory: int = setting(2000, "SCRUTINY_MEMORY", "Megabytes that the database may take; more is refused.")
    loading: int = setting(
        500,
        "SCRUTINY_LOADING_MEMORY",
        "Megabytes that the database may take while a command loads or publishes; what is more waits on the disk.",
    )
    processors: int = setting(0, "SCRUTINY_PROCESSORS", "Processors that the database may use; 0 is all there are.")
    seconds: int = setting(30, "SCRUTINY_SECONDS", "Seconds that one question to the data may take.")
    log: Log = setting("text", "SCRUTINY_LOG", "How the log is written: text, or json with a line for every request.")
    council: str = setting("", "SCRUTINY_COUNCIL", "Council shown first; empty takes the one with the newest data.")
    scheme: Scheme = setting("rag", "SCRUTINY_SCHEME", "Status words shown first: rag or achieved_failed.")
    amber: float = setting(5.0, "SCRUTINY_AMBER", "How far from its target a value may be and still be amber.")
    margin: Margin = setting(
        "of_target", "SCRUTINY_MARGIN", "What amber is a width of: of_target (per cent of the target) or points."
    )
    threshold: int = setting(
        5,
        "SCRUTINY_THRESHOLD",
        "The least count of people that the public tables show; smaller ones, but for nought, are withheld.",
    )
    licence: str = setting(
        "Open Government Licence v3.0 https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "SCRUTINY_LICENCE",
        "Licence of the public tables: its name and, after a space, its address.",
    )
    contact: str = setting(
        "",
        "SCRUTINY_CONTACT",
        "Whom readers tell what they cannot use, in the accessibility statement: an e-mail address or a number.",
    )
    answer_days: int = setting(
        10, "SCRUTINY_ANSWER_DAYS", "Working days within which that statement promises them an answer."
    )
    language: str = setting(
        "en-GB",
        "SCRUTINY_LANGUAGE",
        "Language of pages and reports: en-GB, or one that there is a catalogue of, such as cy.",
    )
    notes_language: str = setting(
        "en-GB",
        "SCRUTINY_NOTES_LANGUAGE",
        "Language in which the council writes its comments, so that pages in another say which they are in.",
    )
    release: Seen = setting("public", "SCRUTINY_RELEASE", "What is shown: public, or draft for drafts too.")
    long_trend_counts_this_quarter: bool = setting(
        False, "SCRUTINY_LONG_TREND_COUNTS_THIS_QUARTER", "Whether the long trend's four quarters include this one."
    )

    def __post_init__(self) -> None:
        variables = {item.name: item.metadata["variable"] for item in fields(self)}
        if self.release not in get_args(Seen):
            raise UsageError(f'There is no release "{self.release}" to look at. Write public or draft.')
        for name, (least, most) in RANGES.items():
            if not least <= (value := getattr(self, name)) <= most:
                raise UsageError(f"{variables[name]} is {value}; it takes a whole number from {least} to {most}.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
        """The settings that the environment gives, overridden by those given here and not None."""
        environment = os.environ if environment is None else environment
        values = {name: value for name, value in given.items() if value is not None}
        for item in fields(cls):
            text = environment.get(item.metadata["variable"], "")
            if text and item.name not in values:
                values[item.name] = parse(item.metadata["variable"], text, item.default)
        if "data" in values:
            values["data"] = folder_of(str(values["data"]), values.get("cache", ""), values.get("access", ""))
        return cls(**values)


def folder_of(text: str, cache: str, access: str) -> Path:
    """The folder of a store, or the one that mirrors it. A server of public tables alone fetches nothing else, so its
    mirror is one of its own."""
    if not is_address(text):
        return Path(text)
    kept = Path(cache) if cache else user_cache_path("scrutiny", appauthor=False) / "stores"
    return folder_for(text, kept / "public" if access == "public" else kept)


def width(text: str) -> float:
    """How far amber reaches, a number from 0 to 100; ValueError, with what to write, for anything else.

    Less than one is written with its mark, `0.5%` or `0.5 points`: without one it is most likely a fraction.
    """
    if MARKED.fullmatch(text):
        return float(text.rstrip("% points"))
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= MOST_AMBER:
        raise ValueError(f"it takes a number from 0 to {MOST_AMBER}, such as 10")
    if 0 < value < 1:
        meant = f"{100 * value:.6g}"
        raise ValueError(f"ten per cent is 10, not 0.1: write {meant}, or {text}% or {text} points if that is meant")
    return value


MOST_DIGITS = 9
MOST_AMBER = 100
MARKED = re.compile(r"0?\.\d+ ?(%|points?)")
RANGES = {
    "port": (1, 65_535),
    "threads": (1, 100),
    "workers": (1, 64),
    "memory": (100, 1_000_000),
    "loading": (100, 1_000_000),
    "processors": (0, 1_000),
    "seconds": (1, 3_600),
    "idle_seconds": (1, 86_400),
    "session_seconds": (1, 86_400),
    "look_seconds": (1, 3_600),
    "threshold": (2, 100),
    "answer_days": (1, 100),
}
CHOICES = {
    "SCRUTINY_ACCESS": get_args(Access),
    "SCRUTINY_SCHEME": get_args(Scheme),
    "SCRUTINY_MARGIN": get_args(Margin),
    "SCRUTINY_RELEASE": get_args(Seen),
    "SCRUTINY_LOG": get_args(Log),
}


def parse(variable: str, text: str, default: Any) -> Any:
    """The setting's value from its environment variable, of the type of its default."""
    if variable in CHOICES and text not in CHOICES[variable]:
        raise UsageError(f'{variable} is "{text}"; it takes {" or ".join(CHOICES[variable])}.')
    if isinstance(default, bool):
        words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
        if text.lower() not in words:
            raise UsageError(f'{variable} is "{text}"; it takes true or false.')
        return words[text.lower()]
    if isinstance(default, int):
        if not text.isdecimal() or len(text) > MOST_DIGITS:
            raise UsageError(f'{variable} is "{text}"; it takes a whole number.')
        return int(text)
    if isinstance(default, float):
        try:
            return width(text)
        except ValueError as error:
            raise UsageError(f'{variable} is "{text}"; {error}.') from None
    return text if isinstance(default, Path) else type(default)(text)  # a path may be an address, which is no Path yet
