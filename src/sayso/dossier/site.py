"""The site as files: each page written aside and put in place whole, the indexes last."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from sayso.dossier.document import claim_uses, document_view, highlight_rules
from sayso.dossier.errors import DossierError
from sayso.dossier.holdings import Holdings, hold
from sayso.dossier.index import index_view, names_view
from sayso.dossier.programme import programme_view
from sayso.dossier.render import GENERATOR, render
from sayso.model import Derived, Entry

_FOLDERS = ("document", "programme")
_FULL = (errno.ENOSPC, errno.EDQUOT)
_HEAD = 4096  # bytes within which a page of ours names its generator


def write_site(
    out: Path, entries: Sequence[Entry], derived: Derived, as_of: str | None = None
) -> None:
    """Write the dossier pages of ``entries`` and ``derived`` into the folder ``out``.

    Where ``as_of`` is given, the last day that they know of (ISO 8601), each page says so.
    The folder is made where it is missing. Pages that a former run wrote and this one does not
    are removed; other files are left alone. The same input gives the same bytes. A run cut short
    leaves each page either as it was or as it is to be, never half of one.

    Raises DossierError where the folder cannot be written, or where what is to be shown does not
    rest on words that the entries hold.
    """
    held = hold(entries, derived)
    written: set[Path] = set()
    try:
        for made in (out, *(out / name for name in _FOLDERS)):
            made.mkdir(parents=True, exist_ok=True)
        for path, page in _pages(held, as_of):
            _put(out / path, page)
            written.add(out / path)
        for folder in _FOLDERS:
            for old in sorted((out / folder).glob("*.html")):
                if old not in written and _is_ours(old):
                    old.unlink()
    except OSError as error:
        raise _in_words(out, error) from None


def _pages(held: Holdings, as_of: str | None) -> Iterator[tuple[str, str]]:
    """Yield (path, page), what is linked to before what links to it."""
    uses = claim_uses(held)
    page = partial(render, as_of=as_of)
    for entry in held.entries.values():
        document = document_view(held, entry, uses)
        rules = highlight_rules(document)
        yield document.path, page("document.html", document.path, rules=rules, view=document)
    for one in held.programmes:
        programme = programme_view(held, one)
        yield programme.path, page("programme.html", programme.path, view=programme)
    yield "names.html", page("names.html", "names.html", rows=names_view(held))
    yield "index.html", page("index.html", "index.html", view=index_view(held))


def _put(path: Path, page: str) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(page.encode())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return f'name="generator" content="{GENERATOR}"'.encode() in file.read(_HEAD)


def _in_words(out: Path, error: OSError) -> DossierError:
    where = error.filename2 or error.filename or out
    if error.errno in _FULL:
        return DossierError(f"{where}: the disk is full: free some space and write the pages again")
    reason = error.strerror or str(error)
    return DossierError(f"{where}: cannot be written: {reason}: choose a folder you can write to")
