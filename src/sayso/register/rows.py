"""What a row of the register holds, and what its columns are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table
from sayso.model import Frozen, Support

UNKNOWN = ".."  # the sign of the trade registers for what is not known


class Column(BaseModel):
    """A column: the field of the row, its heading in full and in short, and what stands in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    heading: str
    short: str
    meaning: str
    source: str


@cache
def columns() -> tuple[Column, ...]:
    """Return the columns in the order of the register."""
    return table("register", "column", Column)


class RegisterValue(Frozen):
    """One value of a cell and what it rests on.

    ``sure`` is False where it is only planned or possible, denied, imprecise, or not said in so
    many words. ``source`` is a page of the systems list, where the value is a fact of that list
    and of no report.
    """

    text: str
    sure: bool = True
    support: tuple[Support, ...] = ()
    source: str | None = None


class RegisterCell(Frozen):
    """A cell as it is printed, and its values with their support; no value, where it is ".."."""

    text: str = UNKNOWN
    values: tuple[RegisterValue, ...] = ()


class RegisterRow(Frozen):
    """What reports say of one system of one programme, in the columns of a trade register."""

    programme: str  # id
    title: str
    supplier: RegisterCell
    licensee: RegisterCell
    ordered: RegisterCell
    designation: RegisterCell
    description: RegisterCell
    order_year: RegisterCell
    years: RegisterCell
    delivered: RegisterCell
    comments: RegisterCell

    def cells(self) -> Iterator[tuple[Column, RegisterCell]]:
        """Yield each column with its cell, in the order of the register."""
        for column in columns():
            yield column, getattr(self, column.key)


def told(values: Sequence[RegisterValue]) -> RegisterCell:
    """Return the cell of values of one thing: side by side if they conflict, else listed.

    Values of reports that have none in common conflict. Those that one report gives together are
    of different lots or times: "three in 2026, four in 2027".
    """
    documents = [{support.document for support in value.support} for value in values]
    apart = any(not a & b for a, b in combinations(documents, 2))
    return side_by_side(values) if apart else listed(values)


def side_by_side(values: Sequence[RegisterValue]) -> RegisterCell:
    """Return the cell of values that cannot all be right: "(800/1000)", never one made of them."""
    if not values:
        return RegisterCell()
    words = "/".join(value.text for value in values)
    sure = len(values) == 1 and values[0].sure
    return RegisterCell(text=words if sure else f"({words})", values=tuple(values))


def listed(values: Sequence[RegisterValue], mark: str = ", ") -> RegisterCell:
    """Return the cell of values that hold beside each other, each in brackets if it is unsure."""
    if not values:
        return RegisterCell()
    words = mark.join(value.text if value.sure else f"({value.text})" for value in values)
    return RegisterCell(text=words, values=tuple(values))
