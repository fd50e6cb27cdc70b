"""Attributions by a formula: "according to X", "citing X", "per X", "reportedly"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from sayso.model import Attribution
from sayso.reading.asides import around, noun_from, segment, spans
from sayso.reading.fillers import Lookup
from sayso.reading.parse import Sentence
from sayso.reading.reporting import formulas, reporting
from sayso.reading.sources import Source, carriers, find_source

_FAR = 12  # tokens from a formula to the head of its source


def of_formula(
    token: Token, sentence: Sentence, lookup: Lookup, spoken: Sequence[Source]
) -> tuple[Attribution, Source] | None:
    """Return the attribution of a formula that begins at ``token``; None where none does."""
    doc, stop = token.doc, sentence.span.end
    account = _by_account(token) if token.lower_ in {"by", "in", "on"} else None
    if account is not None:
        for owner in account.lefts:
            source = find_source(owner, lookup, spoken, any_noun=True)
            if owner.dep_ == "poss" and source is not None:
                whole = (token.i, account.right_edge.i + 1)
                content = tuple(spans(doc, around(doc, whole, segment(token, sentence))))
                cue = (account.idx, account.idx + len(account.text))
                return Attribution(
                    source=source.span, cue=cue, content=content, chain=source.chain
                ), source
    for phrase in formulas().get(token.lower_, ()):
        after = token.i + len(phrase)
        if after >= stop or tuple(t.lower_ for t in doc[token.i : after]) != phrase:
            continue
        head = noun_from(doc, after, min(stop, after + _FAR))
        if head is None:
            continue
        source = find_source(head, lookup, spoken, any_noun=len(phrase) > 1 or phrase[0] != "per")
        if source is None:
            continue
        outer = tuple(carriers(head, lookup))
        end = _end_of(head, after, stop)
        content = tuple(spans(doc, around(doc, (token.i, end), segment(token, sentence))))
        if not content:
            return None
        cue = (token.idx, doc[after - 1].idx + len(doc[after - 1].text))
        made = Attribution(source=source.span, cue=cue, content=content, chain=source.chain + outer)
        return made, source
    return None


def _by_account(token: Token) -> Token | None:
    """Return whose account "by one trader's estimate" cites: the noun that ends it, or None."""
    for child in token.rights:
        if child.dep_ == "pobj" and child.lemma_.lower() in reporting("account"):
            return child
    return None


def _end_of(head: Token, after: int, stop: int) -> int:
    """Return where the phrase of a source ends: at its last word, or before a clause set off."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in {"relcl", "conj", "cc", "punct"} and child.dep_ != "conj":
            continue
        if child.dep_ == "conj" and child.pos_ == "VERB":
            continue
        end = max(end, child.right_edge.i + 1)
    return max(after + 1, min(end, stop))


def of_hedge(token: Token, sentence: Sentence) -> Attribution | None:
    """Return the attribution without a source that "reportedly" makes of its clause."""
    if token.lower_ not in reporting("hedge"):
        return None
    head = token.head
    content = (head.left_edge.idx, head.right_edge.idx + len(head.right_edge.text))
    return Attribution(
        source=None, cue=(token.idx, token.idx + len(token.text)), content=(content,)
    )
