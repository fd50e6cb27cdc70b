"""Mentions: where a name starts and ends, and what its settings say that it names."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Document, Kind, Mention
from sayso.reading.mentions import find_mentions
from sayso.reading.parse import parse


def mentions(text: str) -> tuple[Mention, ...]:
    document = Document(uri="t", sha256="0" * 64, media_type="text/plain", text=text, language="en")
    return find_mentions(parse(document))


def kind(text: str, name: str) -> set[Kind]:
    """Return the kinds that ``name`` has in ``text``, wherever it is a mention of its own."""
    return {m.kind for m in mentions(text) if m.text == name}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Italian firm Zorvane Kolben makes the engines.", "Zorvane Kolben", Kind.ORGANISATION),
        ("The wings are made by Karsel Tekh in Austria.", "Karsel Tekh", Kind.ORGANISATION),
        ("Torvik, which has 460 employees, opened a plant.", "Torvik", Kind.ORGANISATION),
        ("They signed it with Brusk Dynamics of Oulu.", "Oulu", Kind.PLACE),
        ("A joint Russian-Chinese drone centre opened.", "Chinese", Kind.NATIONALITY),
        ("The army tested the drone at Meppen last year.", "Meppen", Kind.PLACE),
        ("A plant in Zaragoza builds the wings.", "Zaragoza", Kind.PLACE),
        ("VAVUNIYA, April 10 - The army received drones.", "VAVUNIYA", Kind.PLACE),
        ("The army has 40 Volavkas. The Volavka flies for an hour.", "Volavkas", Kind.PLATFORM),
        ("It will produce the Nokka, a small drone.", "Nokka", Kind.PLATFORM),
        ("The Orev 900 has a range of 60 km.", "Orev 900", Kind.PLATFORM),
        ("The Balaban-S first flew in May.", "Balaban-S", Kind.PLATFORM),
        ("The Kolvik loitering munition hit a truck.", "Kolvik", Kind.WEAPON),
        ("HMS Torrent left the port.", "HMS Torrent", Kind.PLATFORM),
        ("Teklu Wondafra, who leads the plant, said so.", "Teklu Wondafra", Kind.PERSON),
        ("Zhen Brovik, chairman of the company, agreed.", "Zhen Brovik", Kind.PERSON),
        ("The order is worth EUR178 million.", "EUR178 million", Kind.MONEY),
    ],
)
def test_setting_tells_the_kind_of_an_unknown_name(text: str, name: str, expected: Kind) -> None:
    assert kind(text, name) == {expected}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Sarmal General Manager Hakan Tuzcu said so.", "Hakan Tuzcu", Kind.PERSON),
        ("Sarmal General Manager Hakan Tuzcu said so.", "Sarmal", Kind.ORGANISATION),
        ("Armed Forces Minister Cheikh Mbaye Thiam spoke.", "Cheikh Mbaye Thiam", Kind.PERSON),
        ("Minister of Industry Levon Manasyan spoke.", "Levon Manasyan", Kind.PERSON),
        ("Impala Dynamics of Cape Town makes them.", "Impala Dynamics", Kind.ORGANISATION),
        ("The Ministry of Defence signed it.", "Ministry of Defence", Kind.ORGANISATION),
    ],
)
def test_runs_are_cut_at_titles_and_places(text: str, name: str, expected: Kind) -> None:
    assert kind(text, name) == {expected}


def test_one_kind_all_over_a_document() -> None:
    text = (
        "Drone maker Torvik opened a plant. Torvik denied the report. Shares in Torvik rose. "
        "The plant was built by Torvik."
    )
    found = [m for m in mentions(text) if m.text == "Torvik"]
    assert len(found) == 4
    assert {m.kind for m in found} == {Kind.ORGANISATION}


def test_short_form_follows_the_long() -> None:
    text = "Minister Bohdan Revarov visited the plant. Revarov said it would open."
    assert kind(text, "Revarov") == {Kind.PERSON}


def test_common_noun_in_capitals_is_no_name() -> None:
    assert kind("They flew a UAV over a VBIED.", "UAV") == {Kind.PLATFORM}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ABab 1-.,'’of\nThe“”", max_size=60) | st.text(max_size=40))
def test_any_text(text: str) -> None:
    found = mentions(text)
    assert all(text[m.start : m.end] == m.text and m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
