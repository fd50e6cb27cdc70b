"""What documents are handed over as, and what each format hands to the step that makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.model import Document

# A page or a text of more bytes is a dump or an attack, and not a report.
MAX_BYTES = 16 * 1024 * 1024
# PDF carries its pictures with it.
MAX_PDF_BYTES = 64 * 1024 * 1024
# What the reader's parser takes at once.
MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Original:
    """A document with the bytes it was read from; a JSON Lines record's bytes are its line."""

    data: bytes
    document: Document


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What could not be read: where it is, and in one line why and what to do about it."""

    uri: str
    reason: str


class UnreadableError(ValueError):
    """Bytes cannot be read as a document; the message is the one line that says why."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a format gives: the text a reader sees, and what the format itself says of it.

    ``fields`` maps title, outlet, author, published or language to the value and to how it was
    found; ``guesses`` does so for what the text itself goes before; ``notes`` holds what else is
    worth keeping in ``Document.found``.
    """

    text: str
    media_type: str
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    guesses: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def size(count: int) -> str:
    """Return a number of bytes as a reader would say it: "16 MB"."""
    return f"{count / (1024 * 1024):.0f} MB" if count >= 1024 * 1024 else f"{count} bytes"


def check_size(count: int, limit: int) -> None:
    """Raise UnreadableError where ``count`` bytes are more than ``limit``."""
    if count > limit:
        raise UnreadableError(
            f"{size(count)} is over the limit of {size(limit)} for one document: split it"
        )
