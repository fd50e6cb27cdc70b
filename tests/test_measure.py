"""Measures: numbers with units and bounds, and what is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.measure import Measure, agree, find_measures, parse_measure


def measure(words: str) -> Measure:
    found = parse_measure(words)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "low", "high", "unit", "per", "about"),
    [
        ("at least 6,000", 6000, None, None, None, False),
        ("6,000 or more", 6000, None, None, None, False),
        ("around 140,000", 140000, 140000, None, None, True),
        ("up to 800 drones per year", None, 800, None, "year", False),
        ("800 drones annually", 800, 800, None, "year", False),
        ("about 2,000 km", 2000, 2000, "km", None, True),
        ("2,000-kilometre", 2000, 2000, "km", None, False),
        ("between 250 and 400 km", 250, 400, "km", None, False),
        ("3-4 hours", 3, 4, "h", None, False),
        ("$1 billion", 1e9, 1e9, "USD", None, False),
        ("US$ 1.75bn", 1.75e9, 1.75e9, "USD", None, False),
        ("$1.2-1.5 billion", 1.2e9, 1.5e9, "USD", None, False),
        ("1.5 million rubles", 1.5e6, 1.5e6, "RUB", None, False),
        ("six thousand", 6000, 6000, None, None, False),
        ("twenty-five", 25, 25, None, None, False),
        ("hundreds of drones", 200, 999, None, None, True),
        ("more than 40", 40, None, None, None, False),
        ("fewer than 200", None, 200, None, None, False),
        ("51 per cent", 51, 51, "%", None, False),
        ("300,000 a month", 300000, 300000, None, "month", False),
    ],
)
def test_read(
    words: str,
    low: float | None,
    high: float | None,
    unit: str | None,
    per: str | None,
    about: bool,
) -> None:
    found = measure(words)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert (found.unit, found.per, found.about) == (unit, per, about)


@pytest.mark.parametrize(
    "words",
    [
        "the Shahed-136 drone", "MQ-9B", "Su-35", "9A012", "TB2", "Wing Loong 2", "in 2024",
        "24 February", "February 24", "Plant No. 7", "May 5, 2024", "at 10:30", "the 3rd",
        "one of them",
    ],
)  # fmt: skip
def test_names_and_dates_are_no_measures(words: str) -> None:
    assert find_measures(words) == []


def test_what_is_counted() -> None:
    text = "Kupol received seven military drones, including two G3s, on the 80-hectare site."
    found = find_measures(text)
    assert [text[m.start : m.end] for m in found] == [
        "seven military drones", "two G3s", "80-hectare",
    ]  # fmt: skip
    assert [m.measure.thing for m in found] == ["military drones", "G3s", None]
    assert [text[slice(*m.number)] for m in found] == ["seven", "two", "80-hectare"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("6,000", "six thousand", True),
        ("at least 6,000", "10,000", True),
        ("at least 6,000", "5,000", False),
        ("up to 800 a year", "700 a year", True),
        ("up to 800 a year", "900 a year", False),
        ("100 a month", "1,200 a year", True),
        ("1,000 miles", "1,609 km", True),
        ("110 lb", "50 kg", True),
        ("80 hectares", "198 acres", True),
        ("about 2,000 km", "1,900 km", True),
        ("2,000 km", "1,500 km", False),
        ("$1 billion", "€1 billion", None),  # currencies are never converted
        ("50 kg", "50 km", None),
        ("800", "800 a year", None),  # a stock is not a rate
    ],
)
def test_agreement(a: str, b: str, expected: bool | None) -> None:
    assert agree(measure(a), measure(b)) is expected
    assert agree(measure(b), measure(a)) is expected


@pytest.mark.parametrize("words", ["EUR178 million", "USD210 million", "EUR3.5 million"])
def test_code_glued_to_its_figure(words: str) -> None:
    found = find_measures(f"It is worth {words} in all.")
    assert [(m.measure.words, m.measure.kind) for m in found] == [(words, "money")]


@pytest.mark.parametrize("text", ["the HKX178 drone", "an ABC210 radio"])
def test_letters_that_are_no_currency(text: str) -> None:
    assert find_measures(text) == []


@given(st.integers(1, 10**9))
def test_grouped_digits(number: int) -> None:
    found = measure(f"{number:,} drones")
    assert found.low == found.high == number


@given(st.text(alphabet="0123456789,. -$€abcdtofahundredsbetween", max_size=80) | st.text())
def test_any_text(text: str) -> None:
    found = find_measures(text)
    assert all(text[m.start : m.end] == m.measure.words for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for m in found:
        assert m.start <= m.number[0] < m.number[1] <= m.end
        assert agree(m.measure, m.measure) is True
