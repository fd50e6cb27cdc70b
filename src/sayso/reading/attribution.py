"""Who the text says something from: sources, cues, and the words attributed.

Sources nest ("TASS cited Mikheev as saying"): a chain runs from the nearest source outwards. The
terms are those of Pareti's attribution relations (PARC 3.0, 2016).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.model import Attribution, Span
from sayso.reading.citing import of_formula, of_hedge
from sayso.reading.fillers import Lookup, Named
from sayso.reading.parse import Parsed, Sentence
from sayso.reading.quotation import Quotation, quotation_at, quotations
from sayso.reading.reporting import reporting
from sayso.reading.saying import of_verb, reports
from sayso.reading.sources import Source, find_source
from sayso.reading.speech import attribute_speech
from sayso.reading.syntax import arguments
from sayso.reading.tracing import traced
from sayso.reading.turns import attribute_turns


def find_attributions(parsed: Parsed, names: Named) -> tuple[Attribution, ...]:
    """Return the attributions of a document in the order of their cues."""
    lookup = Lookup(parsed.doc, names)
    quoted = quotations(parsed.document.text)
    found: list[Attribution] = []
    spoken: list[Source] = []
    for sentence in parsed.sentences:
        found += _in_sentence(sentence, lookup, spoken, quoted)
    found = list(attribute_speech(parsed, lookup, traced(parsed, lookup, found), quoted))
    found += attribute_turns(parsed, lookup, names.mentions)
    carved = (_carved(a) for a in _one_a_cue(found))
    return tuple(sorted((a for a in carved if a.content), key=lambda a: (a.cue, a.content)))


def _one_a_cue(found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield one attribution for each cue and chain, with all that they are given."""
    together: dict[tuple[Span, tuple[str, ...]], list[Attribution]] = {}
    for attribution in found:
        together.setdefault((attribution.cue, attribution.chain), []).append(attribution)
    for same in together.values():
        content: list[Span] = []
        for start, end in sorted(span for a in same for span in a.content):
            if content and start <= content[-1][1]:
                content[-1] = content[-1][0], max(end, content[-1][1])
            else:
                content.append((start, end))
        yield same[0].model_copy(update={"content": tuple(content)})


def _carved(attribution: Attribution) -> Attribution:
    """Return ``attribution`` with its source and its cue cut out of its content."""
    content = attribution.content
    for start, end in filter(None, (attribution.source, attribution.cue)):
        parts = [p for a, b in content for p in ((a, min(b, start)), (max(a, end), b))]
        content = tuple(dict.fromkeys((a, b) for a, b in parts if a < b))
    return attribution.model_copy(update={"content": content})


def _in_sentence(
    sentence: Sentence, lookup: Lookup, spoken: list[Source], quoted: Sequence[Quotation]
) -> list[Attribution]:
    found: list[Attribution] = []
    for token in sentence.span:
        made: tuple[Attribution, Source | None] | None = of_formula(token, sentence, lookup, spoken)
        if made is None and reports(token):
            made = of_verb(token, sentence, lookup, spoken)
        if made is not None:
            attribution, source = made
            if found and token.lemma_.lower() in reporting("carry") and token.tag_ == "VBG":
                # "Norpress reported, citing two officials": the officials say what Norpress does.
                attribution = attribution.model_copy(update={"content": found[-1].content})
            found.append(attribution)
            if source is not None and quotation_at(quoted, attribution.cue[0]) is None:
                spoken.append(source)
        elif (hedge := of_hedge(token, sentence)) is not None:
            found.append(hedge)
    spoken.extend(_topic(sentence, lookup, spoken))
    return found


def _topic(sentence: Sentence, lookup: Lookup, spoken: Sequence[Source]) -> Iterator[Source]:
    """Yield the named subject of a sentence: whom a pronoun in the next one stands for."""
    for token in arguments(sentence.span.root).get("subject", ())[:1]:
        source = find_source(token, lookup, spoken, any_noun=False)
        if source is not None:
            yield source
