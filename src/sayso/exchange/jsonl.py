"""JSON Lines: one object a document, for programs that work on from Sayso's claims."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sayso.model import Claim, Derived, Document, Entry, Reading

# What JSON allows in a string and a terminal obeys, or cannot be written as UTF-8: control
# characters, changes of direction, lone surrogates.
_UNSAFE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def line(record: Any) -> str:
    """Return ``record`` as one line of JSON that is safe to print on a terminal."""
    text = json.dumps(record, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def claim_record(claim: Claim) -> dict[str, Any]:
    """Return a claim as the contract has it, offsets into the document's text."""
    return {
        "type": str(claim.type),
        "roles": {role: list(fillers) for role, fillers in claim.roles.items()},
        "realis": str(claim.realis),
        "source": list(claim.source),
        "date": claim.date,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
    }


def reading_record(document: Document, reading: Reading) -> dict[str, Any]:
    """Return one document with all that was read in it: the object ``sayso read --json`` prints.

    ``unread`` says why nothing was read; it is null otherwise.
    """
    return {
        "document": {
            "uri": document.uri,
            "title": document.title,
            "outlet": document.outlet,
            "author": document.author,
            "published": document.published,
            "language": document.language,
            "sha256": document.sha256,
            "text": document.text,
        },
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "kind": str(m.kind), "name": m.name}
            for m in reading.mentions
        ],
        "attributions": [
            {
                "source": list(a.source) if a.source else None,
                "cue": list(a.cue),
                "content": [list(span) for span in a.content],
            }
            for a in reading.attributions
        ],
        "claims": [claim_record(claim) for claim in reading.claims],
        "unread": reading.unread,
    }


def records(entries: Sequence[Entry], derived: Derived) -> Iterator[dict[str, Any]]:
    """Yield one object a document: where it is from, its programme, its origin, its claims.

    A document of several programmes is given the one whose findings rest on most of its claims.
    ``programme`` and ``origin`` are ids, null where there is none.
    """
    origins = {sha256: origin.id for origin in derived.origins for sha256 in origin.documents}
    programmes = _main_programmes(derived)
    for entry in entries:
        document = entry.document
        yield {
            "uri": document.uri,
            "published": document.published,
            "outlet": document.outlet,
            "language": document.language,
            "programme": programmes.get(document.sha256),
            "origin": origins.get(document.sha256),
            "claims": [claim_record(claim) for claim in entry.reading.claims],
        }


def _main_programmes(derived: Derived) -> dict[str, str]:
    """Return the programme that each document belongs to most, by SHA-256."""
    findings = {finding.id: finding for finding in derived.findings}
    chosen: dict[str, tuple[int, str]] = {}
    for programme in derived.programmes:
        shares = Counter(
            document
            for id_ in programme.findings
            if id_ in findings
            for document, _ in {
                (support.document, support.claim)
                for value in findings[id_].values
                for support in value.support
            }
        )
        for document in programme.documents:
            if document not in chosen or shares[document] > chosen[document][0]:
                chosen[document] = (shares[document], programme.id)
    return {document: id_ for document, (_, id_) in chosen.items()}
