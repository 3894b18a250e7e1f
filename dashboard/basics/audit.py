"""The audit log: who opened or took away what, and who changed the store, as one line of JSON each.

Lines go to the logger `scrutiny.audit`. They name the account and nothing else of a person: no text that somebody
searched for, and no record.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from logging.handlers import WatchedFileHandler

from dashboard.basics.errors import UsageError

log = logging.getLogger("scrutiny.audit")
log.setLevel(logging.INFO)


def record(action: str, account: str, **what: object) -> None:
    """Writes a line: `{"time": "2026-11-28T09:30:00+00:00", "action": "load", "account": "jo", "release": 12, ...}`."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    log.info("%s", json.dumps({"time": now, "action": action, "account": account, **what}, ensure_ascii=False))


def write_to(path: str) -> None:
    """Adds what is recorded from now on to a file, also where another program renames it meanwhile; or writes it to
    standard error, where none is named. UsageError where the file cannot be written."""
    try:
        handler = WatchedFileHandler(path, encoding="utf-8") if path else logging.StreamHandler()
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"The audit log {path} cannot be written to ({why}). Check SCRUTINY_AUDIT.") from None
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
