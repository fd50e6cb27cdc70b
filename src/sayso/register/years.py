"""Years of order and of delivery or production."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table
from sayso.model import ClaimType, Entry, Realis
from sayso.register.bearing import Telling
from sayso.register.rows import RegisterCell, RegisterValue, listed, told


class Making(BaseModel):
    """Words that say that something is made, and not only that a plant is built or spoken of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str


@cache
def _making() -> re.Pattern[str]:
    return re.compile(
        "|".join(m.pattern for m in table("register", "making", Making)) or "(?!)", re.I
    )


Found = dict[str, list[tuple[Telling, bool]]]  # a year to the claims that give it, sure or not


def order_year(tellings: Sequence[Telling], entries: Mapping[str, Entry]) -> RegisterCell:
    """Return when it was agreed: the years that claims date it to.

    Where none has a date, the year of the first document to report it, in brackets: it was agreed
    by then.
    """
    dated: Found = defaultdict(list)
    published: Found = defaultdict(list)
    for telling in tellings:
        claim = telling.claim
        if claim.type is not ClaimType.AGREEMENT or not telling.here:
            continue
        if claim.realis is Realis.NEGATED:
            continue
        if claim.date:
            dated[claim.date[:4]].append((telling, telling.sure))
        elif day := entries[telling.document].document.published:
            published[day[:4]].append((telling, False))
    found = dated or dict(sorted(published.items())[:1])
    return told(_values(found))


def making_years(tellings: Sequence[Telling], entries: Mapping[str, Entry]) -> RegisterCell:
    """Return the years in which it was, or is to be, delivered or produced.

    What is still to come in a year gone by ("ordered three in 2021") was planned then: that is no
    year of delivery.
    """
    found: Found = defaultdict(list)
    for telling in tellings:
        claim = telling.claim
        if not claim.date or not telling.here or claim.realis is Realis.NEGATED:
            continue
        published = entries[telling.document].document.published
        if claim.realis is not Realis.ACTUAL and published and claim.date[:4] < published[:4]:
            continue
        if claim.type in {ClaimType.PRODUCTION, ClaimType.TRANSFER}:
            found[claim.date[:4]].append((telling, telling.sure))
        elif claim.type is ClaimType.FACILITY and _making().search(claim.quote):
            found[claim.date[:4]].append((telling, False))
    return listed(_values(found))


def _values(found: Found) -> list[RegisterValue]:
    return [
        RegisterValue(
            text=year,
            sure=any(sure for _, sure in rows),
            support=tuple(dict.fromkeys(telling.support for telling, _ in rows)),
        )
        for year, rows in sorted(found.items())
    ]
