"""JSON-LD in a page: what schema.org's Article says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

MAX_SCRIPTS = 20
MAX_NODES = 5_000
_ARTICLE = re.compile(r"article|posting|report", re.IGNORECASE)


def article_in(scripts: Iterable[str]) -> dict[str, str]:
    """Return headline, author, publisher, datePublished and dateModified of the first article.

    ``scripts`` are the contents of a page's ``application/ld+json`` scripts; what is not JSON is
    passed over.
    """
    for number, script in enumerate(scripts):
        if number == MAX_SCRIPTS:
            break
        try:
            content = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(content):
            if _ARTICLE.search(str(node.get("@type", ""))) and (found := _said(node)):
                return found
    return {}


def _nodes(content: Any) -> Iterator[dict[str, Any]]:
    waiting = [content]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [v for v in node.values() if isinstance(v, dict | list)]
        elif isinstance(node, list):
            waiting += [v for v in node if isinstance(v, dict | list)]


def _said(node: dict[str, Any]) -> dict[str, str]:
    found = {
        "headline": _words(node.get("headline")),
        "author": _names(node.get("author")),
        "publisher": _names(node.get("publisher")),
        "datePublished": _words(node.get("datePublished")),
        "dateModified": _words(node.get("dateModified")),
    }
    return {key: value for key, value in found.items() if value}


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _names(value: Any) -> str:
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(n for n in map(_names, value[:10]) if n))
    return _words(value)
