"""Reading: one Document in, one Reading out. Pure: no state, nothing but the document's own words.

The steps, each usable alone: ``words`` and ``pieces`` (the text as the network takes it),
``network`` (its scores), ``scored`` and ``entities`` (who and what is named), ``attribution`` (who
says so), ``claims`` (what is asserted).
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from importlib.metadata import version as package_version
from pathlib import Path

from sayso.knowledge import digest
from sayso.model import Document, Reading
from sayso.reading import shipped
from sayso.reading.bearing import bears

LANGUAGES = frozenset({"en"})
NO_BEARING = "nothing in it bears on the making, moving or using of arms"


@cache
def version() -> str:
    """Return the reader's version: it changes with its weights, code and knowledge."""
    code = hashlib.sha256()
    package = Path(__file__).parent.parent
    parts = ("reading/**/*.py", "measure/**/*.py", "dates/**/*.py", "knowledge/*.py")
    for path in sorted(found for part in parts for found in package.glob(part)):
        code.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return " ".join(
        (package_version("sayso"), *(d[:8] for d in (shipped.digest(), code.hexdigest(), digest())))
    )


def read(document: Document) -> Reading:
    """Return what ``document`` mentions, attributes and claims.

    A document in a language without a reader, or without any bearing on arms, comes back
    ``unread``, with the reason.
    """
    if document.language in LANGUAGES and not bears(document.text):
        return Reading(sha256=document.sha256, reader=version(), unread=NO_BEARING)
    return read_in_full(document)


def read_all(documents: Iterable[Document]) -> Iterator[Reading]:
    """Read many documents as ``read`` does each, a core a document; in order, a few ahead."""
    from sayso.reading.network import share  # noqa: PLC0415

    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores, initializer=share) as pool:
        ahead: deque[Future[Reading]] = deque()
        for document in documents:
            ahead.append(pool.submit(read, document))
            if len(ahead) > 2 * cores:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def read_in_full(document: Document) -> Reading:
    """Return what ``read`` does, whatever the document is about."""
    if document.language not in LANGUAGES:
        return _unread(document)
    # Imported here: the runtime takes a moment to load, and listing a case needs none of it.
    from sayso.reading.attribution import find_attributions  # noqa: PLC0415
    from sayso.reading.claims import find_claims  # noqa: PLC0415
    from sayso.reading.material import gather, mentions  # noqa: PLC0415

    reader = version()  # first: it says in one line what weights are missing
    material = gather(document)
    return Reading(
        sha256=document.sha256,
        reader=reader,
        mentions=mentions(material),
        attributions=find_attributions(material),
        claims=find_claims(material),
    )


def _unread(document: Document) -> Reading:
    reason = (
        f"no reader for language {document.language!r}"
        if document.language
        else "the language could not be told"
    )
    return Reading(sha256=document.sha256, reader=version(), unread=reason)
