"""Claims that a word's frame carries: its trigger, and the fillers of its roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

from sayso.knowledge.words import words
from sayso.model import ClaimType, Kind
from sayso.reading.drafts import Draft
from sayso.reading.fillers import Lookup, in_family, is_system, phrase
from sayso.reading.frames import Frame, families, frames_by_word, role_kinds
from sayso.reading.parse import Sentence
from sayso.reading.syntax import Arguments, arguments, lemma
from sayso.reading.works import is_works

_LYING = {"locate", "base", "house", "situate"}
_OWNING = {"amod", "compound", "nmod", "poss"}
_VERBAL = {"VERB", "AUX"}
_NOMINAL = {"NOUN", "PROPN"}


def framed(sentence: Sentence, lookup: Lookup) -> Iterator[Draft]:
    """Yield a draft for each word of ``sentence`` whose frame finds the fillers it needs."""
    for token in sentence.span:
        yield from _drafts_at(token, lookup)


def _drafts_at(token: Token, lookup: Lookup) -> Iterator[Draft]:
    part = "verb" if token.pos_ in _VERBAL else "noun" if token.pos_ in _NOMINAL else None
    if token.dep_ == "amod" and token.tag_ in {"VBN", "VBG"}:
        part = "verb"
    if part is None:
        return
    if token.dep_ == "compound" and part == "noun" and not _heads_effort(token.head, lookup):
        return  # "its production footprint" makes nothing
    for frame in frames_by_word().get((part, lemma(token)), ()):
        draft = _fill(frame, token, part, lookup)
        if draft is not None:
            yield draft
            yield from _included(draft, lookup)


def _heads_effort(head: Token, lookup: Lookup) -> bool:
    """Return whether a noun compounded with a trigger stands for works, an effort or a deal."""
    return is_works(head, lookup) or in_family(head, "effort") or in_family(head, "deal")


def _fill(frame: Frame, token: Token, part: str, lookup: Lookup) -> Draft | None:
    if frame.type is ClaimType.FACILITY and token.dep_ == "acl" and lemma(token) in _LYING:
        return None  # "the Kashgar zone, located in Xinjiang": nothing is set up
    draft = Draft(frame.type, token)
    slots = dict(frame.slots)
    if lemma(token) in frame.reversed:
        slots["subject"], slots["from"] = "recipient", "provider"
    found = arguments(token)
    if frame.type is ClaimType.TRANSFER and any(lookup.systems(t) for t in found.get("with", ())):
        slots |= {"object": "recipient", "with": "product"}  # "supplied Russia with drones"
    if frame.bearer is not None:
        _add_bearer(draft, frame.bearer, token, lookup)
    met: set[str] = set()
    for slot, fillers in found.items():
        role = slots.get(slot)
        for filler in fillers:
            if role is None:
                continue
            if role in families():
                if in_family(filler, role):
                    met.add(role)
                    _from_family(draft, role, filler, lookup)
            elif role == "works":
                if is_works(filler, lookup):
                    met.add(role)
                    draft.works = filler
            elif role in role_kinds():
                owned = slot == "subject" and part == "noun" and slots.get("object") == "product"
                acted_on = owned and bool(lookup.systems(filler))  # "the drone's assembly line"
                _add(draft, "product" if acted_on else role, filler, lookup)
        if slot == "modifier" and role is None:
            _add_modifiers(draft, slots, fillers, lookup)
    if frame.type is ClaimType.PRODUCTION and any(
        is_works(t, lookup) for t in found.get("subject", ())
    ):
        draft.elided.add("works")  # what a plant makes is made there, by who runs it
        met.add("place")
    if frame.type is ClaimType.FACILITY:
        _find_works(draft, found, met, lookup)
    elif frame.type is ClaimType.OWNERSHIP:
        _find_share(draft, found, lookup)
    elif frame.type is ClaimType.AGREEMENT:
        _find_value(draft, found, lookup)
    _add_quantities(draft, found, slots, lookup)
    _add_origin(draft, found, slots, lookup)
    return draft if _enough(draft, frame, met) else None


def _included(draft: Draft, lookup: Lookup) -> Iterator[Draft]:
    """Yield the part of a delivery or output that is told apart: "seven, including two G3s"."""
    if draft.type not in {ClaimType.TRANSFER, ClaimType.PRODUCTION}:
        return
    for token in draft.trigger.subtree:
        if token.lower_ != "including":
            continue
        for part in (c for c in token.children if c.dep_ == "pobj"):
            names = [n for n in lookup.systems(part) if n not in draft.roles.get("product", ())]
            if names:
                kept = {r: v for r, v in draft.roles.items() if r not in {"product", "quantity"}}
                inner = Draft(draft.type, draft.trigger, {**kept, "product": names})
                for mention, _ in lookup.within(part.left_edge.i, part.i + 1):
                    if mention.kind is Kind.QUANTITY:
                        inner.add("quantity", [mention.text])
                yield inner


def _enough(draft: Draft, frame: Frame, met: set[str]) -> bool:
    have = met | draft.roles.keys() | draft.elided
    if len(draft.roles.get("party", ())) > 1:
        have = have | {"party2"}
    return all(any(role in have for role in group) for group in frame.needs)


def _add(draft: Draft, role: str, token: Token, lookup: Lookup) -> None:
    if role == "product":
        goods = draft.type is not ClaimType.USE and _is_goods(token, lookup)
        names = lookup.fill(role, token) if goods else lookup.systems(token)
        if not names and _stands_for_system(token, lookup):
            draft.elided.add(role)
    else:
        names = lookup.fill(role, token)
    draft.add(role_kinds()[role].becomes or role, names)


def _stands_for_system(token: Token, lookup: Lookup) -> bool:
    """Return whether ``token`` leaves the system to the context: "operates eight", "six units"."""
    mention = lookup.at(token)
    if mention is not None:
        return mention.kind is Kind.QUANTITY
    return token.pos_ in {"NUM", "PRON"} or token.lemma_.lower() in families()["unit"]


def _is_goods(token: Token, lookup: Lookup) -> bool:
    """Return whether an unnamed product is a component or the like, in a sentence on systems."""
    if token.lower_ not in words("component head") and not in_family(token, "goods"):
        return False
    return any(is_system(m) for m, _ in lookup.within(token.sent.start, token.sent.end))


def _add_bearer(draft: Draft, role: str, token: Token, lookup: Lookup) -> None:
    """Add what a noun is said of: apposition, predicate, or a name right after it."""
    if token.dep_ == "appos":
        draft.add(role, lookup.fill(role, token.head))
    elif token.dep_ in {"attr", "oprd"}:
        for child in token.head.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                draft.add(role, lookup.fill(role, child))
    for child in token.children:
        if child.dep_ == "appos" and role not in draft.roles:
            draft.add(role, lookup.fill(role, child))
    if role not in draft.roles and token.dep_ == "compound":
        draft.add(role, lookup.fill(role, token.head))


def _add_modifiers(
    draft: Draft, slots: dict[str, str], modifiers: Iterable[Token], lookup: Lookup
) -> None:
    """Read "Iranian drone deliveries": actors before the noun act, systems are acted on."""
    for token in modifiers:
        role = slots.get("object") if is_system(lookup.at(token)) else slots.get("subject")
        if token.lower_ in words("platform head") and slots.get("object") == "product":
            draft.add("product", [token.text])  # "drone maker"
        elif role in role_kinds() and role is not None and lookup.at(token) is not None:
            draft.add(role, lookup.fill(role, token))


def _find_works(draft: Draft, found: Arguments, met: set[str], lookup: Lookup) -> None:
    """Find the works where they are the subject ("the plant opened") and describe them."""
    if draft.works is None:
        for token in found.get("subject", ()):
            if is_works(token, lookup) and "object" not in found:
                draft.works = token
                met.add("works")
    if draft.works is not None:
        _describe_works(draft, lookup)


def _find_value(draft: Draft, found: Arguments, lookup: Lookup) -> None:
    """Give the money in a deal's own words, or that its verb governs, to the deal."""
    for head in (draft.trigger, *(t for fillers in found.values() for t in fillers)):
        if head is draft.trigger or in_family(head, "deal"):
            for mention, value in lookup.within(head.left_edge.i, head.right_edge.i + 1):
                near = any(a == head for a in value.ancestors) and not any(
                    a.dep_ in {"ccomp", "relcl", "advcl"}
                    for a in value.ancestors
                    if head.is_ancestor(a)
                )
                if mention.kind is Kind.MONEY and near:
                    draft.add("value", [mention.text])


def _find_share(draft: Draft, found: Arguments, lookup: Lookup) -> None:
    """Read "holds 51 per cent of": a share names its company after "of" or "in", or not at all."""
    for slot in ("object", "with", "to"):
        for token in found.get(slot, ()):
            for mention, _ in lookup.within(token.left_edge.i, token.i + 1):
                if mention.kind is Kind.QUANTITY and _is_share(mention.text):
                    draft.add("share", [mention.text])
                    for inner, fillers in arguments(token).items():
                        if inner in {"object", "in"}:
                            for filler in fillers:
                                draft.add("owned", lookup.fill("owned", filler))
                    if "owned" not in draft.roles:
                        draft.elided.add("owned")


def _is_share(words: str) -> bool:
    return "%" in words or "per cent" in words or "percent" in words


def _describe_works(draft: Draft, lookup: Lookup) -> None:
    """Add the place and product that the words of the works give: "a drone plant in Belarus"."""
    works = draft.works
    assert works is not None
    for mention, head in lookup.within(works.left_edge.i, works.right_edge.i + 1):
        if mention.kind is Kind.PLACE and head.dep_ == "pobj" and "place" not in draft.roles:
            draft.add("place", [mention.name])
        elif is_system(mention):
            draft.add("product", [mention.name])
    _add_owners(draft, works, lookup)
    if "product" not in draft.roles:
        for child in works.lefts:
            if child.dep_ == "compound" and in_family(child, "system"):
                draft.add("product", [child.text])


def _add_owners(draft: Draft, works: Token, lookup: Lookup) -> None:
    """Read whose works they are off the words before: "a joint Russian-Chinese centre"."""
    owners: list[str] = []
    for mention, head in lookup.within(works.left_edge.i, works.i):
        if mention.kind in {Kind.NATIONALITY, Kind.ORGANISATION} and head.dep_ in _OWNING:
            owners.append(mention.name)
    if "operator" not in draft.roles:
        draft.add("operator", owners[:1])
    draft.add("partner", [o for o in owners[1:] if o not in draft.roles.get("operator", ())])


def _from_family(draft: Draft, role: str, token: Token, lookup: Lookup) -> None:
    """Read what a deal, know-how or measure is about off its own words."""
    if role == "deal":
        for slot, fillers in arguments(token).items():
            for filler in fillers:
                if slot in {"with", "between", "among"}:
                    draft.add("party", lookup.fill("party", filler))
                elif slot in {"for", "on", "object"}:
                    _add(draft, "product", filler, lookup)
    elif role == "know-how":
        draft.add("product", [phrase(token)])
    elif role == "measure":
        for slot, fillers in arguments(token).items():
            for filler in fillers:
                if slot in {"on", "against"}:
                    draft.add("target", lookup.fill("target", filler))


def _add_origin(draft: Draft, found: Arguments, slots: Mapping[str, str], lookup: Lookup) -> None:
    """Read who supplies off the product: Poland, where Seoul "buys Polish drones"."""
    if draft.type is not ClaimType.TRANSFER or "supplier" in draft.roles:
        return
    for slot, fillers in found.items():
        if slots.get(slot) == "product":
            for filler in fillers:
                for child in filler.lefts:
                    mention = lookup.at(child)
                    if mention is not None and mention.kind is Kind.NATIONALITY:
                        known = draft.roles.get("recipient", ())
                        draft.add("supplier", [mention.name] if mention.name not in known else [])


def _add_quantities(draft: Draft, found: Arguments, slots: dict[str, str], lookup: Lookup) -> None:
    """Give a quantity in a product's own phrase to the claim."""
    if draft.type not in {ClaimType.TRANSFER, ClaimType.PRODUCTION}:
        return
    for slot, fillers in found.items():
        if slots.get(slot) == "product":
            for filler in fillers:
                for mention, head in lookup.within(filler.left_edge.i, filler.i + 1):
                    if mention.kind is Kind.QUANTITY and head.i <= filler.i:
                        draft.add("quantity", [mention.text])
                mention_here = lookup.at(filler)
                if mention_here is not None and mention_here.kind is Kind.QUANTITY:
                    draft.add("quantity", [mention_here.text])
