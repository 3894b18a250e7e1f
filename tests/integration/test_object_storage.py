"""A store in object storage: written by one, read by many, and told in a sentence where it cannot be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from loads import FREELY, complaints, contents, line, written
from serving import PATIENCE, ROOT, command, environment, free_port, started, until
from storage import BUCKET, NANIO, SECRET, Line, Server, asked, fine, own, quiet, storage

from dashboard.basics.addresses import folder_for
from dashboard.basics.config import Settings
from dashboard.basics.errors import StoreError
from dashboard.intake import loading
from dashboard.intake.check import check
from dashboard.intake.releases import withdraw
from dashboard.measures.readings import figures
from dashboard.store.data import Data
from dashboard.store.remote import mirror
from dashboard.store.remote.copies import copied

PLACE = f"s3://{BUCKET}/store"
CSV = "/api/v1/figures/complaints_received.csv?council=kent"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server, whose storage this process uses too."""
    with storage(tmp_path / "storage") as one:
        for name, value in own(one.endpoint, tmp_path).items():
            if name.startswith("AWS_"):
                monkeypatch.setenv(name, value)
        yield one


class Machine:
    """A machine with a mirror of its own, used from this process."""

    def __init__(self, cache: Path, place: str = PLACE) -> None:
        self.store = folder_for(place, cache)

    def load(self, path: Path) -> str:
        return loading.load(self.store, "complaints", path, "kent", "2019-20-Q4", options=FREELY)

    def received(self) -> float:
        mirror.fetch(self.store)
        return float(figures(Data(Settings(data=self.store)), "complaints_received")["value"].iloc[0])

    def checked(self) -> str:
        with copied(self.store) as fresh:
            return str(check(fresh))


def file(folder: Path, count: int = 1, name: str = "file.csv") -> Path:
    rows = (line(complaint_id=f"C{one}", received_date=f"2020-01-0{one}") for one in range(1, count + 1))
    return written(folder, complaints(*rows), name)


def load(own: dict[str, str], path: Path, quarter: str = "2019-20-Q4", council: str = "kent") -> list[str | Path]:
    return [
        "load",
        "complaints",
        path,
        "--council",
        council,
        "--quarter",
        quarter,
        "--new-council",
        "--replace",
        "--data",
        PLACE,
    ]


def there(server: Server) -> set[str]:
    """The names of the objects at the place, without the checksums that the store's files end with."""
    found = contents(server.folder / BUCKET / "store")
    return {re.sub(r"-[0-9a-f]{16}(?=\.)", "", name) for name in found}


def text(address: str) -> tuple[int, str]:
    """The status and the text of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


@contextmanager
def reader(own: dict[str, str], folder: Path, *words: str) -> Iterator[str]:
    """The address of a server of pages, with a log that says nothing that it should not."""
    log = folder / f"{Path(own['SCRUTINY_CACHE']).name}.log"
    faster = own | {"SCRUTINY_LOOK_SECONDS": "1"}
    with started([*command("serve", "--data", PLACE), *words], ROOT, faster, log) as address:
        yield address
    quiet(log.read_text())


def test_what_one_loads_another_reads_checks_backs_up_and_restores(server: Server, tmp_path: Path) -> None:
    one, other = own(server.endpoint, tmp_path / "one"), own(server.endpoint, tmp_path / "other")
    fine(one, *load(one, file(tmp_path, 2)))
    assert there(server) == {
        "conditions",
        "cubes/complaints-1.parquet",
        "extracts/dataset=complaints/council=kent/quarter=2019-20-Q4/release=1/records.parquet",
        "manifests/00000001.json",
        "public/complaints-1.parquet",
        "shown/complaints-1.parquet",
    }
    assert ",2,count," in fine(other, "figures", "complaints_received", "--data", PLACE, "--format", "csv")
    fine(other, "withdraw", "1", "--reason", "wrong", "--data", PLACE)
    assert fine(one, "check", "--data", PLACE).startswith("The store is whole: release 2,")
    fine(other, "backup", tmp_path / "copy", "--data", PLACE)
    assert str(check(tmp_path / "copy")).startswith("The store is whole: release 2,")
    again = f"s3://{BUCKET}/again"
    fine(one, "restore", tmp_path / "copy", "--data", again)
    refused = asked(one, "restore", tmp_path / "copy", "--data", again)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"{again} is not empty.")
    third = Machine(tmp_path / "third", again)
    mirror.fetch(third.store)
    withdraw(third.store, 2, "right after all")
    assert third.received() == 2.0
    assert third.checked().startswith("The store is whole: release 3,")


def test_a_commit_takes_away_what_no_manifest_knows_any_more(server: Server, tmp_path: Path) -> None:
    one = Machine(tmp_path / "one")
    for count in (1, 2, 3):
        one.load(file(tmp_path, count))
    stray = server.folder / BUCKET / "store" / "cubes" / f"digital-9-{'0' * 16}.parquet"
    stray.write_text("left by a load that was killed")
    note = server.folder / BUCKET / "store" / "README.txt"
    note.write_text("the council's own")
    one.load(file(tmp_path, 4))
    cubes = {name for name in there(server) if name.startswith("cubes/")}
    assert cubes == {"cubes/complaints-3.parquet", "cubes/complaints-4.parquet"}  # the last for whoever still reads it
    assert not stray.exists()
    assert note.exists()
    assert one.checked().startswith("The store is whole: release 4,")


def test_a_writer_who_was_away_for_many_commits_overwrites_nothing(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, late = Machine(tmp_path / "one"), Machine(tmp_path / "late")
    monkeypatch.setattr(mirror, "KEPT", 2)
    one.load(file(tmp_path, 1))

    def away(self: Any, name: str, content: bytes, make: Callable[..., bool] = mirror.Objects.create) -> bool:
        monkeypatch.setattr(mirror.Objects, "create", make)
        for count in (2, 3, 4):
            one.load(file(tmp_path, count))
        return make(self, name, content)

    monkeypatch.setattr(mirror.Objects, "create", away)
    with pytest.raises(StoreError, match="was faster"):
        late.load(file(tmp_path, 5, "late.csv"))
    assert sorted(there(server) & {f"manifests/0000000{number}.json" for number in range(1, 9)}) == [
        "manifests/00000003.json",
        "manifests/00000004.json",
    ]
    assert late.received() == 4.0
    assert late.checked().startswith("The store is whole: release 4,")


def test_of_two_writers_at_once_the_slower_is_told_and_overwrites_nothing(server: Server, tmp_path: Path) -> None:
    one = Machine(tmp_path / "one")
    one.load(file(tmp_path))
    held = Line(server.port, marked=b"PUT /council/store/manifests/")
    slow = own(held.endpoint, tmp_path / "slow")
    with subprocess.Popen(
        command(*load(slow, file(tmp_path, 5, "slow.csv"))),
        cwd=ROOT, env=slow, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as slower:  # fmt: skip
        assert held.reached.wait(PATIENCE)
        one.load(file(tmp_path, 2))
        before = contents(server.folder / BUCKET / "store" / "manifests")
        held.go_on.set()
        said, wrong = slower.communicate(timeout=PATIENCE)
    assert (slower.returncode, said) == (1, "")
    assert wrong.startswith("Another load into s3://council/store was faster. Nothing of this one counts")
    assert contents(server.folder / BUCKET / "store" / "manifests") == before
    again = Machine(tmp_path / "slow")
    assert again.received() == 2.0
    again.load(tmp_path / "slow.csv")
    assert one.received() == 5.0
    assert one.checked().startswith("The store is whole: release 3,")


def test_many_writers_at_once_lose_nothing(server: Server, tmp_path: Path) -> None:
    names = ["kent", "surrey", "essex"]
    for name in names:
        file(tmp_path, 1, f"{name}.csv")
    refused: list[str] = []

    def write(name: str) -> None:
        mine = own(server.endpoint, tmp_path / name)
        while (ran := asked(mine, *load(mine, tmp_path / f"{name}.csv", council=name))).returncode:
            refused.append(ran.stderr)

    writers = [threading.Thread(target=write, args=(name,)) for name in names]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert all("was faster" in one for one in refused)
    assert (
        Machine(tmp_path / "last").checked().startswith("The store is whole: release 3, 3 extracts, 3 of them current")
    )


def test_processes_that_serve_switch_while_loads_land_and_never_mix_releases(server: Server, tmp_path: Path) -> None:
    writer, last = Machine(tmp_path / "writer"), 3
    writer.load(file(tmp_path, 1))
    whole, seen = re.compile(r"(?:Release</dt><dd>|: release |\"Release\",\")(\d+)"), [set(), set()]
    counted = re.compile(r"(\d+) adult social care complaints? (?:was|were) received|: release \d+, (\d+) row")
    with (
        reader(own(server.endpoint, tmp_path / "reader-1"), tmp_path) as first,
        reader(own(server.endpoint, tmp_path / "reader-2"), tmp_path) as second,
    ):
        ended = threading.Event()

        def look(address: str, found: set[tuple[Any, ...]]) -> None:
            while not ended.is_set():
                status, page = text(address + "/complaints?council=kent")
                told = {*whole.findall(page), *filter(None, sum(counted.findall(page), ()))}
                found.add((status, *sorted(told)))

        lookers = [threading.Thread(target=look, args=pair) for pair in zip((first, second), seen, strict=True)]
        for one in lookers:
            one.start()
        for number in range(2, last + 1):
            writer.load(file(tmp_path, number))
            until(lambda number=number: all((200, str(number)) in found for found in seen))
        ended.set()
        for one in lookers:
            one.join()
    assert seen == [{(200, str(number)) for number in range(1, last + 1)}] * 2


def test_a_server_goes_on_while_the_storage_is_away_and_heeds_the_catalogue(server: Server, tmp_path: Path) -> None:
    writer, serving = Machine(tmp_path / "writer"), own(server.endpoint, tmp_path / "reader")
    writer.load(file(tmp_path, 2))
    log = tmp_path / "reader.log"
    with reader(serving, tmp_path) as address:
        assert ",2,count," in text(address + CSV)[1]
        server.end()
        until(lambda: "could not be reached" in log.read_text())
        assert ",2,count," in text(address + CSV)[1]
        assert text(address + "/readyz")[0] == 200
        server.begin()
        until(lambda: "is reached again" in log.read_text())
        writer.load(file(tmp_path, 3))
        until(lambda: ",3,count," in text(address + CSV)[1])
        own_catalogue = server.folder / BUCKET / "store" / "catalogue" / "councils.csv"
        own_catalogue.parent.mkdir()
        own_catalogue.write_text(
            "council,code,region_code,neighbours,former_codes,nation,name,accent,logo,template\n"
            "kent,E10000016,E12000008,,,,County of Kent,,,\n"
        )
        until(lambda: "County of Kent" in text(address + "/complaints?council=kent")[1])
        own_catalogue.unlink()
        until(lambda: "County of Kent" not in text(address + "/complaints?council=kent")[1])
    assert log.read_text().count("could not be reached") == 1
    server.end()
    with reader(serving, tmp_path) as address:  # begun again, it shows what its mirror has
        assert ",3,count," in text(address + CSV)[1]


def test_a_server_of_public_tables_fetches_nothing_else(server: Server, tmp_path: Path) -> None:
    writer = Machine(tmp_path / "writer")
    writer.load(file(tmp_path, 7))
    public = own(server.endpoint, tmp_path / "public", SCRUTINY_ACCESS="public", SCRUTINY_HOSTS="127.0.0.1")
    with reader(public, tmp_path) as address:
        assert text(address + "/data")[0] == 200
    fetched = {Path(name).parts[2] for name in contents(tmp_path / "public")}
    assert {"manifest.json", "public"} <= fetched
    assert not fetched & {"extracts", "cubes", "shown"}


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_an_object_that_is_damaged_costs_what_it_holds_and_is_named(server: Server, tmp_path: Path, harm: str) -> None:
    writer = Machine(tmp_path / "writer")
    writer.load(file(tmp_path, 2))
    (extract,) = (server.folder / BUCKET).rglob("records-*.parquet")
    extract.write_bytes(b"something else") if harm == "changed" else extract.unlink()
    assert "release=1/records.parquet: it" in writer.checked()
    with reader(own(server.endpoint, tmp_path / "reader"), tmp_path) as address:
        page = text(address + "/complaints?council=kent")[1]
        assert "The complaints extract of Q4 2019/20 could not be read" in page
        assert ",2,count," in text(address + CSV)[1]
        writer.load(file(tmp_path, 3))
        until(lambda: "could not be read" not in text(address + "/complaints?council=kent")[1])
    assert writer.checked().startswith("The store is whole: release 2,")


def test_a_damaged_manifest_leaves_the_last_release_on_show(server: Server, tmp_path: Path) -> None:
    writer = Machine(tmp_path / "writer")
    writer.load(file(tmp_path, 2))
    with reader(own(server.endpoint, tmp_path / "reader"), tmp_path) as address:
        (server.folder / BUCKET / "store" / "manifests" / "00000002.json").write_text("{")
        until(lambda: "The newest data could not be opened" in text(address + "/complaints?council=kent")[1])
        assert ",2,count," in text(address + CSV)[1]
    with pytest.raises(StoreError, match=r"^s3://council/store/manifest.json is damaged:"):
        writer.load(file(tmp_path, 3))


def test_a_mirror_may_be_deleted_at_any_time(server: Server, tmp_path: Path) -> None:
    writer = Machine(tmp_path / "writer")
    writer.load(file(tmp_path, 2))
    mirror = tmp_path / "reader" / "s3%3A%2F%2Fcouncil%2Fstore"
    with reader(own(server.endpoint, tmp_path / "reader"), tmp_path) as address:
        before = contents(mirror)
        for name in before:
            (mirror / name).unlink()
        until(lambda: contents(mirror).keys() == before.keys())
        assert "could not be read" not in text(address + "/complaints?council=kent")[1]


def test_who_cannot_be_reached_or_let_in_is_told_in_a_sentence(server: Server, tmp_path: Path) -> None:
    nobody = own(f"http://127.0.0.1:{free_port()}", tmp_path / "nobody")
    for words in (["releases"], ["check"], ["serve", "--port", str(free_port())], load(nobody, file(tmp_path))[:-2]):
        ran = asked(nobody, *words, "--data", PLACE)
        assert (ran.returncode, ran.stdout) == (1, "")
        assert "s3://council/store could not be reached or did not answer (EndpointConnectionError)." in ran.stderr
        assert len(ran.stderr.splitlines()) == 1
    ran = asked(own(server.endpoint, tmp_path / "other"), "releases", "--data", "s3://another/store")
    assert ran.stderr == "There is no another at s3://another/store.\n"
    keyless = {name: value for name, value in own(server.endpoint, tmp_path / "x").items() if name[:10] != "AWS_ACCESS"}
    keyless["HOME"] = str(tmp_path)
    assert "refuses the key that it was given, or there is none" in asked(keyless, "releases", "--data", PLACE).stderr
    shared = tmp_path / "shared" / "s3%3A%2F%2Fcouncil%2Fstore"
    shared.mkdir(mode=0o755, parents=True)
    ran = asked(own(server.endpoint, tmp_path / "shared"), "releases", "--data", PLACE)
    assert ran.stderr.startswith("Other accounts of this machine may look into")
    assert "set SCRUTINY_CACHE" in ran.stderr


def test_a_wrong_key_and_a_storage_without_conditions_are_refused(tmp_path: Path) -> None:
    with storage(tmp_path / "storage", NANIO) as server:
        wrong = own(server.endpoint, tmp_path / "wrong", SECRET[::-1])
        ran = asked(wrong, "releases", "--data", PLACE)
        assert (ran.returncode, ran.stdout) == (1, "")
        assert ran.stderr.startswith("s3://council/store refuses the key that it was given, or there is none (")
        assert SECRET[::-1] not in ran.stderr
        right = own(server.endpoint, tmp_path / "right")
        ran = asked(right, *load(right, file(tmp_path)))
        assert (ran.returncode, ran.stdout) == (1, "")
        assert ran.stderr.startswith("s3://council/store makes objects anew that are there already")
        assert "There is no store in" in asked(right, "releases", "--data", PLACE).stderr


def test_a_connection_that_breaks_while_a_release_is_made_is_told_as_what_it_is(server: Server, tmp_path: Path) -> None:
    held = Line(server.port, marked=b"PUT /council/store/manifests/")
    one = own(held.endpoint, tmp_path / "one")
    with subprocess.Popen(
        command(*load(one, file(tmp_path))),
        cwd=ROOT, env=one, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as writer:  # fmt: skip
        assert held.reached.wait(PATIENCE)
        server.end()
        held.go_on.set()
        said, wrong = writer.communicate(timeout=PATIENCE)
    assert (writer.returncode, said) == (1, "")
    assert wrong.endswith("`scrutiny releases` says whether it stands.\n")
    quiet(wrong)
    server.begin()
    again = Machine(tmp_path / "one")
    with pytest.raises(StoreError, match=r"There is no store in s3://council/store\."):
        again.received()
    again.load(tmp_path / "file.csv")
    assert again.checked().startswith("The store is whole: release 1,")


def test_a_missing_package_is_named_with_what_installs_it(tmp_path: Path) -> None:
    script = "import sys; sys.modules['s3fs'] = None; from dashboard.cli.commands import main; main()"
    words = [sys.executable, "-c", script, "releases", "--data", PLACE]
    ran = subprocess.run(words, cwd=ROOT, env=own("", tmp_path), capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr == "s3:// needs packages that are not installed. Install them: pip install 'scrutiny[s3]'\n"
    words[-1] = "nowhere://x/y"
    ran = subprocess.run(words, cwd=ROOT, env=own("", tmp_path), capture_output=True, text=True, check=False)
    assert ran.stderr.startswith("nowhere:// needs packages that are not installed.")


def test_a_store_in_a_folder_imports_nothing_of_object_storage(tmp_path: Path) -> None:
    script = (
        "import sys; from dashboard.cli.commands import app; from app import create_server; "
        "from dashboard.basics.config import Settings; words = sys.argv[1:]; store = words[-1]; "
        "app(words, standalone_mode=False); app(['check', '--data', store], standalone_mode=False); "
        "create_server(Settings.from_environment(data=store)); "
        "print([name for name in ('fsspec', 's3fs', 'botocore', 'aiohttp') if name in sys.modules])"
    )
    words = load({}, file(tmp_path))[:-1]
    ran = subprocess.run(
        [sys.executable, "-c", script, *map(str, words), str(tmp_path / "store")],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.endswith("\n[]\n"), ran.stdout + ran.stderr
    assert sorted(os.listdir(tmp_path / "store")) == sorted(  # noqa: PTH208 names alone
        ["cubes", "extracts", "lock", "manifest.json", "public", "shown"]
    )
