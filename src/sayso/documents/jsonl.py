"""JSON Lines and single JSON objects: records of reports, each a document of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sayso.documents import text
from sayso.documents.dates import iso
from sayso.documents.original import Given, UnreadableError

MEDIA_TYPE = "application/json"
LONGEST_FIELD = 1_000


def read(data: bytes, declared: str | None = None) -> tuple[Given, str | None]:
    """Return what the record in ``data`` gives, and its ``uri`` if it has one.

    Fields: ``text`` or ``html``; ``uri``, ``title``, ``outlet``, ``author``, ``published``,
    ``language``. What a record says of itself goes before what its HTML says. Raises
    UnreadableError where it is no JSON object with a text.
    """
    decoded, encoding = text.decode(data, declared)
    try:
        record = json.loads(decoded, strict=False)
    except RecursionError:
        raise UnreadableError("JSON nested too deep: no report is") from None
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}"
        raise UnreadableError(f"not valid JSON at {place}: {error.msg}") from None
    except ValueError:
        raise UnreadableError("JSON with a number that has too many digits") from None
    if not isinstance(record, dict):
        raise UnreadableError("not a JSON object: give one object a line (JSON Lines)")
    given = _content(record)
    fields = dict(given.fields)
    for field, convert in _FIELDS.items():
        value = convert(record.get(field))
        if value is not None:
            fields[field] = (value, f"record field {field}")
    uri = _string(record.get("uri")) or _string(record.get("url"))
    notes = {**given.notes, **text.encoding_note(encoding)}
    return Given(text.clean(given.text), MEDIA_TYPE, fields, notes, given.guesses), uri


def has_lines(data: bytes) -> bool:
    """Return whether ``data`` is one JSON object a line, and not one object over many lines."""
    first, _, rest = data.lstrip().partition(b"\n")
    if not rest.strip():
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _content(record: dict[str, Any]) -> Given:
    plain, page = record.get("text"), record.get("html")
    if isinstance(plain, str) and plain.strip():
        return Given(plain, MEDIA_TYPE)
    if isinstance(page, str) and page.strip():
        from sayso.documents import html  # noqa: PLC0415  (takes a second to load)

        return html.read(text.clean(page).encode("utf-8"), "utf-8")
    raise UnreadableError("a record without text: it needs a field text or html")


def _string(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    words = " ".join(text.clean(value).split())
    return words if 0 < len(words) <= LONGEST_FIELD else None


def _names(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(n for n in map(_string, value[:20]) if n) or None
    return _string(value)


def _day(value: Any) -> str | None:
    return iso(_string(value))


_FIELDS: dict[str, Callable[[Any], str | None]] = {
    "title": _string,
    "outlet": _string,
    "author": _names,
    "published": _day,
    "language": _string,
}
