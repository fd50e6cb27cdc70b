"""The ledger: the store of documents, readings and decisions of one case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, case, delete, func, insert, select

from sayso.ledger import archive
from sayso.ledger import search as index
from sayso.ledger.database import connect, revision_of, transaction
from sayso.ledger.errors import LedgerError, as_ledger_error
from sayso.ledger.rows import Contents, Decision, Record
from sayso.ledger.schema import HEAD, decisions, derived, documents, readings
from sayso.model import Document, Entry, Reading

FILE = "ledger.sqlite"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Ledger:
    """The record of one case: a folder with ``ledger.sqlite`` and ``originals/``.

    Use it as a context manager, or call ``close``. Every method is one transaction and raises
    LedgerError, with the line to show the user, where the disk or SQLite refuses.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the case at ``folder``, bringing an older one up to the present schema.

        With ``create`` a missing case is made. Raises LedgerError where there is no case, where it
        cannot be used, or where a newer Sayso wrote it.
        """
        self.folder = folder
        self.file = folder / FILE
        if not self.file.is_file():
            if not create:
                raise LedgerError(f"{folder}: no case here: make one with: sayso add PATH")
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise as_ledger_error(error, folder) from error
        self._engine = connect(self.file)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def _bring_up_to_date(self) -> None:
        with self._reading() as connection:
            found = revision_of(connection)
        if found != HEAD:
            # Alembic takes as long to load as all the rest, and most openings do not need it.
            from sayso.ledger.upgrade import upgrade  # noqa: PLC0415

            with self._writing() as connection:
                upgrade(connection, self.folder)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. The ledger cannot be used afterwards."""
        self._engine.dispose()

    def _reading(self) -> AbstractContextManager[Connection]:
        return transaction(self._engine, self.file)

    def _writing(self) -> AbstractContextManager[Connection]:
        return transaction(self._engine, self.file, writes=True)

    # Documents and readings

    def known(self, sha256: str) -> Record | None:
        """Return the document with these bytes, if it is in the ledger."""
        query = select(documents).where(documents.c.sha256 == sha256)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else Record(*row)

    def records(self) -> tuple[Record, ...]:
        """Return all documents, by URI and SHA-256."""
        query = select(documents).order_by(documents.c.uri, documents.c.sha256)
        with self._reading() as connection:
            return tuple(Record(*row) for row in connection.execute(query))

    def add(self, data: bytes, document: Document, reading: Reading, version: str) -> bool:
        """Keep an original with its document and its first reading, all or nothing.

        ``version`` names the reader and the knowledge that made the reading. Returns False, and
        changes nothing but to put back a lost original, where the ledger has the document.
        """
        try:
            digest = archive.put(self.folder, data)
        except OSError as error:
            raise as_ledger_error(error, self.folder) from error
        if digest != document.sha256:
            raise ValueError(f"{document.uri}: document and bytes differ in SHA-256")
        with self._writing() as connection:
            if connection.execute(
                select(documents.c.sha256).where(documents.c.sha256 == digest)
            ).first():
                return False
            connection.execute(
                insert(documents).values(
                    sha256=digest,
                    uri=document.uri,
                    media_type=document.media_type,
                    size=len(data),
                    added_at=_now(),
                )
            )
            _append(connection, document, reading, version)
        return True

    def restore(self, data: bytes) -> None:
        """Put back the original of a known document where it was lost or damaged."""
        try:
            archive.put(self.folder, data)
        except OSError as error:
            raise as_ledger_error(error, self.folder) from error

    def read_again(self, document: Document, reading: Reading, version: str) -> bool:
        """Append a reading of a known document; False where it has one of this version."""
        with self._writing() as connection:
            if connection.execute(
                select(readings.c.id).where(
                    readings.c.sha256 == document.sha256, readings.c.version == version
                )
            ).first():
                return False
            _append(connection, document, reading, version)
        return True

    def has_reading(self, sha256: str, version: str) -> bool:
        """Tell whether this document was read by this version."""
        query = select(readings.c.id).where(
            readings.c.sha256 == sha256, readings.c.version == version
        )
        with self._reading() as connection:
            return connection.execute(query).first() is not None

    def entries(self, version: str | None = None) -> tuple[Entry, ...]:
        """Return each document with its newest reading, by URI and SHA-256.

        Where ``version`` is given, a reading of that version goes before newer ones, so that the
        same version always works on the same readings.
        """
        query = (
            select(readings.c.document, readings.c.reading)
            .join(documents, documents.c.sha256 == readings.c.sha256)
            .where(readings.c.id.in_(_chosen(version)))
            .order_by(documents.c.uri, documents.c.sha256)
        )
        with self._reading() as connection:
            return tuple(_entry(row) for row in connection.execute(query))

    def dates(self, version: str | None = None) -> dict[str, tuple[str | None, str]]:
        """Return, by SHA-256, when each document was published and when it was added (UTC).

        When it was published is what the reading says that ``entries`` gives for ``version``.
        """
        published = func.json_extract(readings.c.document, "$.published")
        query = (
            select(documents.c.sha256, published, documents.c.added_at)
            .join(readings, documents.c.sha256 == readings.c.sha256)
            .where(readings.c.id.in_(_chosen(version)))
        )
        with self._reading() as connection:
            return {sha256: (when, added) for sha256, when, added in connection.execute(query)}

    def contents(self, version: str) -> Contents:
        """Return how much the ledger holds, and what of it ``version`` has not read."""
        chosen = readings.c.id.in_(_chosen(version))
        claims = func.json_array_length(readings.c.reading, "$.claims")
        reason = func.json_extract(readings.c.reading, "$.unread")
        with self._reading() as connection:
            count, size = connection.execute(
                select(func.count(), func.coalesce(func.sum(documents.c.size), 0))
            ).one()
            current = connection.execute(
                select(func.count()).where(readings.c.version == version)
            ).scalar_one()
            return Contents(
                documents=count,
                size=size,
                claims=connection.execute(
                    select(func.coalesce(func.sum(claims), 0)).where(chosen)
                ).scalar_one(),
                unread={
                    row.reason: row.documents
                    for row in connection.execute(
                        select(reason.label("reason"), func.count().label("documents"))
                        .where(chosen, reason.is_not(None))
                        .group_by("reason")
                        .order_by("reason")
                    )
                },
                stale=count - current,
                decisions=connection.execute(select(func.count(decisions.c.id))).scalar_one(),
            )

    def original(self, sha256: str) -> bytes:
        """Return the bytes as received, verified; raises DamagedError where they are not whole."""
        return archive.get(self.folder, sha256)

    def head(self) -> str:
        """Return a short text that changes whenever the record grows."""
        with self._reading() as connection:
            counts = [
                connection.execute(select(func.count(table.c[key]))).scalar_one()
                for table, key in ((documents, "sha256"), (readings, "id"), (decisions, "id"))
            ]
        return ".".join(map(str, counts))

    # Decisions

    def decide(self, kind: str, subject: Mapping[str, Any], reason: str) -> Decision:
        """Append an analyst's decision."""
        made_at = _now()
        text = json.dumps(subject, ensure_ascii=False, sort_keys=True)
        with self._writing() as connection:
            number = connection.execute(
                insert(decisions)
                .values(made_at=made_at, kind=kind, subject=text, reason=reason)
                .returning(decisions.c.id)
            ).scalar_one()
        return Decision(number, made_at, kind, json.loads(text), reason)

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions in the order they were made."""
        with self._reading() as connection:
            rows = connection.execute(select(decisions).order_by(decisions.c.id))
            return tuple(
                Decision(r.id, r.made_at, r.kind, json.loads(r.subject), r.reason) for r in rows
            )

    # What can be thrown away

    def kept(self, key: str) -> str | None:
        """Return the derived value kept under ``key``, if there is one."""
        query = select(derived.c.value).where(derived.c.key == key)
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def keep(self, key: str, value: str, beside: str | None = None) -> None:
        """Keep a derived value, in place of all others but the search index's mark.

        Others whose key begins with ``beside`` stay, if it is given.
        """
        gone = [derived.c.key != index.KEY]
        if beside is not None:
            gone.append((derived.c.key == key) | ~derived.c.key.startswith(beside, autoescape=True))
        with self._writing() as connection:
            connection.execute(delete(derived).where(*gone))
            connection.execute(insert(derived).values(key=key, value=value))

    def forget(self) -> None:
        """Throw away everything derived, the search index too."""
        with self._writing() as connection:
            connection.execute(delete(derived))

    def search(self, words: str, limit: int = 20) -> tuple[index.Hit, ...]:
        """Return the documents that hold every one of ``words``, the best match first."""
        with self._writing() as connection:
            index.refresh(connection)
            return tuple(index.find(connection, words, limit))


def _chosen(version: str | None) -> ScalarSelect[int]:
    """Select the id of the reading to work with for each document."""
    ranked = select(
        readings.c.id,
        func.row_number()
        .over(
            partition_by=readings.c.sha256,
            order_by=[case((readings.c.version == version, 0), else_=1), readings.c.id.desc()],
        )
        .label("place"),
    ).subquery()
    return select(ranked.c.id).where(ranked.c.place == 1).scalar_subquery()


def _append(connection: Connection, document: Document, reading: Reading, version: str) -> None:
    connection.execute(
        insert(readings).values(
            sha256=document.sha256,
            version=version,
            document=document.model_dump_json(),
            reading=reading.model_dump_json(),
            made_at=_now(),
        )
    )


def _entry(row: Row[Any, Any]) -> Entry:
    return Entry(
        document=Document.model_validate_json(row.document),
        reading=Reading.model_validate_json(row.reading),
    )
