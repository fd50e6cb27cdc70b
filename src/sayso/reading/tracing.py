"""Whom a report is traced to after it has been told: "The information comes from remarks by …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sayso.model import Attribution, Kind
from sayso.reading.fillers import Lookup
from sayso.reading.parse import Parsed
from sayso.reading.reporting import reporting
from sayso.reading.syntax import arguments


def traced(parsed: Parsed, lookup: Lookup, found: Sequence[Attribution]) -> list[Attribution]:
    """Return ``found`` with the named person a report is traced to put before who carries it.

    "Drones may be built abroad, according to TASS. The information comes from remarks by Mikheev":
    what the first sentence says is Mikheev's, by TASS. Unnamed carriers ("a report") give way.
    """
    changed = list(found)
    for sentence in parsed.sentences:
        for verb in sentence.span:
            if verb.pos_ != "VERB" or verb.lemma_.lower() not in reporting("origin"):
                continue
            told = {t.lemma_.lower() for t in arguments(verb).get("subject", ())}
            earlier = [i for i, a in enumerate(changed) if a.cue[0] < sentence.span.start_char]
            speaker = _person_under(verb, lookup)
            if speaker is None or not earlier or not told & reporting("tidings"):
                continue
            last = changed[earlier[-1]]
            carriers = _carriers(last, parsed, lookup)
            chain = tuple(dict.fromkeys((speaker, *carriers)))
            changed[earlier[-1]] = last.model_copy(update={"chain": chain})
    return changed


def _carriers(attribution: Attribution, parsed: Parsed, lookup: Lookup) -> Iterator[str]:
    """Yield the named sources of an attribution; of "a report cited by TASS", TASS."""
    for name in attribution.chain:
        if name[:1].isupper():
            yield name
        elif attribution.source is not None:
            span = parsed.doc.char_span(*attribution.source, alignment_mode="expand")
            for mention, _ in lookup.within(span.start, span.sent.end) if span else ():
                if mention.kind is Kind.ORGANISATION and mention.text in name:
                    yield mention.name


def _person_under(verb: Token, lookup: Lookup) -> str | None:
    """Return the person named in what follows the verb, if one is."""
    for token in verb.subtree:
        mention = lookup.at(token)
        if token.i > verb.i and mention is not None and mention.kind is Kind.PERSON:
            return mention.name if mention.name[:1].isupper() else None
    return None
