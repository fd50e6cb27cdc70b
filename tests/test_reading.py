"""Reading as a whole: what must hold of any text, and plain sentences that any reader must read."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.knowledge import KnowledgeError
from sayso.model import ROLES, Claim, ClaimType, Document, Furniture, Kind, Reading, Realis, sha256
from sayso.reading import NO_BEARING, read, read_all, read_in_full, shipped, version

WIRE = """TESTVILLE, March 14 (Norpress) - Tarn Works of Turkey and the Kazakh company Orvan \
Engineering signed a contract on Friday to build 120 Korshun-4 drones in Karaganda, Orvan's chief \
executive, Daniyar Sadykov, told reporters.

"The first drones will be delivered to the army in 2026," Sadykov said.

Tarn Works declined to comment. The Korshun-4 has a range of 300 kilometres.
"""


def document(text: str, **more: object) -> Document:
    fields = {"published": "2025-03-15", "language": "en", **more}
    return Document.model_validate(
        {
            "uri": "report.txt",
            "sha256": sha256(text.encode()),
            "media_type": "text/plain",
            "text": text,
            **fields,
        }
    )


def holds(found: Reading, text: str) -> None:
    """Check what must hold of every reading (ARCHITECTURE.md, "What must always hold")."""
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.start <= claim.trigger[0] < claim.trigger[1] <= claim.end
        assert claim.roles
        assert set(claim.roles) <= set(ROLES[claim.type])
        assert all(name.strip() for names in claim.roles.values() for name in names)
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.name.strip()
    spans = [(m.start, m.end) for m in found.mentions]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for attribution in found.attributions:
        stretches = [attribution.cue, *attribution.content]
        assert all(0 <= start < end <= len(text) for start, end in stretches)


def of_type(found: Reading, kind: ClaimType) -> list[Claim]:
    return [claim for claim in found.claims if claim.type is kind]


PIECES = st.sampled_from(
    [
        "Orvan Works", "the Korshun-4 drone", "will build", "delivered", "in Minsk", "said", ",",
        ".", '"', "\n\n", "- ", "(", ")", "40", "$5 million", "denied", "Russia", "Turkish", "2026",
        "…", "\u00ad", "ü", "漢字", "\u202e", "it", "owns 51%", "drone",
        "a range of 300 km", "\x00",
    ]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60))
def test_whatever_the_text_every_quote_is_verbatim(pieces: list[str]) -> None:
    text = " ".join(pieces)
    holds(read_in_full(document(text)), text)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_can_be_read(text: str) -> None:
    holds(read_in_full(document(text)), text)


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "drone", "x" * 5000, "drone " * 3000])
def test_odd_texts_are_read_without_ado(text: str) -> None:
    holds(read_in_full(document(text)), text)


def test_a_long_text_is_read_to_its_end() -> None:
    filler = "The ministry said that the works in the town would go on as before. " * 120
    text = filler + "\n\n" + WIRE
    found = read(document(text))
    holds(found, text)
    assert any(m.name == "Korshun-4" for m in found.mentions if m.start > len(filler))
    assert any(claim.start >= len(filler) for claim in found.claims)


def test_the_same_text_gives_the_same_reading() -> None:
    first, *others = read_all([document(WIRE), document("It rained."), document(WIRE)])
    assert first == others[-1]
    assert first.reader == version()


def test_page_furniture_yields_nothing() -> None:
    menu = "Read also: Orvan Engineering to build 40 Korshun-4 drones in Minsk\n\n"
    page = document(
        menu + WIRE, furniture=[Furniture(start=0, end=len(menu), reason="related stories")]
    )
    found = read(page)
    holds(found, page.text)
    assert all(claim.start >= len(menu) for claim in found.claims)
    assert all(mention.start >= len(menu) for mention in found.mentions)


def test_other_languages_and_other_subjects_are_said_to_be_unread() -> None:
    russian = read(document("Завод начал выпуск беспилотников.", language="ru"))
    assert russian.unread == "no reader for language 'ru'"
    assert read(document("Zzz.", language=None)).unread == "the language could not be told"
    weather = read(document("It rained on the coast all week, and the fair was put off to June."))
    assert (weather.unread, weather.claims, weather.mentions) == (NO_BEARING, (), ())


def test_a_wire_report_is_read_for_who_what_where_and_who_says_so() -> None:
    found = read(document(WIRE))
    holds(found, WIRE)
    names = {(m.kind, m.name) for m in found.mentions}
    assert (Kind.ORGANISATION, "Tarn Works") in names
    assert (Kind.ORGANISATION, "Orvan Engineering") in names
    assert (Kind.PLATFORM, "Korshun-4") in names
    assert (Kind.PERSON, "Daniyar Sadykov") in names
    (post,) = of_type(found, ClaimType.POSITION)
    assert post.roles["person"] == ("Daniyar Sadykov",)
    assert post.roles["title"] == ("chief executive",)
    made = of_type(found, ClaimType.PRODUCTION)
    assert any(c.roles.get("product") == ("Korshun-4",) for c in made)
    assert {c.realis for c in made} == {Realis.PLANNED}
    delivered = of_type(found, ClaimType.TRANSFER)
    assert any(c.source == ("Daniyar Sadykov",) for c in delivered)
    assert all(c.realis is Realis.PLANNED for c in delivered)
    (answer,) = of_type(found, ClaimType.RESPONSE)
    assert answer.roles["speaker"] == ("Tarn Works",)
    assert answer.roles["stance"] == ("no comment",)
    (reach,) = of_type(found, ClaimType.SPECIFICATION)
    assert reach.roles["property"] == ("range",)
    assert reach.roles["value"] == ("300 kilometres",)


def test_a_folder_without_weights_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_WEIGHTS", str(tmp_path / "gone"))
    shipped.digest.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=r"gone.*SAYSO_WEIGHTS must name a folder"):
            shipped.digest()
    finally:
        shipped.digest.cache_clear()


def test_attributions_name_their_source_and_cut_it_out_of_the_words_said() -> None:
    found = read(document(WIRE))
    said = next(a for a in found.attributions if WIRE[slice(*a.cue)] == "said")
    assert said.chain == ("Daniyar Sadykov",)
    assert said.source is not None
    assert WIRE[slice(*said.source)] == "Sadykov"
    assert "The first drones will be delivered" in WIRE[slice(*said.content[0])]
