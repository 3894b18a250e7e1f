"""Reports over HTTP: ask for one, watch it being written, fetch it. Asking changes nothing that is stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import flask

from dashboard.access.reader import reader
from dashboard.basics import formatting as fmt
from dashboard.basics.errors import ScrutinyError, UsageError, unknown
from dashboard.basics.languages import N_, SPOKEN, _, speaking, spoken
from dashboard.pages.filters import SINGLE
from dashboard.report.content import Told, exported, single, whole
from dashboard.report.jobs import BusyError, Jobs
from dashboard.report.shared import Job
from dashboard.report.write import FORMATS, write
from dashboard.store.data import Data, Releases
from dashboard.views import contract
from dashboard.web.journal import without_words
from dashboard.web.parameters import FormatError, of_address_and_form, refuse_repeated
from dashboard.web.refusals import RETRY_SECONDS

MOST_ADDRESS = 4000  # letters of a page's address
GATHERED = 0.15  # the share of the time that putting the content together takes; the rest is writing
GONE = N_("This file is no longer kept. Ask for it again.")


def register(server: flask.Flask, source: Releases, jobs: Jobs) -> None:
    """Adds the routes to the server."""

    def route(path: str, answer: Callable[..., flask.Response], method: str) -> None:
        def guarded(**values: str) -> flask.Response:
            try:
                return answer(**values)
            except FormatError as error:
                return as_json({"error": str(error)}, 415)
            except BusyError as error:
                busy = as_json({"error": str(error)}, 429 if error.of_one else 503)
                busy.headers["Retry-After"] = str(RETRY_SECONDS)
                return busy
            except UsageError as error:
                return as_json({"error": str(error)}, 400)
            except ScrutinyError as error:
                return as_json({"error": str(error)}, 503)

        server.add_url_rule(path, f"{method} {path}", guarded, methods=[method])

    route("/report", lambda: ask(jobs, source.newest()), "POST")
    route("/report/<name>", lambda name: progress(jobs, name), "GET")
    route("/report/<name>/file", lambda name: fetch(jobs, name), "GET")


def as_json(content: Any, status: int = 200) -> flask.Response:
    """An answer in JSON that nobody keeps."""
    answer = flask.Response(json.dumps(content, ensure_ascii=False) + "\n", status, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def ask(jobs: Jobs, data: Data) -> flask.Response:
    """Starts a report: `format`; `export` for one page, none for all; and the page's own parameters after these. They
    stand in the address or in a form."""
    pairs = of_address_and_form()
    if len(urlencode(pairs)) > MOST_ADDRESS:
        raise UsageError(
            _(
                "The address is longer than {most_address} letters. Choose fewer filters.",
                most_address=fmt.number(MOST_ADDRESS),
            )
        )
    refuse_repeated(pairs, ("format", "export", *SINGLE))
    kind, page = (dict(pairs).get(name, "") for name in ("format", "export"))
    if kind not in FORMATS:
        raise unknown("format", kind, FORMATS)
    if page and page not in exported(data):
        raise unknown("page", page, exported(data))
    asked = "?" + urlencode([(name, value) for name, value in pairs if name not in ("format", "export")])
    owner = reader().mark
    key = json.dumps([spoken(), owner, data.manifest.release, data.catalogue.version, kind, page, asked])
    client = reader().account or flask.request.remote_addr or ""
    about = f"{kind} {page}{without_words(asked)}"
    job = jobs.start(key, maker(data, kind, page, asked), client, about, owner)
    flask.g.report = job.id  # for the audit log
    return as_json(state(job), 202)


def maker(data: Data, kind: str, page: str, search: str) -> Callable[[Path, Told], str]:
    """What writes the report to a path and says what the file is called."""
    language = SPOKEN.get()  # which the thread that writes does not know

    def make(path: Path, told: Told) -> str:
        with speaking(language):
            return written(path, told)

    def written(path: Path, told: Told) -> str:
        report = single(data, page, search) if page else whole(data, search, lambda s, n: told(s, n * GATHERED))
        write(report, kind, path, lambda step, share: told(step, GATHERED + share * (1 - GATHERED)))
        return f"{report.file}.{kind}"

    return make


def progress(jobs: Jobs, name: str) -> flask.Response:
    """How far a report is."""
    job = jobs.get(name, reader().mark)
    return as_json(state(job)) if job else as_json({"error": _(GONE)}, 404)


def fetch(jobs: Jobs, name: str) -> flask.Response:
    """The file, to be saved under its own name."""
    job = jobs.get(name, reader().mark)
    if job is None or not job.done or job.error:
        return as_json({"error": (job and job.error) or _(GONE)}, 404)
    kind = job.name.rpartition(".")[2]
    mimetype = FORMATS[kind].mimetype
    answer = flask.send_file(jobs.file(job), mimetype=mimetype, as_attachment=True, download_name=job.name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def state(job: Job) -> contract.Job:
    """The job for a browser: what is being done, the share of it, and where the file is."""
    return {
        "id": job.id,
        "address": f"/report/{job.id}",
        "step": job.step,
        "share": round(job.share, 3),
        "done": job.done,
        "error": job.error,
        "file": f"/report/{job.id}/file" if job.done and not job.error else None,
        "name": job.name,
    }
