"""The class that lives: one open case.

What reads documents is loaded when it is first needed: opening a case and asking for what was read
before does not load the language model.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pydantic import ValidationError

from sayso import knowledge
from sayso.case.results import Added, CaseError, Rebuilt, Status, Step
from sayso.chains import OriginRow, origin_row
from sayso.dates.days import day_before, last_day
from sayso.exchange import jsonl
from sayso.ledger import Hit, Ledger
from sayso.model import Derived, Entry, Programme
from sayso.query import (
    ClaimFilter,
    ClaimRow,
    FindingRow,
    ProgrammeRow,
    claim_rows,
    finding_row,
    matching_findings,
    matching_origins,
    matching_programmes,
    programme_row,
)
from sayso.reading import version

if TYPE_CHECKING:
    from sayso.changes import Change
    from sayso.register import RegisterRow


@cache
def code_digest() -> str:
    """Return 12 hexadecimal digits that change with any source file of Sayso.

    What is derived is kept under it, so that a changed rule never shows yesterday's answer.
    """
    package = Path(__file__).resolve().parents[1]
    total = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        total.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:12]


def _no_date(words: str) -> CaseError:
    return CaseError(f"{words!r} is not a date: write 2024, 2024-09 or 2024-09-25")


_NAMED = 12  # of those that fit, named where a question is too wide


def _too_wide(words: str, what: str, ids: Sequence[str]) -> CaseError:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    named = ", ".join(ids[:_NAMED])
    return CaseError(f"{words}: {len(ids)} {what} fit: say which: {named}{more}")


class Case:
    """One investigation in one folder. Use it as a context manager, or call ``close``.

    Methods raise LedgerError where the folder or the disk fails, and CaseError where a question
    has no answer; both messages are lines for the user.
    """

    def __init__(self, ledger: Ledger, until: str | None = None) -> None:
        self.ledger = ledger
        self._until = until  # the last day whose documents are known; None: all are

    @classmethod
    def open(cls, path: Path | str, create: bool = False) -> Case:
        """Open the case in the folder ``path``; with ``create``, make it where there is none."""
        return cls(Ledger(Path(path), create=create))

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the case. It cannot be used afterwards."""
        self.ledger.close()

    # Adding

    def add(
        self, paths: Iterable[Path | str], on_step: Callable[[Step], None] | None = None
    ) -> Added:
        """Read the documents at ``paths`` (files, and folders with all in them) into the case.

        Each document is committed before the next is read, so that an interruption loses at most
        the one in hand. What cannot be read is reported and does not stop the rest.
        """
        from sayso.case.intake import add_paths  # noqa: PLC0415

        return add_paths(self.ledger, map(Path, paths), on_step)

    def add_bytes(
        self, data: bytes, uri: str, on_step: Callable[[Step], None] | None = None
    ) -> Added:
        """Read bytes that came from ``uri`` into the case, as ``add`` does with a file."""
        from sayso.case.intake import add_bytes  # noqa: PLC0415

        return add_bytes(self.ledger, data, uri, on_step)

    # Asking

    def as_of(self, date: str) -> Case:
        """Return the case as it stood at the end of ``date``: a day, month or year (ISO 8601).

        It answers from the documents published by then; one published in a month or a year counts
        from the end of that, one without a date from the day it was added (UTC). It asks the same
        ledger: adding and keeping house are the whole case's, and closing one closes the other.
        Raises CaseError where ``date`` is not a date.
        """
        day = last_day(date)
        if day is None:
            raise _no_date(date)
        return self._known_on(day)

    def _known_on(self, day: str) -> Case:
        return Case(self.ledger, day if self._until is None else min(day, self._until))

    def changes(self, since: str, until: str | None = None) -> tuple[Change, ...]:
        """Return what is new from the first day of ``since`` to the last of ``until``, or to now.

        Raises CaseError where one is not a date, or the first comes after the last.
        """
        from sayso.changes import find_changes  # noqa: PLC0415

        day = day_before(since)
        if day is None:
            raise _no_date(since)
        now = self if until is None else self.as_of(until)
        if now._until is not None and now._until <= day:
            raise CaseError(f"{since} to {now._until}: ends before it begins: swap the two dates")
        return find_changes(self._known_on(day).derived(), now.derived(), now.entries())

    def entries(self) -> tuple[Entry, ...]:
        """Return every document with its reading, by URI and SHA-256."""
        known = self._known()
        entries = self.ledger.entries(version())
        return entries if known is None else tuple(e for e in entries if e.document.sha256 in known)

    def _known(self) -> frozenset[str] | None:
        """Return the documents known by then, by SHA-256; None where that is all of them."""
        if self._until is None:
            return None
        dates = self.ledger.dates(version())
        known = frozenset(
            sha256
            for sha256, (published, added) in dates.items()
            if (last_day((published or "")[:10]) or added[:10]) <= self._until
        )
        return None if len(known) == len(dates) else known

    def derived(self) -> Derived:
        """Return origins, entities, findings and programmes, worked out anew if need be."""
        key = self._key()
        known = self._known()
        if known is not None:  # views of the same documents are the same, whatever their dates
            key += "|" + hashlib.sha256(" ".join(sorted(known)).encode()).hexdigest()[:16]
        return self._kept(key) or self._derive(key)

    def _key(self) -> str:
        """Return what the derived depends on: the record, the readings in use, code, knowledge."""
        return "|".join((self.ledger.head(), version(), code_digest(), knowledge.digest()))

    def _kept(self, key: str) -> Derived | None:
        kept = self.ledger.kept(key)
        try:
            return None if kept is None else Derived.model_validate_json(kept)
        except ValidationError:  # it was spoilt: like all that is derived, it can be made again
            return None

    def _derive(self, key: str) -> Derived:
        from sayso.findings import find_findings, find_programmes  # noqa: PLC0415
        from sayso.identity import find_entities  # noqa: PLC0415
        from sayso.lineage import find_origins  # noqa: PLC0415

        entries = self.entries()
        origins = find_origins(entries)
        entities = find_entities(entries)
        findings = find_findings(entries, origins, entities)
        derived = Derived(
            origins=origins,
            entities=entities,
            findings=findings,
            programmes=find_programmes(entries, origins, entities, findings),
        )
        self.ledger.keep(key, derived.model_dump_json(), beside=self._key())
        return derived

    def claims(self, wanted: ClaimFilter | None = None) -> list[ClaimRow]:
        """Return the claims that fit ``wanted``, all if it is not given."""
        return claim_rows(self.entries(), self.derived(), wanted or ClaimFilter())

    def programmes(self) -> list[ProgrammeRow]:
        """Return a row for each programme, with its counts."""
        derived = self.derived()
        return [programme_row(programme, derived) for programme in derived.programmes]

    def programme(self, words: str) -> Programme:
        """Return the programme with this id, or the only one that holds all these words.

        Raises CaseError where there is none, or more than one.
        """
        found = matching_programmes(self.derived(), words)
        if len(found) == 1:
            return found[0]
        if not found:
            then = "" if self._until is None else f" --as-of {self._until}"
            raise CaseError(
                f"{words}: no such programme: see all of them with: sayso dossiers{then}"
            )
        raise _too_wide(words, "programmes", [programme.id for programme in found])

    def why(self, words: str) -> FindingRow:
        """Return a finding, by its id or the only one that holds all these words, with its grounds.

        Raises CaseError where there is none, or more than one.
        """
        derived = self.derived()
        found = matching_findings(derived, words)
        if len(found) == 1:
            return finding_row(found[0], derived, {e.document.sha256: e for e in self.entries()})
        if not found:
            raise CaseError(f"{words}: no such finding: sayso show PROGRAMME names its findings")
        raise _too_wide(words, "findings", [finding.id for finding in found])

    def origins(self) -> list[OriginRow]:
        """Return the origins with their documents, what shows each, and the chains of citing."""
        entries = {e.document.sha256: e for e in self.entries()}
        return [origin_row(origin, entries) for origin in self.derived().origins]

    def origin(self, words: str) -> OriginRow:
        """Return the origin with this id, or the only one whose name holds all these words.

        Raises CaseError where there is none, or more than one.
        """
        found = matching_origins(self.derived(), words)
        if len(found) == 1:
            return origin_row(found[0], {e.document.sha256: e for e in self.entries()})
        if not found:
            raise CaseError(f"{words}: no such origin: see all of them with: sayso origins")
        raise _too_wide(words, "origins", [origin.id for origin in found])

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Return the documents that hold every one of ``words``, best first, read or not."""
        known = self._known()
        if known is None:
            return self.ledger.search(words, limit)
        hits = self.ledger.search(words, sys.maxsize)
        return tuple(hit for hit in hits if hit.sha256 in known)[:limit]

    # Giving out

    def register(self) -> tuple[RegisterRow, ...]:
        """Return the register of licensed production: a row for each system of a programme."""
        from sayso.register import register_rows  # noqa: PLC0415

        return register_rows(self.entries(), self.derived())

    def site(self, out: Path | str) -> None:
        """Write the dossiers into the folder ``out`` as pages that need no network."""
        from sayso.dossier import write_site  # noqa: PLC0415

        write_site(Path(out), self.entries(), self.derived(), self._until)

    def export(self, format: str = "jsonl") -> Iterator[str]:
        """Yield the case line by line in ``format``; "jsonl" is the one there is.

        Raises CaseError for another.
        """
        if format != "jsonl":
            raise CaseError(f"{format}: no such format: use jsonl")
        return map(jsonl.line, jsonl.records(self.entries(), self.derived()))

    # Keeping house

    def status(self) -> Status:
        """Return what the case holds; works nothing out that was not before."""
        derived = self._kept(self._key())
        contents = self.ledger.contents(version())
        return Status(
            folder=str(self.ledger.folder),
            documents=contents.documents,
            size=contents.size,
            claims=contents.claims,
            unread=dict(contents.unread),
            decisions=contents.decisions,
            version=version(),
            stale=contents.stale,
            origins=None if derived is None else len(derived.origins),
            entities=None if derived is None else len(derived.entities),
            findings=None if derived is None else len(derived.findings),
            programmes=None if derived is None else len(derived.programmes),
        )

    def rebuild(self, on_step: Callable[[Step], None] | None = None) -> Rebuilt:
        """Throw away all that is derived, read the originals with the present version, derive.

        Readings are appended: the older ones stay in the record. Documents that this version has
        read before are not read again.
        """
        from sayso.case.intake import read_again  # noqa: PLC0415

        self.ledger.forget()
        rebuilt = read_again(self.ledger, on_step)
        self.derived()
        return rebuilt
