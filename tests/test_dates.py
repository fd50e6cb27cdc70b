"""Dates: resolved as far as the words are sure, and no further."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Tuesday 07/February/2023 - 01:03 AM", "2023-02-07"),
        ("18 February 2025", "2025-02-18"),
        ("February 18th, 2025", "2025-02-18"),
        ("2024-09-25", "2024-09-25"),
        ("2024-09-25T10:11:12Z", "2024-09-25"),
        ("Sept. 2024", "2024-09"),
        ("in 2021", "2021"),
        ("the end of 2026", "2026"),
        ("mid-2024", "2024"),
        ("spring 2025", "2025"),
        ("the fourth quarter of 2025", "2025"),
        ("25/09/2024", "2024-09-25"),
        ("09/25/2024", "2024-09-25"),
        ("03/04/2024", "2024"),  # day and month could change places
        ("31 February 2024", None),
        ("from 2022 to 2024", None),
        ("last week", None),  # nothing to count from
        ("the Shahed-136", None),
        ("18.02.2025", "2025-02-18"),  # with dots the day goes first
        ("2024/09/25", "2024-09-25"),
        ("25-Sep-2024", "2024-09-25"),
        ("Q3 2024", "2024"),
        ("winter 2024", None),  # which lies in two years
        ("in the early 2020s", None),
        ("2022–2024", None),
        ("2022-24", None),
        ("18-20 February 2025", "2025-02"),
        ("January to March 2024", "2024"),
        ("November to March 2024", None),
        ("10:30 GMT", None),
    ],
)
def test_without_anchor(words: str, iso: str | None) -> None:
    assert parse_date(words) == iso


@pytest.mark.parametrize(
    ("words", "anchor", "iso"),
    [
        ("Feb. 18", "2025-03-01", "2025-02-18"),
        ("yesterday", "2024-10-01", "2024-09-30"),
        ("on Tuesday", "2025-02-20", "2025-02-18"),
        ("in January", "2023-02-07", "2023-01"),
        ("in December", "2023-02-07", "2022-12"),
        ("early January", "2023-02-07", "2023-01"),
        ("last year", "2024", "2023"),
        ("earlier this year", "2024-01-01", "2024"),
        ("last month", "2024-01-05", "2023-12"),
        ("last week", "2024-09-25", "2024-09"),
        ("last week", "2024-01-03", "2023-12"),
        ("last week", "2024-10-03", "2024-09"),
        ("last week", "2025-01-08", None),  # 30 December to 5 January: not even the year is sure
        ("three days ago", "2024-03-01", "2024-02-27"),
        ("two years ago", "2024-03-01", "2022"),
        ("last week", "2024-09", None),  # the anchor is not precise enough
        ("Tuesday, 18 February 2025", "2025-03-01", "2025-02-18"),  # not the nearest Tuesday
        ("last Friday", "2025-02-20", "2025-02"),  # the 14th, or the 7th
        ("next Friday", "2025-02-26", "2025"),  # 28 February or 7 March
        ("last December", "2025-02-20", "2024-12"),
        ("last January", "2025-02-20", None),  # this year's or the last one's
        ("late last month", "2025-02-20", "2025-01"),
        ("8 October last year", "2025-02-20", "2024-10-08"),
        ("in the third quarter of this year", "2025-02-20", "2025"),
        ("by the end of the year", "2025-02-20", "2025"),
        ("the following year", "2025-02-20", None),  # after what the text tells of
        ("three days later", "2025-02-20", None),
        ("several months ago", "2025-02-20", None),
        ("May", "2024-10-02", "2024-05"),
        ("yesterday", "2024-13-40", None),  # no date to count from
        ("yesterday", "soon", None),
    ],
)
def test_with_anchor(words: str, anchor: str, iso: str | None) -> None:
    assert parse_date(words, anchor) == iso


def test_a_plan_points_forward() -> None:
    assert parse_date("in January", "2023-02-07", future=True) == "2024-01"
    assert parse_date("on Tuesday", "2025-02-20", future=True) == "2025-02-25"


def test_found_in_text() -> None:
    text = (
        "On 24 February 2022 it began. In May it may march, May said; since last autumn 2,000 km "
        "and 2024 drones, and by the end of the year, two weeks ago, Nov 14."
    )
    assert [d.text for d in find_dates(text)] == [
        "24 February 2022", "May", "last autumn", "the end of the year", "two weeks ago", "Nov 14",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("On Tuesday 07/February/2023 - 01:03 AM", ["Tuesday 07/February/2023 - 01:03 AM"]),
        ("from 2022 to 2024, in the early 2020s", ["from 2022 to 2024", "the early 2020s"]),
        ("earlier this year; three days ago", ["earlier this year", "three days ago"]),
        ("on 10 May. August Wilson said", ["10 May"]),
        ("over the past two years until 2030.", ["the past two years", "2030"]),
        ("$2024, Su-2024, 2,024 and 2024 km", []),
        ("you may, march on, Dec said", []),
        ("the end of last year and Q1", ["the end of last year", "Q1"]),
        ("Aug. 22-28 at 10:30 GMT", ["Aug. 22-28", "10:30 GMT"]),
    ],
)
def test_spans(text: str, spans: list[str]) -> None:
    assert [d.text for d in find_dates(text)] == spans


HOSTILE = [
    "1" * 100_000, "2024-01-01T" * 10_000, "January 1 " * 10_000, "last " * 20_000,
    "the first half of " * 6_000, "the " * 25_000, "1 " * 50_000, "early " * 20_000,
    "January" + " " * 100_000 + "2024", "from 2022 to " * 8_000, "10:30:" * 20_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_long_runs_are_read_through(text: str) -> None:
    """A quadratic pattern would not come back from these within a test run's patience."""
    found = find_dates(f"{text}\nIt began on 24 February 2022.")
    assert found[-1].text == "24 February 2022"
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(
    st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.dates(date(2000, 1, 1), date(2030, 12, 31))
)
def test_relative_months_stand_on_their_side(named: date, anchor: date) -> None:
    words, this = named.strftime("in %B"), anchor.isoformat()[:7]
    past = parse_date(words, anchor.isoformat())
    coming = parse_date(words, anchor.isoformat(), future=True)
    assert past is not None and coming is not None
    assert past <= this <= coming
    assert int(past[5:]) == int(coming[5:]) == named.month


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_full_dates_come_back(day: date) -> None:
    for shape in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d/%B/%Y"):
        assert parse_date(day.strftime(shape)) == day.isoformat()


@given(st.text(), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_text(text: str, anchor: date) -> None:
    spans = find_dates(text)
    assert all(text[d.start : d.end] == d.text for d in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    found = parse_date(text, anchor.isoformat())
    assert found is None or date.fromisoformat((found + "-01-01")[:10])
