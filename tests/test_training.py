"""The corpus and how it is learned from: marks as word numbers, labels, the measure."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from training import corpus
from training.corpus import Report, report
from training.gold import asserted, key, summary, tally

from sayso.model import Document, Realis, sha256
from sayso.reading import read_in_full, scheme

PROPERTIES = {name: number for number, name in enumerate(scheme.PROPERTIES)}


@cache
def marked() -> list[dict[str, Any]]:
    return corpus.marked()


@cache
def learned() -> list[Report]:
    return [report(raw, PROPERTIES) for raw in marked()[::9]]


def test_every_report_of_the_corpus_passes_its_checker() -> None:
    assert len(marked()) >= 1000  # marked() ends with the first fault there is
    assert {r["language"] for r in marked()} == {"en"}


def test_every_mark_is_whole_words() -> None:
    cut = []
    for one, raw in zip(learned(), marked()[::9], strict=True):
        marks = sorted((m["start"], m["end"]) for m in raw["mentions"])
        said = [one.words.span(m.first, m.end) for m in one.mentions]
        cut += [s for s, (a, b) in zip(said, marks, strict=True) if s != raw["text"][a:b]]
    assert len(cut) <= 0.002 * sum(len(r.mentions) for r in learned()), cut


def test_labels_are_what_the_claims_say() -> None:
    raw = next(r for r in marked() if r["id"] == "l-012")
    one = report(raw, PROPERTIES)
    bought = next(t for t in one.triggers if one.words.span(t.first, t.end) == "will purchase")
    assert scheme.CARRIES[bought.carries] == "transfer"
    assert scheme.REALIS[bought.realis] == "planned"
    names = {
        scheme.SLOTS[slot]: {raw_name(raw, entity) for entity in entities}
        for slot, entities in bought.slots.items()
    }
    assert names["recipient"] == {"Romania"}
    assert names["quantity"] == {"15"}
    assert names[scheme.NEAREST] == {"Mihai Văcărescu"}
    handed = next(t for t in one.triggers if one.words.span(t.first, t.end) == "is to be delivered")
    dated = [one.words.span(one.mentions[m].first, one.mentions[m].end) for m in handed.times]
    assert dated == ["December 2026"]


def raw_name(raw: dict[str, Any], entity: str) -> str:
    first = next(m for m in raw["mentions"] if m["id"] == entity)
    return str(raw["text"][first["start"] : first["end"]])


def test_what_is_held_back_is_never_learned_from() -> None:
    torch = pytest.importorskip("torch", reason="training needs the train extra")
    assert torch is not None
    from training.__main__ import is_held, split  # noqa: PLC0415

    learn, back = split(marked(), 1.0)
    assert {r["id"] for r in back} == {r["id"] for r in marked() if is_held(r["id"])}
    assert not {r["id"] for r in learn} & {r["id"] for r in back}
    assert len(learn) + len(back) == len(marked())


def test_the_measure_counts_a_claim_whose_fillers_overlap_by_half() -> None:
    raw = next(r for r in marked() if r["id"] == "l-012")
    gold = asserted(raw)
    document = Document(
        uri="l-012",
        sha256=sha256(raw["text"].encode()),
        media_type="text/plain",
        text=raw["text"],
        published=raw["published"],
        language="en",
    )
    said = read_in_full(document).claims
    figures = summary([tally(gold, said)])
    assert 0.3 < figures["claims"] <= 1
    assert summary([tally(gold, [])])["claims"] == 0
    nonsense = [c.model_copy(update={"roles": {"product": ("nothing",)}}) for c in said]
    assert summary([tally(gold, nonsense)])["claims"] == 0
    doubted = [c.model_copy(update={"realis": Realis.NEGATED}) for c in said]
    assert summary([tally(gold, doubted)])["realis"] < 0.1
    assert summary([tally(gold, doubted)])["claims"] == figures["claims"]


def test_names_agree_by_country_and_by_the_words_that_count() -> None:
    assert key("Moscow") == key("Russian")
    assert key("the Orvan Company") == key("Orvan")
    assert key("Orvan-3") != key("Orvan-4")
