"""The ledger keeps what it is given, once, and lets nothing be changed."""

from __future__ import annotations

import errno
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgers import V1, document, put
from sayso.ledger import DamagedError, Ledger, LedgerError
from sayso.ledger.archive import get, path_of
from sayso.ledger.archive import put as archive_put
from sayso.model import Reading, sha256


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "case", create=True)


def test_a_document_added_is_there_with_its_bytes_and_its_reading(ledger: Ledger) -> None:
    assert put(ledger, "Kupol builds.", "k.txt", title="Kupol")
    [record] = ledger.records()
    [entry] = ledger.entries()
    assert (record.uri, record.size, record.media_type) == ("k.txt", 13, "text/plain")
    assert entry.document == document("Kupol builds.", "k.txt", "Kupol")
    assert entry.reading.reader == V1
    assert ledger.original(record.sha256) == b"Kupol builds."
    assert ledger.known(record.sha256) == record
    assert ledger.known("0" * 64) is None


def test_adding_twice_adds_nothing(ledger: Ledger) -> None:
    assert put(ledger, "one", "a.txt")
    before = (ledger.records(), ledger.entries(), ledger.head())
    assert not put(ledger, "one", "b.txt")
    assert (ledger.records(), ledger.entries(), ledger.head()) == before


def test_bytes_that_are_not_the_documents_are_refused(ledger: Ledger) -> None:
    one = document("one")
    with pytest.raises(ValueError, match="differ"):
        ledger.add(b"two", one, Reading(sha256=one.sha256, reader=V1), V1)
    assert ledger.records() == ()


def test_what_is_kept_is_there_after_closing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "case", create=True) as ledger:
        put(ledger, "one")
        ledger.decide("same", {"a": "x", "б": [1]}, "seen on the plate")
        before = (ledger.records(), ledger.entries(), ledger.decisions(), ledger.head())
    with Ledger(tmp_path / "case") as ledger:
        after = (ledger.records(), ledger.entries(), ledger.decisions(), ledger.head())
    assert after == before
    assert before[2][0].subject == {"a": "x", "б": [1]}


def test_entries_come_by_uri_whatever_the_order_of_adding(tmp_path: Path) -> None:
    for name, texts in (("x", "abc"), ("y", "cab")):
        with Ledger(tmp_path / name, create=True) as ledger:
            for text in texts:
                put(ledger, text, f"{text}.txt")
    with Ledger(tmp_path / "x") as x, Ledger(tmp_path / "y") as y:
        assert x.entries() == y.entries()


def test_the_newest_reading_counts_unless_a_version_is_asked_for(ledger: Ledger) -> None:
    one = document("one")
    put(ledger, "one", version="1")
    second = Reading(sha256=one.sha256, reader="2")
    assert ledger.read_again(one, second, "2")
    assert not ledger.read_again(one, second, "2")
    assert [entry.reading.reader for entry in ledger.entries()] == ["2"]
    assert [entry.reading.reader for entry in ledger.entries("1")] == ["1"]
    assert [entry.reading.reader for entry in ledger.entries("3")] == ["2"]
    assert ledger.has_reading(one.sha256, "1")
    assert not ledger.has_reading(one.sha256, "3")


def test_contents_count_what_is_there(ledger: Ledger) -> None:
    put(ledger, "one", "a.txt", version="1")
    put(ledger, "three", "b.txt", version="2", unread="no reader")
    found = ledger.contents("1")
    assert (found.documents, found.size, found.claims, found.stale) == (2, 8, 0, 1)
    assert found.unread == {"no reader": 1}


def test_the_head_changes_with_every_kind_of_row(ledger: Ledger) -> None:
    heads = [ledger.head()]
    put(ledger, "one")
    heads.append(ledger.head())
    one = document("one")
    ledger.read_again(one, Reading(sha256=one.sha256, reader="2"), "2")
    heads.append(ledger.head())
    ledger.decide("k", {}, "r")
    heads.append(ledger.head())
    assert len(set(heads)) == 4


@pytest.mark.parametrize("table", ["documents", "readings", "decisions"])
@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM {table}",
        "UPDATE {table} SET {column} = 'x'",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        "UPDATE OR REPLACE {table} SET {column} = 'x'",
    ],
)
def test_the_record_refuses_change(ledger: Ledger, table: str, change: str) -> None:
    put(ledger, "one")
    ledger.decide("k", {}, "r")
    column = {"documents": "uri", "readings": "reading", "decisions": "reason"}[table]
    with sqlite3.connect(ledger.file) as connection:
        before = connection.execute(f"SELECT * FROM {table}").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(change.format(table=table, column=column))
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == before
    assert len(before) == 1


def test_what_is_derived_can_be_replaced_and_thrown_away(ledger: Ledger) -> None:
    put(ledger, "some words")
    ledger.keep("a", "1")
    ledger.keep("b", "2")
    assert (ledger.kept("a"), ledger.kept("b")) == (None, "2")
    assert len(ledger.search("words")) == 1
    ledger.keep("c", "3")
    ledger.forget()
    assert ledger.kept("c") is None
    assert len(ledger.search("words")) == 1


@settings(max_examples=30)
@given(st.binary(max_size=3000))
def test_originals_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    digest = archive_put(folder, data)
    assert archive_put(folder, data) == digest == sha256(data)
    assert get(folder, digest) == data
    assert [p.name for p in (folder / "originals").rglob("*") if p.is_file()] == [digest]


def test_a_damaged_or_lost_original_is_noticed_and_adding_it_again_mends_it(
    ledger: Ledger,
) -> None:
    put(ledger, "one")
    digest = sha256(b"one")
    path = path_of(ledger.folder, digest)
    for damage in (lambda: path.write_bytes(b"onf"), path.unlink):
        damage()
        with pytest.raises(DamagedError, match=digest):
            ledger.original(digest)
        assert not put(ledger, "one")
        assert ledger.original(digest) == b"one"


def test_parts_that_a_killed_run_left_are_swept_when_the_document_comes_again(
    ledger: Ledger,
) -> None:
    final = path_of(ledger.folder, sha256(b"one"))
    final.parent.mkdir(parents=True)
    final.with_name(f".{final.name}.4711.part").write_bytes(b"o")
    put(ledger, "one")
    assert list(final.parent.iterdir()) == [final]


def test_a_full_disk_is_one_line_and_leaves_no_trace(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(ledger, "one")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sayso.ledger.archive.os.fsync", full)
        with pytest.raises(LedgerError, match="disk is full") as caught:
            put(ledger, "two")
    assert "\n" not in str(caught.value)
    assert [record.sha256 for record in ledger.records()] == [sha256(b"one")]
    assert list(ledger.folder.rglob("*.part")) == []
    assert put(ledger, "two")


def test_a_full_database_is_one_line_and_the_document_is_not_half_there(ledger: Ledger) -> None:
    put(ledger, "one")
    with ledger._engine.connect() as connection:  # SQLite's own limit stands in for the disk's
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError, match="disk is full"):
        put(ledger, "two" * 10_000)
    assert [record.sha256 for record in ledger.records()] == [sha256(b"one")]
    assert len(ledger.entries()) == 1
    with ledger._engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages * 1000}")
    assert put(ledger, "two" * 10_000)


def test_no_case_and_no_database_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no case here"):
        Ledger(tmp_path)
    (tmp_path / "ledger.sqlite").write_bytes(b"this is a letter, not a database\n" * 100)
    with pytest.raises(LedgerError, match="not a sound ledger"):
        Ledger(tmp_path)
    assert (tmp_path / "ledger.sqlite").read_bytes().startswith(b"this is a letter")


def test_a_file_where_the_folder_should_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("x")
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger(tmp_path / "case", create=True)


def test_a_writer_waits_for_another_and_then_says_so(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ledger.database.BUSY_SECONDS", 0)
    with Ledger(ledger.folder) as second:
        other = sqlite3.connect(ledger.file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="in use by another run"):
            put(second, "one")
        assert second.records() == ()  # reading goes on meanwhile
        other.execute("COMMIT")
        other.close()
        assert put(second, "one")


def test_two_runs_at_once_add_each_document_once(tmp_path: Path) -> None:
    texts = [f"report {number}" for number in range(12)]

    def add_all(order: list[str]) -> int:
        with Ledger(tmp_path / "case", create=True) as ledger:
            return sum(put(ledger, text, f"{text}.txt") for text in order)

    with ThreadPoolExecutor() as pool:
        added = list(pool.map(add_all, [texts, texts[::-1], texts]))
    assert sum(added) == len(texts)
    with Ledger(tmp_path / "case") as ledger:
        assert len(ledger.records()) == len(ledger.entries()) == len(texts)
        assert all(ledger.original(record.sha256) for record in ledger.records())
    assert list(tmp_path.rglob("*.part")) == []


def test_a_run_stopped_between_the_rows_of_a_document_keeps_none_of_them(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sayso.ledger.store._append", stop)
        with pytest.raises(KeyboardInterrupt):
            put(ledger, "one")
    assert ledger.records() == ()
    assert put(ledger, "one")
    assert len(ledger.entries()) == 1
