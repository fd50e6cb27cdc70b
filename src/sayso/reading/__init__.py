"""Reading: one Document in, one Reading out. Pure: no state, nothing but the document's own words.

The steps, each usable alone: ``parse`` (spaCy's small English model), ``mentions`` and ``names``
(who and what is named), ``attribution`` (who says so), ``claims`` (what is asserted).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version as package_version
from pathlib import Path

from sayso.knowledge import digest
from sayso.model import Document, Reading

LANGUAGES = frozenset({"en"})


@cache
def version() -> str:
    """Return the reader's version: it changes with its code and with any knowledge in force."""
    code = hashlib.sha256()
    package = Path(__file__).parent.parent
    parts = ("reading/**/*.py", "measure/**/*.py", "dates/**/*.py", "knowledge/*.py")
    for path in sorted(found for part in parts for found in package.glob(part)):
        code.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"rules {package_version('sayso')} {code.hexdigest()[:8]} {digest()[:8]}"


def read(document: Document) -> Reading:
    """Return what ``document`` mentions, attributes and claims.

    A document in a language without a reader comes back ``unread``, with the reason.
    """
    return next(read_all([document]))


def read_all(documents: Iterable[Document]) -> Iterator[Reading]:
    """Read many documents, in order, as ``read`` does each; faster than one by one."""
    batch: list[Document] = []
    for document in documents:
        if document.language in LANGUAGES:
            batch.append(document)
            if len(batch) < _BATCH:
                continue
            yield from _read_english(batch)
            batch = []
        else:
            yield from _read_english(batch)
            batch = []
            yield _unread(document)
    yield from _read_english(batch)


_BATCH = 16


def _unread(document: Document) -> Reading:
    reason = (
        f"no reader for language {document.language!r}"
        if document.language
        else "the language could not be told"
    )
    return Reading(sha256=document.sha256, reader=version(), unread=reason)


def _read_english(documents: list[Document]) -> Iterator[Reading]:
    if not documents:
        return
    # Imported here: spaCy takes a second to load, and listing a case needs none of it.
    from sayso.reading.attribution import find_attributions  # noqa: PLC0415
    from sayso.reading.claims import find_claims  # noqa: PLC0415
    from sayso.reading.mentions import find_mentions  # noqa: PLC0415
    from sayso.reading.names import resolve  # noqa: PLC0415
    from sayso.reading.parse import parse_all  # noqa: PLC0415

    for parsed in parse_all(documents):
        names = resolve(parsed, find_mentions(parsed))
        attributions = find_attributions(parsed, names)
        yield Reading(
            sha256=parsed.document.sha256,
            reader=version(),
            mentions=names.mentions,
            attributions=attributions,
            claims=find_claims(parsed, names, attributions),
        )
