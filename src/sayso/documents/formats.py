"""Which format bytes are in: by what they begin with, what they are called, and what they hold."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import urlsplit

from sayso.documents.original import UnreadableError
from sayso.documents.text import MAX_CONTROLS

Format = Literal["text", "markdown", "html", "pdf", "json", "jsonl"]

HEAD = 4096  # bytes looked at

_BY_NAME: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_BY_MEDIA_TYPE: dict[str, Format] = {
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/x-jsonlines": "jsonl",
}
_OTHER_FORMATS = (
    (b"PK\x03\x04", "a ZIP archive or Office file: unpack it, or save it as PDF or text"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as PDF or text"),
    (b"{\\rtf", "an RTF file: save it as PDF or text"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ", "an xz archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive: unpack it first"),
    (b"\x89PNG", "a picture, not text: recognise its text first (OCR)"),
    (b"\xff\xd8\xff", "a picture, not text: recognise its text first (OCR)"),
    (b"GIF8", "a picture, not text: recognise its text first (OCR)"),
    (b"\x7fELF", "a program, not a document"),
    (b"MZ\x90", "a program, not a document"),
    (b"SQLite format 3", "a database, not a document"),
)
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|section|title|h1|p|table)\b",
    re.IGNORECASE,
)
_FEED = re.compile(rb"<(?:rss|feed)\b")
# Bytes that stand in text of any encoding but UTF-16 and UTF-32.
_TEXT_BYTES = bytes({7, 8, 9, 10, 12, 13, 27} | (set(range(0x20, 0x100)) - {0x7F}))
_OBJECT = re.compile(rb"\s*\{\s*[\"}]")
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,400}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:rss|feed)\b", re.S
)


def format_of(head: bytes, uri: str, media_type: str | None = None) -> Format:
    """Return the format of bytes that begin with ``head`` and were found at ``uri``.

    Raises UnreadableError for formats that are known and not read.
    """
    if len(head) < HEAD and not head.strip():
        raise UnreadableError("empty: there is nothing in it")
    marked = head.removeprefix(b"\xef\xbb\xbf")
    for magic, reason in _OTHER_FORMATS:
        if marked.startswith(magic):
            raise UnreadableError(reason)
    if b"%PDF-" in marked[:1024]:
        return "pdf"
    if _is_binary(marked) and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        raise UnreadableError("binary data, not text: is it the right file?")
    element = _first_element(marked)
    if _FEED.match(element):
        raise UnreadableError("a feed: fetch the reports it lists and add those")
    told = _BY_MEDIA_TYPE.get((media_type or "").split(";")[0].strip().lower())
    told = told or _BY_NAME.get(_suffix(uri))
    if told == "pdf":
        raise UnreadableError("named PDF, but it does not begin as one: fetch it again")
    if _MARKUP.match(element):
        return told if told in {"markdown", "json", "jsonl"} else "html"
    if told is not None and told != "text":
        return told
    return "json" if told is None and _OBJECT.match(marked) else "text"


def _first_element(head: bytes) -> bytes:
    """Return ``head`` from its first element on: blanks, declarations and comments are skipped."""
    rest = head.lstrip()
    while rest.startswith((b"<?", b"<!--")):
        end = b"?>" if rest.startswith(b"<?") else b"-->"
        rest = rest.partition(end)[2].lstrip()
    return rest


def _is_binary(head: bytes) -> bool:
    return len(head.translate(None, _TEXT_BYTES)) > MAX_CONTROLS * len(head)


def charset_of(media_type: str | None) -> str | None:
    """Return the character set that a media type names ("text/html; charset=koi8-r")."""
    match = re.search(r";\s*charset\s*=\s*\"?([\w.-]+)", media_type or "", re.IGNORECASE)
    return match[1] if match else None


def _suffix(uri: str) -> str:
    try:
        path = urlsplit(uri).path if "://" in uri else uri
    except ValueError:
        path = uri
    return PurePosixPath(path).suffix.lower()
