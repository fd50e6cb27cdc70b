"""Documents and readings for tests of the ledger, made without any reader."""

from __future__ import annotations

from sayso.ledger import Ledger
from sayso.model import Document, Reading, sha256

V1 = "reader 1"


def document(text: str, uri: str = "a.txt", title: str | None = None) -> Document:
    return Document(
        uri=uri,
        sha256=sha256(text.encode()),
        media_type="text/plain",
        title=title,
        language="en",
        text=text,
    )


def put(
    ledger: Ledger,
    text: str,
    uri: str = "a.txt",
    *,
    title: str | None = None,
    version: str = V1,
    unread: str | None = None,
) -> bool:
    one = document(text, uri, title)
    reading = Reading(sha256=one.sha256, reader=version, unread=unread)
    return ledger.add(text.encode(), one, reading, version)
