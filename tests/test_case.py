"""A case adds, derives, answers and rebuilds; the reader is a stand-in except in the last test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from builders import claim, entry
from sayso.case import Case, CaseError, Step
from sayso.examples import folder
from sayso.ledger import LedgerError
from sayso.model import Claim, Derived, Document, Reading, sha256

TEXT = "Kupol built drones in China."


class Reader:
    """A reader that finds one claim in every document that holds TEXT, and counts its calls."""

    def __init__(self) -> None:
        self.version = "stand-in 1"
        self.read_uris: list[str] = []

    def read(self, document: Document) -> Reading:
        self.read_uris.append(document.uri)
        if "trip the reader" in document.text:
            raise RecursionError("too\ndeep")
        unread = None if document.language != "ru" else "no reader for 'ru'"
        return Reading(
            sha256=document.sha256,
            reader=self.version,
            claims=self.claims(document),
            unread=unread,
        )

    def claims(self, document: Document) -> tuple[Claim, ...]:
        start = document.text.find(TEXT)
        if start < 0:
            return ()
        model = entry(TEXT, [claim("production", TEXT, producer="Kupol")]).reading.claims[0]
        moved = {"start": start, "end": start + len(TEXT), "trigger": (start, start + 1)}
        return (model.model_copy(update=moved),)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr("sayso.case.intake.read", made.read)
    monkeypatch.setattr("sayso.case.intake.version", lambda: made.version)
    monkeypatch.setattr("sayso.case.case.version", lambda: made.version)
    return made


@pytest.fixture
def case(tmp_path: Path, reader: Reader) -> Iterator[Case]:
    with Case.open(tmp_path / "case", create=True) as made:
        yield made


def report(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(f"{text}\nThis report was written in English by us, for a test.\n", "utf-8")
    return path


def test_add_tells_new_known_unreadable_and_unread_apart(
    case: Case, tmp_path: Path, reader: Reader
) -> None:
    first = report(tmp_path, "first.txt", TEXT)
    again = report(tmp_path, "again.txt", TEXT)
    empty = tmp_path / "empty.txt"
    empty.touch()
    russian = tmp_path / "russian.txt"
    russian.write_text("Завод в Ижевске выпускает беспилотники для российской армии. " * 4, "utf-8")
    bad = report(tmp_path, "bad.txt", "Words that trip the reader.")
    missing = tmp_path / "missing.txt"
    steps: list[Step] = []

    added = case.add([first, again, empty, russian, bad, missing], steps.append)

    assert added.new == (str(first), str(russian))
    assert added.known == ((str(again), str(first)),)
    assert [uri for uri, _ in added.unreadable] == [str(empty), str(bad), str(missing)]
    assert all(reason and "\n" not in reason for _, reason in added.unreadable)
    assert added.unread == ((str(russian), "no reader for 'ru'"),)
    assert [(step.done, step.total) for step in steps] == [(n, 6) for n in range(1, 7)]
    outcomes = ["new", "known", "unreadable", "unread", "unreadable", "unreadable"]
    assert [step.outcome for step in steps] == outcomes
    assert [e.document.uri for e in case.entries()] == [str(first), str(russian)]


def test_adding_again_reads_nothing(case: Case, tmp_path: Path, reader: Reader) -> None:
    report(tmp_path, "reports.txt", TEXT)
    lines = [json.dumps({"uri": f"u{n}", "text": f"{TEXT} Number {n}."}) for n in range(3)]
    (tmp_path / "feed.jsonl").write_text("\n".join(lines))
    paths = [tmp_path / "reports.txt", tmp_path / "feed.jsonl"]
    assert len(case.add(paths).new) == 4
    head, read = case.ledger.head(), len(reader.read_uris)
    assert len(case.add(paths).known) == 4
    assert (case.ledger.head(), len(reader.read_uris)) == (head, read)


def test_a_lost_original_is_put_back_by_adding_its_file_again(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path, "a.txt", TEXT)
    case.add([path])
    [kept] = [p for p in (tmp_path / "case" / "originals").rglob("*") if p.is_file()]
    kept.unlink()
    case.add([path])
    assert kept.read_bytes() == path.read_bytes()


def test_bytes_can_be_added_without_a_file(case: Case) -> None:
    data = f"{TEXT} This was written in English.".encode()
    assert case.add_bytes(data, "https://news.example/a").new == ("https://news.example/a",)
    assert case.add_bytes(b"\x00\x01\x02\x03" * 50, "x").unreadable[0][0] == "x"
    assert case.ledger.original(sha256(data)) == data


def test_a_failure_of_the_disk_stops_and_keeps_what_was_added(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [report(tmp_path, f"{n}.txt", f"{TEXT} {n}") for n in range(3)]
    keep = case.ledger.add

    def full(data: bytes, document: Document, reading: Reading, version: str) -> bool:
        if document.uri.endswith("1.txt"):
            raise LedgerError("case: cannot be written: the disk is full: free some")
        return keep(data, document, reading, version)

    with monkeypatch.context() as patch:
        patch.setattr(case.ledger, "add", full)
        with pytest.raises(LedgerError, match="disk is full"):
            case.add(paths)
    assert [e.document.uri for e in case.entries()] == [str(paths[0])]
    assert case.add(paths).new == tuple(map(str, paths[1:]))


def test_rebuild_appends_readings_of_a_new_version_and_keeps_the_old(
    case: Case, tmp_path: Path, reader: Reader
) -> None:
    lines = [json.dumps({"uri": f"u{n}.html", "text": f"{TEXT} Number {n}."}) for n in range(2)]
    (tmp_path / "feed.jsonl").write_text("\n".join(lines))
    case.add([report(tmp_path, "a.txt", TEXT), tmp_path / "feed.jsonl"])
    before = case.entries()
    assert case.rebuild().read == 0
    reader.version = "stand-in 2"
    assert case.status().stale == 3
    done = case.rebuild()
    assert (done.read, done.same, done.failed) == (3, 0, ())
    after = case.entries()
    assert [e.document for e in after] == [e.document for e in before]
    assert {e.reading.reader for e in after} == {"stand-in 2"}
    assert case.ledger.entries("stand-in 1") == before
    assert case.status().stale == 0


def test_rebuild_says_what_it_could_not_read_and_lets_the_older_reading_stand(
    case: Case, tmp_path: Path, reader: Reader
) -> None:
    case.add([report(tmp_path, "a.txt", TEXT), report(tmp_path, "b.txt", f"{TEXT} b")])
    [lost] = [e for e in case.entries() if e.document.uri.endswith("a.txt")]
    for path in (tmp_path / "case" / "originals").rglob(lost.document.sha256):
        path.unlink()
    reader.version = "stand-in 2"
    done = case.rebuild()
    assert done.read == 1
    [(uri, reason)] = done.failed
    assert uri == lost.document.uri and "original" in reason
    assert lost in case.entries()


def test_what_is_derived_is_worked_out_once_and_again_when_something_changed(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sayso.lineage  # noqa: PLC0415

    calls: list[int] = []
    real = sayso.lineage.find_origins

    def counted(entries: tuple[sayso.model.Entry, ...]) -> object:
        calls.append(len(entries))
        return real(entries)

    monkeypatch.setattr("sayso.lineage.find_origins", counted)
    case.add([report(tmp_path, "a.txt", TEXT)])
    first = case.derived()
    assert case.derived() == first
    assert calls == [1]
    case.add([report(tmp_path, "b.txt", f"{TEXT} And more of them.")])
    case.derived()
    assert calls == [1, 2]
    monkeypatch.setattr("sayso.case.case.code_digest", lambda: "another")
    second = case.derived()
    assert calls == [1, 2, 2]
    case.ledger.keep(case._key(), '{"spoilt": 1}')
    assert case.derived() == second
    assert calls == [1, 2, 2, 2]
    case.rebuild()
    assert calls == [1, 2, 2, 2, 2]


def test_status_works_nothing_out(case: Case, tmp_path: Path) -> None:
    case.add([report(tmp_path, "a.txt", TEXT)])
    assert case.status().programmes is None
    assert case.status().claims == 1
    derived = case.derived()
    assert case.status().programmes == len(derived.programmes)


def test_export_is_json_a_line_and_knows_its_formats(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path, "a.txt", TEXT)
    case.add([path])
    [line] = case.export()
    record = json.loads(line)
    [origin] = case.derived().origins
    assert (record["uri"], record["origin"]) == (str(path), origin.id)
    [one] = record["claims"]
    assert (one["type"], one["roles"], one["realis"]) == (
        "production",
        {"producer": ["Kupol"]},
        "actual",
    )
    assert path.read_text("utf-8")[one["start"] : one["end"]] == one["quote"] == TEXT
    with pytest.raises(CaseError, match="use jsonl"):
        case.export("xml")


def test_a_programme_that_is_not_there_or_not_the_only_one_is_said(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CaseError, match="no such programme"):
        case.programme("garpiya")
    blank = dict.fromkeys(("providers", "hosts", "systems", "sites", "documents", "findings"), ())
    rows = [{"id": f"g-{n}", "title": "Garpiya", "status": None, **blank} for n in range(2)]
    two = Derived.model_validate({"programmes": rows})
    monkeypatch.setattr(case, "derived", lambda: two)
    with pytest.raises(CaseError, match="g-0, g-1"):
        case.programme("garpiya")
    assert case.programme("g-1").id == "g-1"


def test_the_same_reports_give_the_same_answers_in_any_order_and_after_a_rebuild(
    tmp_path: Path,
) -> None:
    paths = sorted(path for path in folder().rglob("*") if path.is_file())
    with Case.open(tmp_path / "x", create=True) as x, Case.open(tmp_path / "y", create=True) as y:
        assert len(x.add(paths).new) == len(y.add(reversed(paths)).new)
        derived = x.derived()
        assert derived == y.derived()
        assert list(x.export()) == list(y.export())
        x.rebuild()
        assert x.derived() == derived
        entries = {e.document.sha256: e for e in x.entries()}
        assert derived.programmes
        for row in x.claims():
            text = entries[row.document].document.text
            assert text[row.claim.start : row.claim.end] == row.claim.quote


def test_public_names_are_where_the_documentation_says() -> None:
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None
    with pytest.raises(AttributeError):
        _ = sayso.nothing
