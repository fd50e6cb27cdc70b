"""Find runs of capitalised words: the stretches of a text that may be names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from sayso.knowledge.words import words
from sayso.reading.page import Page
from sayso.reading.parse import model

Run = tuple[int, int]  # tokens, half open

# A designation: TB2, MQ-9B, Mohajer-6, Shahed-136, 9K720, G3. Source: the habits of the field's
# naming systems (US MIL-HDBK-1812 type designations, GRAU indices, makers' model numbers).
DESIGNATION = re.compile(
    r"^(?=.*[A-Za-zÀ-ž])(?=.*\d)(?!\d+(?:st|nd|rd|th|s|k|m|km|kg|mm|cm|bn|x|pm|am|h)$)"
    r"[A-ZÀ-Ž0-9][\wÀ-ž]*(?:[-/.][\dA-Z][\dA-Za-z]*)*$"
)
NUMERAL = re.compile(r"^(?:\d{1,4}[A-Z]{0,2}|I{1,3}|IV|VI{0,3}|IX|X|Mk|Mk\.|[A-Z])$")
_LINKS = frozenset(
    [
        "of",
        "for",
        "de",
        "du",
        "des",
        "la",
        "del",
        "dos",
        "das",
        "da",
        "di",
        "van",
        "von",
        "der",
        "den",
        "ibn",
        "bin",
        "al",
        "el",
        "und",
        "et",
        "ve",
    ]
)
_CLOSED = frozenset({"DET", "ADP", "PRON", "SCONJ", "ADV", "AUX", "CCONJ", "INTJ", "PART"})
_HYPHENS = frozenset("-‐‑–")


def _capital(token: Token) -> bool:
    text = token.text
    return text[0].isupper() or DESIGNATION.match(text) is not None


@cache
def _ordinary() -> frozenset[str]:
    """Return the lemmas of ordinary English that spaCy's lemmatiser knows (from WordNet)."""
    lemmatizer: Any = model().get_pipe("lemmatizer")
    index = lemmatizer.lookups.get_table("lemma_index")
    return frozenset(word for kind in index for word in index[kind])


def _opens(token: Token, first: bool) -> bool:
    """Say whether a run may start at ``token``; ``first``: it is the first word of a sentence."""
    if not _capital(token) or token.text in {"I", "I."}:
        return False
    if not first:
        return token.pos_ not in _CLOSED or len(token.text) > 3
    if token.pos_ == "DET" or token.lower_ in words("place preposition"):
        return False
    if token.pos_ == "PROPN" or token.ent_type_ != "" or not token.text[1:].islower():
        return True
    return token.pos_ not in _CLOSED and token.lemma_.lower() not in _ordinary()


def names_inside(page: Page, skip: Collection[int]) -> frozenset[str]:
    """Return the capitalised words inside sentences that never stand in small letters."""
    small = {w for w in page.text if w.islower()}
    return frozenset(
        word
        for at, word in enumerate(page.text)
        if page.pos[at] == "PROPN"
        and word[0].isupper()
        and at not in page.firsts
        and at not in skip
        and page.low[at] not in small
    )


def find_runs(page: Page, taken: Collection[int], known: Collection[str] = ()) -> Iterator[Run]:
    """Yield maximal runs of name-like tokens outside ``taken``, in order.

    "Ministry of Defence", "Wing Loong 2" and "Almaz-Antey" are one run each; a comma, a
    bracket, a possessive or an ordinary word ends one. ``known`` are words that are names
    elsewhere in the document, and so at the start of a sentence too.
    """
    doc = page.doc
    end = 0
    for at, word in enumerate(page.text):
        if at < end or at in taken or word[0].islower():
            continue
        if word in known or _opens(doc[at], at in page.firsts):
            end = _run_end(doc, at, taken)
            yield at, end


def _run_end(doc: Doc, start: int, taken: Collection[int]) -> int:
    """Return where the run that opens at ``start`` ends."""
    size, end = len(doc), start + 1
    while end < size and end not in taken and not doc[end].is_sent_start:
        token = doc[end]
        glued = not doc[end - 1].whitespace_
        if token.is_space or (token.is_punct and token.text not in _HYPHENS | {"&"}):
            break
        if token.text in _HYPHENS:
            after = end + 1
            if not glued or token.whitespace_ or after >= size or not _capital(doc[after]):
                break
            end = after + 1
        elif (_capital(token) and token.text != "I") or (
            not glued and NUMERAL.match(token.text) and _numbered(doc, end)
        ):
            end += 1
        elif token.text == "&" and end + 1 < size and _capital(doc[end + 1]):
            end += 2
        elif token.lower_ in _LINKS and _linked(doc, start, end):
            end = _after_link(doc, end) + 1
        else:
            break
    return end


def _numbered(doc: Doc, at: int) -> bool:
    """Say whether the number at ``at`` belongs to the name before it ("Hermes 900")."""
    if not doc[at].text[0].isdigit():
        return True
    before, after = doc[at - 1], doc[at + 1] if at + 1 < len(doc) else None
    if not before.text[0].isupper() or (before.text.isupper() and len(before.text) > 5):
        return False
    if len(doc[at].text) == 4 and doc[at].text[:2] in {"19", "20"}:
        return False
    return after is None or not (after.pos_ == "NUM" or after.lower_ in {"%", "percent", "per"})


def _after_link(doc: Doc, at: int) -> int:
    at += 1
    return at + 1 if at < len(doc) and doc[at].lower_ == "the" else at


def _linked(doc: Doc, start: int, link: int) -> bool:
    """Say whether "of", "de" … at ``link`` continues a name ("Bureau of Industry").

    A company "of" a place does not: "Impala Dynamics of Cape Town" ends before it.
    """
    after = _after_link(doc, link)
    if after >= len(doc) or doc[after].is_sent_start or not _capital(doc[after]):
        return False
    if doc[link].lower_ not in {"of", "for"}:
        return doc[after].i == link + 1
    before = doc[link - 1].text
    if before not in words("body of") and not (
        doc[link].ent_type_ == "ORG" and doc[after].text in words("organisation name word")
    ):
        return False
    return doc[after].ent_type_ not in {"GPE", "NORP"} or link - start == 1
