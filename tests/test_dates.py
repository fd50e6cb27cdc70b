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
