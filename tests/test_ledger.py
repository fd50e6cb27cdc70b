"""The record only grows, survives what disks do, and opens whatever its age."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from builders import claim, entry
from sayso.ledger import DamagedError, Ledger, LedgerError, archive, database, store, upgrade
from sayso.ledger.database import connect
from sayso.ledger.schema import APPEND_ONLY, HEAD, metadata
from sayso.model import Entry

V1, V2 = "reader 1", "reader 2"
TEXT = "Kupol built a plant in Izhevsk."
ENTRY = entry(TEXT, [claim("facility", TEXT, operator="Kupol", place="Izhevsk")], uri="kupol.txt")


def bytes_of(one: Entry) -> bytes:
    """Return the original that the builder gives an entry."""
    return f"{one.document.uri}\n{one.document.text}".encode()


def keep(ledger: Ledger, one: Entry, version: str = V1) -> bool:
    return ledger.add(bytes_of(one), one.document, one.reading, version)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "case"


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with Ledger(folder, create=True) as one:
        yield one


# What is kept


def test_what_is_added_comes_back_whole_after_reopening(folder: Path) -> None:
    with Ledger(folder, create=True) as one:
        assert keep(one, ENTRY)
    with Ledger(folder) as one:
        assert one.entries() == (ENTRY,)
        assert one.original(ENTRY.document.sha256) == bytes_of(ENTRY)
        record = one.known(ENTRY.document.sha256)
    assert record is not None
    assert (record.uri, record.size) == ("kupol.txt", len(bytes_of(ENTRY)))


def test_adding_twice_adds_nothing(ledger: Ledger) -> None:
    assert keep(ledger, ENTRY)
    before = (ledger.head(), ledger.records(), ledger.entries())
    assert not keep(ledger, ENTRY)
    assert not keep(ledger, ENTRY, V2)
    assert (ledger.head(), ledger.records(), ledger.entries()) == before


def test_the_same_bytes_under_another_name_are_the_same_document(ledger: Ledger) -> None:
    keep(ledger, ENTRY)
    renamed = ENTRY.document.model_copy(update={"uri": "copy.txt"})
    assert not ledger.add(bytes_of(ENTRY), renamed, ENTRY.reading, V1)
    assert [record.uri for record in ledger.records()] == ["kupol.txt"]


def test_bytes_that_are_not_the_documents_are_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="differ in SHA-256"):
        ledger.add(b"other bytes", ENTRY.document, ENTRY.reading, V1)
    assert ledger.records() == ()


def test_two_runs_that_add_the_same_add_it_once(folder: Path) -> None:
    with Ledger(folder, create=True) as one, Ledger(folder) as other:
        assert [keep(one, ENTRY), keep(other, ENTRY)] == [True, False]
        assert len(one.records()) == len(other.records()) == 1


def test_entries_come_in_the_order_of_their_uri_whenever_they_were_added(ledger: Ledger) -> None:
    for uri in ("c.txt", "a.txt", "b.txt"):
        keep(ledger, entry(TEXT, uri=uri))
    assert [one.document.uri for one in ledger.entries()] == ["a.txt", "b.txt", "c.txt"]


def test_a_new_reading_is_appended_and_the_version_asked_for_goes_first(ledger: Ledger) -> None:
    keep(ledger, ENTRY)
    again = ENTRY.reading.model_copy(update={"claims": (), "reader": V2})
    assert ledger.read_again(ENTRY.document, again, V2)
    assert not ledger.read_again(ENTRY.document, ENTRY.reading, V2)
    assert [one.reading for one in ledger.entries()] == [again]  # the newest
    assert [one.reading for one in ledger.entries(V1)] == [ENTRY.reading]
    assert [one.reading for one in ledger.entries("reader 3")] == [again]
    assert (ledger.contents(V1).claims, ledger.contents(V2).claims) == (1, 0)


def test_contents_count_what_is_held_unread_and_stale(ledger: Ledger) -> None:
    keep(ledger, ENTRY)
    other = entry("Купол построил завод.", uri="ru.txt")
    document = other.document.model_copy(update={"language": "ru"})
    unread = other.reading.model_copy(update={"unread": "no reader for language 'ru'"})
    ledger.add(bytes_of(other), document, unread, V2)
    contents = ledger.contents(V2)
    assert (contents.documents, contents.claims, contents.stale) == (2, 1, 1)
    assert contents.unread == {"ru": 1}
    assert contents.size == len(bytes_of(ENTRY)) + len(bytes_of(other))


def test_decisions_are_kept_in_order_and_change_the_head(ledger: Ledger) -> None:
    before = ledger.head()
    first = ledger.decide("same", {"a": "Купол", "b": "Kupol"}, "the same plant")
    second = ledger.decide("not same", {"a": "x"}, "")
    assert ledger.decisions() == (first, second)
    assert ledger.head() != before


def test_what_is_derived_is_kept_under_its_key_until_forgotten(ledger: Ledger) -> None:
    ledger.keep("one", "1")
    ledger.keep("two", "2")
    assert (ledger.kept("one"), ledger.kept("two")) == (None, "2")
    ledger.forget()
    assert ledger.kept("two") is None


# Append-only


@pytest.mark.parametrize("table", [table.name for table in APPEND_ONLY])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET {column} = 'changed'",
        "DELETE FROM {table}",
        "REPLACE INTO {table} SELECT * FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_no_statement_changes_or_deletes_a_row_of_the_record(
    ledger: Ledger, table: str, statement: str
) -> None:
    keep(ledger, ENTRY)
    ledger.decide("same", {"a": "b"}, "why")
    column = {"documents": "uri", "readings": "reading", "decisions": "reason"}[table]
    with closing(sqlite3.connect(ledger.file)) as connection:
        before = connection.execute(f"SELECT * FROM {table}").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
            connection.execute(statement.format(table=table, column=column))
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == before != []


# Schema


def test_the_migrations_make_exactly_the_tables_that_the_code_works_with(ledger: Ledger) -> None:
    engine = connect(ledger.file)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(upgrade.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def later_migration(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """Make Sayso know one migration more, with ``body`` as what it does."""
    shutil.copytree(upgrade.MIGRATIONS, folder)
    (folder / "versions" / "9001_later.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision = '9001', '{HEAD}'\n"
        f"def upgrade() -> None:\n    {body}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade, "HEAD", "9001")
    monkeypatch.setattr(store, "HEAD", "9001")


def test_a_case_of_an_older_schema_is_brought_up_to_date_and_keeps_all(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(folder, create=True) as one:
        keep(one, ENTRY)
    body = "op.execute('CREATE TABLE later (id INTEGER)')"
    later_migration(monkeypatch, tmp_path / "migrations", body)
    with Ledger(folder) as one:
        assert one.entries() == (ENTRY,)
        with closing(sqlite3.connect(one.file)) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
                ("9001",)
            ]
            connection.execute("SELECT id FROM later")


def test_a_migration_that_fails_leaves_the_case_as_it_was(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(folder, create=True) as one:
        keep(one, ENTRY)
    with monkeypatch.context() as later:
        body = "op.execute('CREATE TABLE later (id INTEGER)'); op.execute('no SQL at all')"
        later_migration(later, tmp_path / "migrations", body)
        with pytest.raises(LedgerError):
            Ledger(folder)
    with Ledger(folder) as one:
        assert one.entries() == (ENTRY,)
        with closing(sqlite3.connect(one.file)) as connection:
            found = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'later'"
            ).fetchall()
    assert found == []


def test_an_empty_file_left_by_a_run_killed_at_the_very_start_becomes_a_case(folder: Path) -> None:
    folder.mkdir()
    (folder / store.FILE).touch()
    with Ledger(folder) as one:
        assert keep(one, ENTRY)


def test_a_case_of_a_newer_schema_is_refused_and_not_touched(folder: Path) -> None:
    with Ledger(folder, create=True) as one:
        keep(one, ENTRY)
    with closing(sqlite3.connect(folder / store.FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(LedgerError, match=r"newer Sayso \(schema 9999.*install that version"):
        Ledger(folder)
    with closing(sqlite3.connect(folder / store.FILE)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            ("9999",)
        ]


# Places that are no case


def test_a_missing_case_is_not_made_unless_asked_for(folder: Path) -> None:
    with pytest.raises(LedgerError, match="no case here: make one with: sayso add"):
        Ledger(folder)
    assert not folder.exists()


def test_a_file_where_the_folder_should_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger(tmp_path / "file" / "case", create=True)


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 100, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_file_that_is_no_database_is_refused_and_kept(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / store.FILE).write_bytes(content)
    with pytest.raises(LedgerError, match=r"not a sound ledger|SQLite failed"):
        Ledger(folder, create=True)
    assert (folder / store.FILE).read_bytes() == content


def test_a_database_of_something_else_is_refused(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / store.FILE)) as connection:
        connection.execute("CREATE TABLE other (id INTEGER)")
        connection.commit()
    with pytest.raises(LedgerError, match="a database, but not Sayso's"):
        Ledger(folder)


def test_a_case_locked_by_another_run_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    with Ledger(folder, create=True) as one:
        with closing(sqlite3.connect(one.file)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerError, match="in use by another run"):
                keep(one, ENTRY)
        assert keep(one, ENTRY)


# Disks that fail


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_one_line_and_what_was_kept_stays(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    keep(ledger, ENTRY)
    other = entry(TEXT, uri="other.txt")

    def fail(_: int) -> None:
        raise OSError(number, "no room")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail)
        with pytest.raises(LedgerError, match=r"disk is full.*free some space"):
            keep(ledger, other)
    assert ledger.entries() == (ENTRY,)
    assert list(ledger.folder.rglob("*.part")) == []
    assert keep(ledger, other)
    assert len(ledger.entries()) == 2


def test_a_disk_that_is_full_for_sqlite_is_the_same_line(folder: Path) -> None:
    with Ledger(folder, create=True) as one:
        keep(one, ENTRY)
    engine = connect(folder / store.FILE)
    big = "x" * 500_000
    with (
        pytest.raises(LedgerError, match="disk is full"),
        database.transaction(engine, folder, writes=True) as connection,
    ):
        connection.exec_driver_sql("PRAGMA max_page_count = 20")
        connection.exec_driver_sql("INSERT INTO derived VALUES ('k', ?)", (big,))
    engine.dispose()
    with Ledger(folder) as one:
        assert one.entries() == (ENTRY,)


def test_a_run_that_ends_between_archive_and_ledger_loses_only_that_document(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(store, "_append", stop)
        with pytest.raises(KeyboardInterrupt):
            keep(ledger, ENTRY)
    assert ledger.records() == ()  # not even the half that was inserted before the stop
    assert keep(ledger, ENTRY)
    assert ledger.entries() == (ENTRY,)


def test_parts_left_by_a_killed_run_are_swept_when_the_document_is_added(ledger: Ledger) -> None:
    final = archive.path_of(ledger.folder, ENTRY.document.sha256)
    final.parent.mkdir(parents=True)
    (final.parent / f".{final.name}.1.part").write_bytes(b"half of i")
    keep(ledger, ENTRY)
    assert [path.name for path in final.parent.iterdir()] == [final.name]


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_damaged_original_is_told_and_adding_it_again_restores_it(
    ledger: Ledger, damage: str
) -> None:
    keep(ledger, ENTRY)
    path = archive.path_of(ledger.folder, ENTRY.document.sha256)
    if damage == "changed":
        path.write_bytes(b"other words")
    else:
        path.unlink()
    with pytest.raises(DamagedError, match="add the document again"):
        ledger.original(ENTRY.document.sha256)
    assert not keep(ledger, ENTRY)
    assert ledger.original(ENTRY.document.sha256) == bytes_of(ENTRY)
