"""Find runs of capitalised words: the stretches of a text that may be names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from sayso.knowledge.words import words

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


def _opens(token: Token, first: bool) -> bool:
    """Say whether a run may start at ``token``; ``first``: it is the first word of a sentence."""
    if not _capital(token) or token.text in {"I", "I."}:
        return False
    if not first:
        return token.pos_ not in _CLOSED or len(token.text) > 3
    return token.pos_ == "PROPN" or token.ent_type_ != "" or not token.text[1:].islower()


def _first_words(doc: Doc) -> set[int]:
    """Return the first word of each sentence, and of each quotation or item after a colon."""
    firsts = set()
    fresh = True
    for token in doc:
        if token.is_sent_start:
            fresh = True
        if fresh and (token.is_alpha or token.text[0].isalnum()):
            firsts.add(token.i)
            fresh = False
        elif token.text in {":", "“", '"', "‘", "•", ">"}:
            fresh = True
        elif token.is_alpha:
            fresh = False
    return firsts


def find_runs(doc: Doc, taken: Collection[int]) -> Iterator[Run]:
    """Yield maximal runs of name-like tokens outside ``taken``, in order.

    "Ministry of Defence", "Wing Loong 2" and "Almaz-Antey" are one run each; a comma, a
    bracket, a possessive or an ordinary word ends one.
    """
    firsts = _first_words(doc)
    bodies = words("organisation name word")
    size, at = len(doc), 0
    while at < size:
        token = doc[at]
        if at in taken or not _opens(token, at in firsts):
            at += 1
            continue
        end = at + 1
        while end < size and end not in taken and not doc[end].is_sent_start:
            end_token = doc[end]
            glued = not doc[end - 1].whitespace_
            if end_token.is_space or (
                end_token.is_punct and end_token.text not in _HYPHENS | {"&"}
            ):
                break
            if end_token.text in _HYPHENS:
                after = end + 1
                if not glued or end_token.whitespace_ or after >= size or not _capital(doc[after]):
                    break
                end = after + 1
            elif (_capital(end_token) and end_token.text not in {"I"}) or (
                not glued and NUMERAL.match(end_token.text) and _numbered(doc, end)
            ):
                end += 1
            elif end_token.text == "&" and end + 1 < size and _capital(doc[end + 1]):
                end += 2
            elif end_token.lower_ in _LINKS and _linked(doc, at, end, bodies):
                end = _after_link(doc, end) + 1
            else:
                break
        yield at, end
        at = end


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


def _linked(doc: Doc, start: int, link: int, bodies: frozenset[str]) -> bool:
    """Say whether "of", "de" … at ``link`` continues a name ("Bureau of Industry")."""
    after = _after_link(doc, link)
    if after >= len(doc) or doc[after].is_sent_start or not _capital(doc[after]):
        return False
    if doc[link].lower_ not in {"of", "for"}:
        return doc[after].i == link + 1
    return any(doc[i].text in bodies for i in range(start, link)) and (
        doc[after].text in bodies or doc[after].ent_type_ == "ORG" or doc[link].ent_type_ == "ORG"
    )
