"""What a case answers: how far it has come, what became of what was given, what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sayso.model import Frozen

Outcome = Literal["new", "known", "unread", "unreadable"]


class CaseError(Exception):
    """A question the case has no answer to; the message says what, where and what to do."""


class Step(Frozen):
    """One document done: for showing progress. ``total`` counts inputs, ``done`` those begun."""

    done: int
    total: int
    uri: str
    outcome: Outcome
    detail: str = ""  # known: the URI it is known by; unread, unreadable: why


class Added(Frozen):
    """What became of the documents given: each is in ``new``, ``known`` or ``unreadable``."""

    new: tuple[str, ...] = ()  # URI
    known: tuple[tuple[str, str], ...] = ()  # URI, and the URI it is known by
    unreadable: tuple[tuple[str, str], ...] = ()  # URI, reason
    unread: tuple[tuple[str, str], ...] = ()  # URI, why; these are kept and among ``new``


class Rebuilt(Frozen):
    """What a rebuild did."""

    read: int  # documents read anew
    same: int  # documents that this version had read before
    failed: tuple[tuple[str, str], ...] = ()  # URI, reason: their older reading stands


class Status(Frozen):
    """What a case holds. What is derived is ``None`` until it is asked for."""

    folder: str
    documents: int
    size: int  # bytes of all originals
    claims: int
    unread: Mapping[str, int]  # documents kept and not read, by the reason
    decisions: int
    version: str  # of the reader and the knowledge in force
    stale: int  # documents that this version has not read
    origins: int | None = None
    entities: int | None = None
    findings: int | None = None
    programmes: int | None = None
