"""What a change holds: its kind, its line, and all that it rests on."""

from __future__ import annotations

from enum import StrEnum

from sayso.model import Frozen, Realis
from sayso.query import ClaimRow


class What(StrEnum):
    """The kinds of change, in the order in which they are told."""

    NEW = "new programme"
    JOINED = "joined programmes"
    GONE = "gone programme"
    RENAMED = "renamed programme"
    STATUS = "changed status"
    CORROBORATED = "corroborated"
    CONFLICT = "new conflict"
    DENIAL = "new denial"
    GRADE = "changed grade"
    ORIGIN = "new origin"
    DOCUMENT = "new document"


class DocumentRow(Frozen):
    """A document that a change rests on."""

    sha256: str
    uri: str
    title: str | None
    outlet: str | None
    published: str | None
    origin: str | None  # id


class ValueRow(Frozen):
    """One of the values that conflict, with the claims it rests on."""

    text: str
    realis: Realis
    claims: tuple[ClaimRow, ...]


class Change(Frozen):
    """One thing that is new, with what it rests on.

    ``about`` is its line: the title of a programme or document, the name of an origin, the line of
    a finding; of a denial, who denies and how. ``details`` are further lines: the reasons of a
    grade that are new, what a denial speaks against, how an origin shows. ``claims`` are those that
    make it so; of a conflict ``values`` has them value by value.
    """

    what: What
    about: str
    id: str | None = None  # of the programme, finding, origin or document, as it is later
    programmes: tuple[str, ...] = ()  # ids, as they are later, of those it belongs to
    before: str | None = None
    after: str | None = None
    details: tuple[str, ...] = ()
    claims: tuple[ClaimRow, ...] = ()
    values: tuple[ValueRow, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
