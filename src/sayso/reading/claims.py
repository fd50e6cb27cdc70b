"""Find the claims of a document: drafts completed, dated, sourced and quoted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Span, Token

from sayso.dates import parse_date
from sayso.knowledge.countries import country_of
from sayso.model import ROLES, Attribution, Claim, ClaimType, Kind, Realis
from sayso.reading.chains import chain_at
from sayso.reading.drafts import Draft
from sayso.reading.fillers import Lookup, Named
from sayso.reading.framed import framed
from sayso.reading.parse import Parsed, Sentence
from sayso.reading.positions import positions
from sayso.reading.realis import realis_of
from sayso.reading.responses import responses
from sayso.reading.specifications import specifications
from sayso.reading.works import with_capacities

QUOTE_LIMIT = 400  # characters
_MAKING = {
    ClaimType.PRODUCTION: "producer",
    ClaimType.DEVELOPMENT: "developer",
    ClaimType.TRANSFER: "supplier",
    ClaimType.TECHNOLOGY: "provider",
}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_PRODUCT_TYPES = {t for t, roles in ROLES.items() if "product" in roles}


def find_claims(
    parsed: Parsed, names: Named, attributions: Sequence[Attribution]
) -> tuple[Claim, ...]:
    """Return the claims of a document in the order of their triggers, each once."""
    lookup = Lookup(parsed.doc, names)
    lookup.attributions = attributions
    posts = {s.span.start: list(positions(s, lookup)) for s in parsed.sentences}
    for draft in (d for drafts in posts.values() for d in drafts):
        for body in draft.roles.get("organisation", ()):
            lookup.employers.setdefault(draft.roles["person"][0], body)
    leads = dict(zip(parsed.sentences, _lead_ins(parsed.sentences), strict=True))
    found = [
        (draft, sentence)
        for sentence in parsed.sentences
        for draft in _settle(posts[sentence.span.start] + _drafts(sentence, lookup))
    ]
    _complete(found, lookup)
    kept = [(d, s) for d, s in found if _says_enough(d)]
    claims = [_claim(d, s, leads[s], parsed, lookup, attributions) for d, s in kept]
    headings = {id(c) for c, (_, s) in zip(claims, kept, strict=True) if s.style == "headline"}
    return tuple(_each_once(claims, headings))


def _drafts(sentence: Sentence, lookup: Lookup) -> list[Draft]:
    return [
        *with_capacities(sentence, list(framed(sentence, lookup)), lookup),
        *responses(sentence, lookup),
        *specifications(sentence, lookup),
    ]


def _settle(drafts: list[Draft]) -> list[Draft]:
    """Keep one draft of a type a trigger; know-how outranks goods, a deal's noun its verb."""
    kept: list[Draft] = []
    technology = {d.trigger.i for d in drafts if d.type is ClaimType.TECHNOLOGY}
    for draft in drafts:
        if draft.type is ClaimType.TRANSFER and draft.trigger.i in technology:
            continue
        rivals = [k for k in kept if k.type is draft.type and k.trigger.i == draft.trigger.i]
        apart = draft.type in {ClaimType.SPECIFICATION, ClaimType.POSITION} or any(
            k.roles.get("quantity") != draft.roles.get("quantity")
            and k.roles.get("product") != draft.roles.get("product")
            for k in rivals
        )
        if rivals and not apart:
            if _weight(draft) > _weight(rivals[0]):
                kept[kept.index(rivals[0])] = draft
            continue
        kept.append(draft)
    return kept


def _says_enough(draft: Draft) -> bool:
    """Return whether a draft relates two things, and nothing it left to the context is missing."""
    left_open = draft.elided - draft.roles.keys() - {"owned", "works"}
    if draft.type is not ClaimType.AGREEMENT and left_open:
        return False
    return _weight(draft) > 1


def _weight(draft: Draft) -> int:
    return sum(len(v) for v in draft.roles.values())


def _complete(found: list[tuple[Draft, Sentence]], lookup: Lookup) -> None:
    """Fill roles that sentences leave to the context, from what the discourse is about.

    A product is the system named last; a maker is who makes that system elsewhere in the document;
    the parties of a deal are those of the deal named before.
    """
    makers = _makers(d for d, _ in found)
    parties: list[str] = []
    plant: dict[str, list[str]] = {}
    for draft, _ in found:
        if draft.type in _PRODUCT_TYPES and "product" not in draft.roles:
            name = lookup.last_system(draft.trigger)
            if name is not None:
                draft.add("product", [name])
        role = _MAKING.get(draft.type)
        if role is not None and role not in draft.roles:
            for product in draft.roles.get("product", ())[:1]:
                maker = next(iter(makers[product].most_common(1)), ("", 0))[0]
                # Who makes a thing abroad may be who gets it: that would be no transfer.
                if draft.type is not ClaimType.TRANSFER or not _akin(maker, draft):
                    draft.add(role, [maker])
        if draft.type is ClaimType.AGREEMENT:
            if len(draft.roles.get("party", ())) > 1:
                parties = draft.roles["party"]
            elif "party" not in draft.roles or draft.roles["party"][0] in parties:
                draft.add("party", parties)
        elif draft.type is ClaimType.PRODUCTION and "works" in draft.elided:
            for known, role in (("operator", "producer"), ("place", "place")):
                if role not in draft.roles:
                    draft.add(role, plant.get(known, ()))
        elif draft.type is ClaimType.FACILITY:
            for known in ("operator", "place"):
                if known in draft.roles:
                    plant[known] = draft.roles[known]
                else:
                    draft.add(known, plant.get(known, ()))


def _akin(maker: str, draft: Draft) -> bool:
    """Return whether ``maker`` may be a recipient, as far as countries tell."""
    recipients = draft.roles.get("recipient", ())
    return maker in recipients or country_of(maker) is None


def _makers(drafts: Iterable[Draft]) -> dict[str, Counter[str]]:
    """Count, for each product, who is said to make, develop or supply it."""
    makers: dict[str, Counter[str]] = defaultdict(Counter)
    for draft in drafts:
        role = _MAKING.get(draft.type)
        if role is not None:
            for product in draft.roles.get("product", ()):
                makers[product].update(draft.roles.get(role, ()))
    return makers


def _claim(
    draft: Draft,
    sentence: Sentence,
    lead: Span | None,
    parsed: Parsed,
    lookup: Lookup,
    attributions: Sequence[Attribution],
) -> Claim:
    trigger = draft.trigger
    span = (trigger.idx, trigger.idx + len(trigger.text))
    start, end = _quote(parsed.document.text, sentence, trigger)
    # A post in apposition is the outlet's own word, whoever the sentence cites.
    apposed = draft.type is ClaimType.POSITION and trigger.pos_ != "VERB"
    source = () if apposed else chain_at(attributions, span)
    if draft.type is ClaimType.RESPONSE:
        speakers = set(draft.roles.get("speaker", ()))
        source = tuple(name for name in source if name not in speakers)
    realis = _realis(draft, lead)
    return Claim(
        type=draft.type,
        roles={role: tuple(names) for role, names in draft.roles.items()},
        realis=realis,
        source=source,
        date=_date(draft, realis, sentence, parsed, lookup),
        quote=parsed.document.text[start:end],
        start=start,
        end=end,
        trigger=span,
    )


def _realis(draft: Draft, lead: Span | None) -> Realis:
    """Return the realis of a draft; a list item without a finite verb has its lead-in's."""
    if draft.type is ClaimType.RESPONSE:
        return Realis.ACTUAL  # that they answered so is a fact, whatever they deny
    own = realis_of(draft.trigger, draft.type)
    if own is Realis.ACTUAL and lead is not None:
        return realis_of(lead.root, draft.type)
    return own


def _lead_ins(sentences: Sequence[Sentence]) -> Iterator[Span | None]:
    """Yield, for each sentence, the sentence with a colon that it is an item under, if it is."""
    lead: Span | None = None
    for sentence in sentences:
        if sentence.style != "bullet":
            lead = sentence.span if sentence.span.text.rstrip().endswith(":") else None
        finite = any(t.tag_ in _FINITE for t in sentence.span)
        yield lead if sentence.style == "bullet" and not finite else None


def _quote(text: str, sentence: Sentence, trigger: Token) -> tuple[int, int]:
    """Return the sentence of ``trigger``, or the part around it where the sentence is too long."""
    start, end = sentence.span.start_char, sentence.span.end_char
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start <= QUOTE_LIMIT:
        return start, end
    low = max(start, trigger.idx - QUOTE_LIMIT // 2)
    high = min(end, low + QUOTE_LIMIT)
    low = max(start, high - QUOTE_LIMIT)
    tokens = [t for t in sentence.span if t.idx >= low and t.idx + len(t.text) <= high]
    tokens = tokens or [trigger]  # a single word, however long, is never cut
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)


def _date(
    draft: Draft, realis: Realis, sentence: Sentence, parsed: Parsed, lookup: Lookup
) -> str | None:
    """Return the date that the trigger's own clause gives, resolved against the document's."""
    if draft.type in {ClaimType.POSITION, ClaimType.SPECIFICATION}:
        return None
    future = realis is Realis.PLANNED
    dates: list[tuple[int, str]] = []
    for mention, head in lookup.within(sentence.span.start, sentence.span.end):
        if mention.kind is not Kind.TIME:
            continue
        distance = _clause_distance(head, draft.trigger)
        iso = parse_date(mention.text, parsed.document.published, future=future)
        if iso is not None and distance is not None:
            dates.append((distance, iso))
    return min(dates)[1] if dates else None


def _clause_distance(date: Token, trigger: Token) -> int | None:
    """Return how many steps up from ``date`` its verb is the trigger or governs it, if it does."""
    above = {trigger.i, *(t.i for t in trigger.ancestors if t.pos_ != "VERB")}
    for t in trigger.ancestors:
        if t.pos_ in {"VERB", "AUX"}:
            if trigger.pos_ not in {"VERB", "AUX"}:
                above.add(t.i)
            break
    for steps, token in enumerate((date, *date.ancestors)):
        if token.i in above:
            return steps
        if token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _each_once(claims: Sequence[Claim], headings: Collection[int]) -> Iterator[Claim]:
    """Drop a claim that another one of the same type and source says in full.

    A headline repeats the body without its sources, so there the source need not be the same.
    ``headings`` are the ids of claims that stand in headlines.
    """
    said: dict[ClaimType, list[tuple[Claim, set[tuple[str, str]]]]] = defaultdict(list)
    ordered = sorted(claims, key=lambda c: (c.trigger, c.type))
    fullest = sorted(ordered, key=lambda c: (id(c) in headings, -sum(map(len, c.roles.values()))))
    keep: set[int] = set()
    for claim in fullest:
        facts = {(role, name.casefold()) for role, names in claim.roles.items() for name in names}
        loose = id(claim) in headings
        same = (
            facts <= other and (loose or (c.source, c.realis) == (claim.source, claim.realis))
            for c, other in said[claim.type]
        )
        if not any(same):
            said[claim.type].append((claim, facts))
            keep.add(id(claim))
    return (claim for claim in ordered if id(claim) in keep)
