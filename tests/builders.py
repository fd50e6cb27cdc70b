"""Entries for tests: a text, what it claims, and the mentions that follow from the roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sayso.knowledge.countries import country_of
from sayso.model import (
    Claim,
    ClaimType,
    Document,
    Entry,
    Furniture,
    Kind,
    Mention,
    Reading,
    Realis,
    sha256,
)

_KINDS = {
    "person": Kind.PERSON,
    "speaker": Kind.PERSON,
    "product": Kind.PLATFORM,
    "place": Kind.PLACE,
}
_NOT_NAMES = {"title", "stance", "about", "property", "value", "quantity", "capacity", "area"}


def claim(
    type: str,
    quote: str,
    realis: str = "actual",
    source: Sequence[str] = (),
    date: str | None = None,
    **roles: str | Sequence[str],
) -> dict[str, Any]:
    """A claim to be placed in a text by its quote; a role may be one name or several."""
    lists = {r: (v,) if isinstance(v, str) else tuple(v) for r, v in roles.items()}
    return {
        "type": type,
        "quote": quote,
        "realis": realis,
        "source": source,
        "date": date,
        "roles": lists,
    }


def entry(
    text: str,
    claims: Iterable[dict[str, Any]] = (),
    *,
    uri: str = "a.txt",
    published: str | None = None,
    outlet: str | None = None,
    furniture: Sequence[str] = (),
    names: dict[str, tuple[str, Kind]] | None = None,
) -> Entry:
    """An entry as the reader would hand it over.

    ``names`` maps words of the text to the fullest name they stand for and its kind; names in
    roles and countries are mentions without being listed.
    """
    data = f"{uri}\n{text}".encode()
    made = tuple(_claim(text, c) for c in claims)
    document = Document(
        uri=uri,
        sha256=sha256(data),
        media_type="text/plain",
        outlet=outlet,
        published=published,
        language="en",
        text=text,
        furniture=tuple(
            Furniture(start=text.index(f), end=text.index(f) + len(f), reason="test")
            for f in furniture
        ),
    )
    named = {w: (w, Kind.PLACE) for w in re.findall(r"\b[A-Z]\w+", text) if country_of(w)}
    named |= {n: (n, kind) for c in made for n, kind in _names(c)} | (names or {})
    mentions = tuple(
        Mention(start=m.start(), end=m.end(), text=m.group(), kind=kind, name=name)
        for words, (name, kind) in named.items()
        for m in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text)
    )
    ordered = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
    reading = Reading(sha256=document.sha256, reader="test", mentions=ordered, claims=made)
    return Entry(document=document, reading=reading)


def _claim(text: str, c: dict[str, Any]) -> Claim:
    start = text.index(c["quote"])
    return Claim(
        type=ClaimType(c["type"]),
        roles={r: tuple(v) for r, v in c["roles"].items()},
        realis=Realis(c["realis"]),
        source=tuple(c["source"]),
        date=c["date"],
        quote=c["quote"],
        start=start,
        end=start + len(c["quote"]),
        trigger=(start, start + 1),
    )


def _names(c: Claim) -> Iterable[tuple[str, Kind]]:
    for role, names in c.roles.items():
        for name in names:
            if role not in _NOT_NAMES and any(ch.isupper() for ch in name):
                kind = _KINDS.get(role, Kind.ORGANISATION)
                yield name, Kind.PLACE if country_of(name) else kind
    for name in c.source:
        if any(ch.isupper() for ch in name):
            yield name, Kind.ORGANISATION
