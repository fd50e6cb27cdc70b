"""The words that pages use for what the model holds, and text made safe to show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as calendar_date
from urllib.parse import urlsplit

from sayso.model import ClaimType, Document, Realis

NOT_GIVEN = "not given"

REALIS = {  # as findings word the value of a claim that gives none
    Realis.ACTUAL: "reported as fact",
    Realis.PLANNED: "planned or agreed",
    Realis.POSSIBLE: "possible",
    Realis.NEGATED: "said not to be so",
}

STANDING = {
    "single": "one origin",
    "corroborated": "corroborated",
    "disputed": "disputed",
    "denied": "denied",
}

BASIS = {
    "near-duplicate": "nearly the same text as",
    "shared quote": "the same quote as",
    "cites": "cites it",
    "own reporting": "its own reporting",
    "only source": "no other origin found",
}

HEADINGS = {  # in the order in which a dossier shows them
    ClaimType.FACILITY: "Facilities",
    ClaimType.PRODUCTION: "Production",
    ClaimType.AGREEMENT: "Agreements",
    ClaimType.TRANSFER: "Transfers",
    ClaimType.TECHNOLOGY: "Technology and know-how",
    ClaimType.DEVELOPMENT: "Development and tests",
    ClaimType.SPECIFICATION: "Specifications",
    ClaimType.OWNERSHIP: "Ownership",
    ClaimType.POSITION: "Posts held",
    ClaimType.SANCTION: "Sanctions",
    ClaimType.RESPONSE: "Responses",
    ClaimType.USE: "Use",
}

# Characters that are invisible or reorder what surrounds them (UAX #9, UAX #44 Bidi_Control), that
# HTML cannot carry, or that hide text (the tag block). ZWJ and ZWNJ stay: scripts need them.
_HIDDEN = (
    *(c for c in range(0x20) if c not in (0x09, 0x0A)),
    *range(0x7F, 0xA0),
    *(0x061C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A)),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    *(0xFFFE, 0xFFFF),
    *range(0xE0000, 0xE0080),
)
_VISIBLE = {c: chr(0x2400 + c) if c < 0x20 else f"⟨U+{c:04X}⟩" for c in _HIDDEN}

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.+Z-]*)?\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")  # a single letter is a Windows drive
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")


def visible(text: str) -> str:
    """Return ``text`` with each control and direction character as a visible stand-in.

    A C0 control becomes its control picture (␀), any other its code point (⟨U+202E⟩), so that none
    can reorder, hide or break what a page shows. All other text is returned as it is.
    """
    return text.translate(_VISIBLE)


def web_address(uri: str) -> str | None:
    """Return ``uri`` where it is a plain http or https address that a page may link, else None."""
    try:
        parts = urlsplit(uri)
        plain = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        )
    except ValueError:
        return None
    odd = uri != visible(uri) or any(c.isspace() for c in uri)
    return uri if plain and not odd else None


def date_words(date: str | None) -> str:
    """Return an ISO 8601 date as "25 September 2024", as precise as given; other words as is."""
    if date is None:
        return NOT_GIVEN
    if not iso_date(date):
        return date
    year, month, day = (date[:4], date[5:7], date[8:10])
    words = (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year)
    return " ".join(word for word in words if word)


def iso_date(date: str | None) -> str:
    """Return the day, month or year of ``date`` where it is an ISO 8601 date, else ""."""
    match = _DATE.match(date or "")
    if match is None:
        return ""
    year, month, day = match.groups()
    try:
        calendar_date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(part for part in (year, month, day) if part)


def language_tag(language: str | None) -> str:
    """Return a value for ``lang``: the language where it is a plain code, else "" (unknown)."""
    return language if language and _LANGUAGE.match(language) else ""


def chain_words(source: Sequence[str]) -> str:
    """Return a source chain, nearest first, as words: "Fabian Hinz, via Reuters"."""
    return ", via ".join(source) if source else "in the outlet’s own voice"


def role_words(role: str) -> str:
    """Return a role as words: "armed_group" is "armed group"."""
    return role.replace("_", " ").replace("-", " ")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 document", "2 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def address_words(uri: str) -> str:
    """Return where a document came from, as a page may say it.

    Of a file that is its name alone: pages are passed on, and a path tells whose machine they were
    made on.
    """
    if _SCHEME.match(uri) and not uri.lower().startswith("file:"):
        return uri
    return uri.rstrip("/").replace("\\", "/").rsplit("/", 1)[-1] or uri


def document_name(document: Document) -> str:
    """Return what to call a document: its title, else the last part of where it came from."""
    return document.title or address_words(document.uri)
