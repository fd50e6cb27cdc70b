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
        ("one hundred and twenty drones", 120, 120, None, None, False),
        ("two million three hundred thousand", 2_300_000, 2_300_000, None, None, False),
        ("three or four hundred drones", 300, 400, None, None, False),
        ("from one to two million", 1e6, 2e6, None, None, False),
        ("hundreds of drones", 200, 999, None, None, True),
        ("several dozen drones", 24, 99, None, None, True),
        ("a few hundred a month", 200, 999, None, "month", True),
        ("tens of thousands of shells", 20_000, 99_999, None, None, True),
        ("hundreds of millions of euros", 2e8, 999_999_999, "EUR", None, True),
        ("12 500 drones", 12_500, 12_500, None, None, False),
        ("12.500 drones", 12_500, 12_500, None, None, False),  # what is counted comes whole
        ("1.250.000 euros", 1.25e6, 1.25e6, "EUR", None, False),
        ("1.234,5 kg", 1234.5, 1234.5, "kg", None, False),
        ("1,5 km", 1.5, 1.5, "km", None, False),
        ("2,000km-range", 2000, 2000, "km", None, False),
        ("range: 2,000km", 2000, 2000, "km", None, False),
        ("a 155mm gun", 0.000155, 0.000155, "km", None, False),
        ("5m wide", 0.005, 0.005, "km", None, False),
        ("$5m", 5e6, 5e6, "USD", None, False),
        ("1m drones", 1e6, 1e6, None, None, False),
        ("5 million pounds", 5e6, 5e6, "GBP", None, False),
        ("5 pounds", 2.26796185, 2.26796185, "kg", None, False),
        ("20 billion won", 2e10, 2e10, "KRW", None, False),
        ("between $1 and $2 billion", 1e9, 2e9, "USD", None, False),
        ("$193,000 per drone", 193_000, 193_000, "USD", "item", False),
        ("20 €", 20, 20, "EUR", None, False),
        ("tenfold", 10, 10, "×", None, False),
        ("10-fold", 10, 10, "×", None, False),
        ("~2,000 km", 2000, 2000, "km", None, True),
        ("at least about 500", 500, None, None, None, True),
        ("100+ drones", 100, None, None, None, False),
        ("60 knots", 111.12, 111.12, "km/h", None, False),
        ("10 sq km", 1000, 1000, "ha", None, False),
        ("up to an hour", None, 1, "h", None, False),
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
        "one of them", "F-16s", "5G", "iPhone 15", "ISO 9001", "Resolution 2231", "Article 5",
        "Geran 2 drones", "in 2022 drones", "2022-23", "from 2022 to 2024", "16-17 May",
        "+44 20 7946 0958", "(555) 123-4567", "10.30 am", "9/11", "24/7", "won 3-2", "007",
        "1.2.3", "1. First", "two-thirds", "a 20-year-old", "three days ago", "4x4", "1990s",
        "2.500 km", "$12.500", "6.000",  # a decimal or thousands: not sure
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
    ("text", "spans"),
    [
        (
            "It makes at least 6,000 drones a year.",
            [("at least 6,000 drones a year", "at least 6,000", "drones")],
        ),
        (
            "rose from 300 to 6,000 drones a year",  # a change is no range
            [("300", "300", None), ("6,000 drones a year", "6,000", "drones")],
        ),
        ("from 300 to 400 drones", [("from 300 to 400 drones", "from 300 to 400", "drones")]),
        ("6,000 drones a year ago", [("6,000 drones", "6,000", "drones")]),
        ("on 24 February 2,000 drones", [("2,000 drones", "2,000", "drones")]),
        ("gave Russia 300 drones", [("300 drones", "300", "drones")]),
        ("200 of Iran’s drones", [("200 of Iran’s drones", "200", "Iran’s drones")]),
        ("5,000 weapons systems", [("5,000 weapons systems", "5,000", "weapons systems")]),
        ("12 aircraft were", [("12 aircraft", "12", "aircraft")]),
        ("500 Geran-2 drones", [("500 Geran-2 drones", "500", "Geran-2 drones")]),
        ("about 140,000 in 2023", [("about 140,000", "about 140,000", None)]),
        (
            "1.5bn won ($1.1m)\nthen 20$ 30$",
            [(w, w, None) for w in ("1.5bn won", "$1.1m", "20$", "30$")],
        ),
        ("no more than\n40 drones", [("40 drones", "40", "drones")]),  # lines are apart
    ],
)
def test_spans(text: str, spans: list[tuple[str, str, str | None]]) -> None:
    found = find_measures(text)
    assert [
        (text[m.start : m.end], text[slice(*m.number)], m.measure.thing) for m in found
    ] == spans


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
        ("6,000", "6,100", False),  # counts are not converted: no allowance
        ("about 2,000 km", "1,800 km", True),
        ("about 2,000 km", "1,790 km", False),
        ("hundreds", "400", True),
        ("100 knots", "185 km/h", True),
        ("100 a week", "5,200 a year", True),
        ("$193,000 each", "$193,000", None),
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


@given(st.integers(1, 999_999))
def test_spelled_numbers(number: int) -> None:
    found = measure(f"{spelled(number)} drones")
    assert found.low == found.high == number


def spelled(number: int) -> str:
    """Return ``number`` in British English letters."""
    ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen"
    ).split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10 - 2] + (f"-{ones[number % 10]}" if number % 10 else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = number % size
    link = " and " if rest and rest < 100 else " "
    tail = f"{link}{spelled(rest)}" if rest else ""
    return f"{spelled(number // size)} {name}{tail}"


HOSTILE = [
    "1" * 100_000, "1,234" * 20_000, "1 " * 50_000, "one " * 25_000, "between 1 and " * 7_000,
    "at least " * 12_000, "5 " + "a" * 100_000, "5 abc " * 20_000, "$ " * 50_000, "1.2-" * 30_000,
    "hundreds of " * 9_000, "5" + " " * 100_000 + "km",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_long_runs_are_read_through(text: str) -> None:
    """A quadratic pattern would not come back from these within a test run's patience."""
    found = find_measures(f"{text}\nIt weighs 50 kg.")
    assert found[-1].measure.words == "50 kg"
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(alphabet="0123456789,. -$€abcdtofahundredsbetween", max_size=80) | st.text())
def test_any_text(text: str) -> None:
    found = find_measures(text)
    assert all(text[m.start : m.end] == m.measure.words for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for m in found:
        assert m.start <= m.number[0] < m.number[1] <= m.end
        assert agree(m.measure, m.measure) is True
