"""Whether two reports tell one story: the same things, figures and dates."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from sayso.knowledge.countries import country_of
from sayso.lineage.citing import BACKGROUND
from sayso.lineage.duplicates import body
from sayso.model import Entry
from sayso.naming import core, fold

_FIGURE = re.compile(r"\d+(?:[ ,.\u00a0]\d{3})+|\d+(?:\.\d+)?")
# A year the text speaks of as past: not "by 2030", "until 2027".
_YEAR = re.compile(r"(?<!by )(?<!until )(?<!before )(?<!through )(?<!from )\b(?:19|20)\d\d\b")
_FIGURES = {"quantity", "capacity", "value", "area", "share"}
_PLAIN = {"title", "stance", "about", "property"}
NAMED, COUNTRY = 2.0, 0.5  # weight of a thing that has a name or figure, of a country
CLOSE = 45  # days between two reports of one piece of news, and their rewrites


class Story(NamedTuple):
    """What a report is about: its features by weight, and the days it can be from."""

    features: dict[str, float]
    earliest: date | None
    latest: date | None


def story_of(entry: Entry) -> Story:
    """Return the story ``entry`` tells, from its claims that are not background.

    It is dated by its publication; without one, nothing tells the latest day it can be from, and
    the last day its claims or words speak of as past is the earliest.
    """
    features: dict[str, float] = {}
    for claim in entry.reading.claims:
        if claim.type in BACKGROUND:
            continue
        for role, names in claim.roles.items():
            for name in names:
                features |= _features(role, name)
    if entry.document.published:
        return Story(features, *_days(entry.document.published))
    past = [c.date for c in entry.reading.claims if c.date and c.realis == "actual"]
    past += _YEAR.findall(body(entry.document))
    first, _ = _days(max(past, default=None))
    return Story(features, first, None)


def likeness(a: Story, b: Story) -> float:
    """Return how much of the lesser story the other tells too, 0 to 1.

    It is 0 where they share less than two named things: one is a topic.
    """
    common = sum(a.features[f] for f in a.features.keys() & b.features.keys())
    if common < 2 * NAMED:
        return 0.0
    return common / min(sum(a.features.values()), sum(b.features.values()))


def close(a: Story, b: Story) -> bool:
    """Say whether the two can be from the same weeks; unknown dates can."""
    return not (_after(a, b) or _after(b, a))


def _after(a: Story, b: Story) -> bool:
    if a.earliest is None or b.latest is None:
        return False
    return (a.earliest - b.latest).days > CLOSE


def _features(role: str, name: str) -> dict[str, float]:
    if role in _PLAIN:
        return {}
    if role in _FIGURES:
        figures = {re.sub(r"[ ,\u00a0]", "", f) for f in _FIGURE.findall(name)}
        return {f"figure {f}": NAMED for f in figures if len(f) > 1}
    if country := country_of(name):
        return {f"country {fold(country.name)}": COUNTRY}
    key = core(name)
    if key is None:
        return {}
    # A system's family tells the story as well as its number: "Orlan" and "Orlan-10".
    words = key.split()
    features = {f"name {w}": NAMED for w in words if w.isalpha() and len(w) > 1}
    if any(w.isdigit() for w in words):
        features[f"name {key}"] = NAMED / 2
    return features


def _days(iso: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day that an ISO date of any precision can mean."""
    if not iso or not re.match(r"\d{4}", iso):
        return None, None
    parts = [int(p) for p in re.findall(r"\d+", iso[:10])]
    try:
        first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
        if len(parts) > 2:
            return first, first
        last = date(parts[0], parts[1] if len(parts) > 1 else 12, 28)
    except ValueError:
        return None, None
    return first, last
