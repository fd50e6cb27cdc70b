"""Markdown: the text as it is rendered, and what its front matter says of it.

What a reader does not see goes: front matter, marks of emphasis, code and heading, the targets of
links, pictures, comments. Words, line ends, bullets and numbers stay as they are.
"""

from __future__ import annotations

import re

from sayso.documents.dates import iso
from sayso.documents.original import Given
from sayso.documents.text import clean, decode, encoding_note

_FRONT = re.compile(r"\A---[ \t]*\n(?P<head>.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^(?P<key>[A-Za-z_-]{2,20}):[ \t]*(?P<value>\S.{0,500}?)[ \t]*$", re.MULTILINE)
_KEYS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "date": "published",
    "published": "published",
    "outlet": "outlet",
    "publication": "outlet",
    "publisher": "outlet",
    "language": "language",
    "lang": "language",
}
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>[^\n]*?)[ \t]*#*$", re.MULTILINE)
_WORDS = r"\g<words>"
_RENDERED = (
    (re.compile(r"<!--(?:(?!<!--|-->).){0,4000}-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)"), ""),
    (re.compile(r"\[(?P<words>[^\[\]\n]{1,500})\]\([^()\n]{0,2000}(?:\([^()\n]*\))?\)"), _WORDS),
    (re.compile(r"\[(?P<words>[^\[\]\n]{1,500})\]\[[^\[\]\n]{0,100}\]"), _WORDS),
    (re.compile(r"^\[[^\]\n]{1,100}\]:[ \t]+\S+.*$", re.MULTILINE), ""),
    (re.compile(r"<(?P<words>https?://[^<>\s]{1,2000})>"), r"\g<words>"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(?P<words>[^*\n]{1,1000}?)(?<=\S)\1(?![\w*])"), _WORDS),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)(?P<words>[^_\n]{1,1000}?)(?<=\S)\1(?![\w_])"), _WORDS),
    (re.compile(r"`(?P<words>[^`\n]{1,500})`"), r"\g<words>"),
    (re.compile(r"^(?:>[ \t]?)+", re.MULTILINE), ""),
)  # fmt: skip


def read(data: bytes, declared: str | None = None) -> Given:
    """Return the rendered text of the Markdown in ``data`` and its front matter's fields.

    Raises UnreadableError where it is not text.
    """
    text, encoding = decode(data, declared)
    text = clean(text)
    fields: dict[str, tuple[str, str]] = {}
    if (front := _FRONT.match(text)) is not None:
        text = text[front.end() :]
        for entry in _ENTRY.finditer(front["head"]):
            field = _KEYS.get(entry["key"].casefold())
            value: str | None = entry["value"].strip("\"'")
            if field == "published":
                value = iso(value)
            if field is not None and value:
                fields.setdefault(field, (value, f"front matter: {entry['key']}"))
    first = _HEADING.search(text)
    if first is not None and not text[: first.start()].strip():
        fields.setdefault("title", (_rendered(first["words"]), "first heading"))
    return Given(_rendered(text), "text/markdown", fields, encoding_note(encoding))


def _rendered(text: str) -> str:
    shown = _HEADING.sub(r"\g<words>", text)
    for pattern, replacement in _RENDERED:
        shown = pattern.sub(replacement, shown)
    return shown
