"""Schema versions: migrations and tables agree, older cases open, newer ones are refused."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from ledgers import put
from sayso.ledger import Ledger, LedgerError
from sayso.ledger.database import connect, transaction
from sayso.ledger.schema import APPEND_ONLY, HEAD, metadata
from sayso.ledger.upgrade import MIGRATIONS

NEXT = '''"""Add a table, and a mark on what was there."""

from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.execute("CREATE TABLE notes (words TEXT NOT NULL)")
    op.execute("INSERT INTO notes SELECT uri FROM documents")
    {then}
'''


@pytest.fixture
def case(tmp_path: Path) -> Path:
    with Ledger(tmp_path / "case", create=True) as ledger:
        put(ledger, "one", "a.txt")
    return tmp_path / "case"


def sqlite(case: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(case / "ledger.sqlite") as connection:
        return connection.execute(sql).fetchall()


def with_next_version(folder: Path, patch: pytest.MonkeyPatch, then: str = "") -> None:
    """Let Sayso believe that there is one more migration than there is."""
    shutil.copytree(MIGRATIONS, folder / "migrations")
    script = NEXT.format(head=HEAD, then=then)
    (folder / "migrations" / "versions" / "9999_next.py").write_text(script)
    patch.setattr("sayso.ledger.upgrade.MIGRATIONS", folder / "migrations")
    patch.setattr("sayso.ledger.store.HEAD", "9999")


def test_migrations_lead_to_the_tables_that_the_code_works_with(case: Path) -> None:
    engine = connect(case / "ledger.sqlite")
    with transaction(engine, case) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_head_is_the_newest_migration_and_there_is_one_line_of_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_every_table_of_the_record_has_its_guards(case: Path) -> None:
    found = {str(name) for (name,) in sqlite(case, "SELECT name FROM sqlite_master")}
    for table in APPEND_ONLY:
        assert {f"{table.name}_no_{what}" for what in ("update", "delete", "replace")} <= found


def test_an_older_case_is_brought_up_to_date_with_all_it_holds(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_next_version(tmp_path, monkeypatch)
    with Ledger(case) as ledger:
        assert [record.uri for record in ledger.records()] == ["a.txt"]
        assert put(ledger, "two", "b.txt")
    assert sqlite(case, "SELECT version_num FROM alembic_version") == [("9999",)]
    assert sqlite(case, "SELECT words FROM notes") == [("a.txt",)]
    with Ledger(case) as ledger:  # and not a second time
        assert len(ledger.entries()) == 2


def test_an_upgrade_that_fails_changes_nothing(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sqlite(case, "SELECT sql FROM sqlite_master ORDER BY name")
    with monkeypatch.context() as patch:
        with_next_version(tmp_path, patch, then='op.execute("SELECT 1 FROM nowhere")')
        with pytest.raises(LedgerError, match="nowhere"):
            Ledger(case)
    assert sqlite(case, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert sqlite(case, "SELECT sql FROM sqlite_master ORDER BY name") == before
    with Ledger(case) as ledger:
        assert len(ledger.entries()) == 1


def test_a_case_of_a_newer_sayso_is_refused_and_left_alone(case: Path) -> None:
    sqlite(case, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match="newer Sayso"):
        Ledger(case)
    assert sqlite(case, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    sqlite(tmp_path, "CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(LedgerError, match="not Sayso's"):
        Ledger(tmp_path, create=True)
    assert sqlite(tmp_path, "SELECT name FROM sqlite_master") == [("bookmarks",)]


def test_a_case_whose_making_was_cut_short_is_made_whole(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").touch()
    with Ledger(tmp_path) as ledger:
        assert put(ledger, "one")
