"""The register as a sheet of cells with their evidence, and as records."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.model import Entry, Support
from sayso.query import ClaimRow, quoted
from sayso.register.rows import RegisterCell, RegisterRow, RegisterValue, columns

# What a cell of a spreadsheet holds at most ("Excel specifications and limits"), less the guard.
LONGEST = 32_766
# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), full width included.
_FORMULA = "=+-@＝＋－＠"


def sheet(rows: Sequence[RegisterRow], entries: Mapping[str, Entry]) -> Iterator[list[str]]:
    """Yield the header and a line for each row: after each value the evidence for it.

    ``entries`` are by SHA-256. No cell can be taken for a formula, and none is longer than a
    spreadsheet takes; what is left out of one is left out at its end, which says so.
    """
    yield ["Programme", *(w for c in columns() for w in (c.heading, f"{c.heading}: evidence"))]
    for row in rows:
        line = [row.programme]
        for _, cell in row.cells():
            line += [_shortened([cell.text]), evidence(cell, entries)]
        yield [guarded(words) for words in line]


def guarded(words: str) -> str:
    """Return ``words``, after an apostrophe where a spreadsheet would take them for a formula.

    So too where they begin with a control character, or with blanks before such a sign.
    """
    first = words.lstrip(" \xa0")[:1]
    is_risky = first != "" and (first in _FORMULA or unicodedata.category(first) in {"Cc", "Cf"})
    return f"'{words}" if is_risky else words


def evidence(cell: RegisterCell, entries: Mapping[str, Entry]) -> str:
    """Return the quotes that a cell rests on, each with who says so and where.

    Where the cell has several values, each stands in brackets before its quotes. What is longer
    than a spreadsheet takes is cut at the end, which then says how many pieces are left out.
    """
    pieces = []
    for value in cell.values:
        before = f"[{value.text}] " if len(cell.values) > 1 else ""
        for number, piece in enumerate(_pieces(value, entries)):
            pieces.append(piece if number else before + piece)
    return _shortened(pieces)


def _pieces(value: RegisterValue, entries: Mapping[str, Entry]) -> list[str]:
    found = [_quote(quoted(support, entries)) for support in value.support]
    if value.source is not None:
        found.insert(0, f"systems list: {value.source}")
    return list(dict.fromkeys(found))


def _quote(row: ClaimRow) -> str:
    said = ", according to ".join(row.claim.source) or f"{row.outlet or 'the outlet'} itself"
    words = " ".join(row.claim.quote.split())  # a line break would part the line of the sheet
    return f"“{words}” — {said}; {row.uri}"


def _shortened(pieces: Sequence[str], mark: str = " | ") -> str:
    whole = mark.join(pieces)
    if len(whole) <= LONGEST:
        return whole
    for kept in range(len(pieces) - 1, 0, -1):
        words = mark.join([*pieces[:kept], f"… (shortened: {len(pieces) - kept} more left out)"])
        if len(words) <= LONGEST:
            return words
    end = "… (shortened)" if len(pieces) == 1 else f"… (shortened: {len(pieces) - 1} more left out)"
    return pieces[0][: LONGEST - len(end)] + end


def record(row: RegisterRow, entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Return a row with every support as the claim it stands for, for a program to work on."""

    def value_record(value: RegisterValue) -> dict[str, Any]:
        kept = value.model_dump(mode="json")
        kept["support"] = [_claim(support, entries) for support in value.support]
        return kept

    made: dict[str, Any] = {"programme": row.programme, "title": row.title}
    for column, cell in row.cells():
        made[column.key] = {
            "text": cell.text,
            "values": [value_record(value) for value in cell.values],
        }
    return made


def _claim(support: Support, entries: Mapping[str, Entry]) -> dict[str, Any]:
    return quoted(support, entries).model_dump(mode="json")
