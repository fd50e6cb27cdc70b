"""What the ledger answers, beside entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """A document as the ledger knows it, whatever any reading makes of it."""

    sha256: str
    uri: str
    media_type: str
    size: int  # bytes of the original
    added_at: str  # ISO 8601, UTC


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a ledger holds."""

    documents: int
    size: int  # bytes of all originals
    claims: int
    unread: Mapping[str, int]  # documents whose reading is unread, by the reason
    stale: int  # documents without a reading of the version asked about
    decisions: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What an analyst decided, about what, and why."""

    id: int
    made_at: str  # ISO 8601, UTC
    kind: str
    subject: Mapping[str, Any]
    reason: str
