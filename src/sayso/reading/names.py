"""Which mentions are proper names, and what of their words counts.

The reader's encoder takes no capitals and English capitalises what opens a sentence: whether a word
has its capital from being a name is told from the rest of the document.
"""

from __future__ import annotations

from functools import cache, lru_cache

from sayso.knowledge.words import words as listed_words
from sayso.reading.decide import Span
from sayso.reading.words import Shape, Words

_PRONOUNS = frozenset(
    "it its he she his her they their them we our us i who which that this those these".split()
)
_HEADS = ("organisation", "platform", "weapon", "vehicle", "facility", "person", "component")


def is_name(words: Words, span: Span) -> bool:
    """Return whether a mention is a proper name: a capital or a digit that is its own.

    The first word of a sentence has its capital from there, unless it is written so elsewhere in
    the document, or is a word that no list of common nouns has and the document never writes small.
    """
    first = content(words, span)
    if span.end - first == 1 and is_pronoun(words.word(first)):
        return False
    return any(
        words.shapes[i] not in {Shape.LOWER, Shape.SIGN}
        and (_own_capital(words, i) if _opens(words, i) else not _is_class(words, i))
        for i in range(first, span.end)
    )


def is_pronoun(word: str) -> bool:
    """Return whether ``word`` stands for a name; "US" and "WHO" do not."""
    return word.lower() in _PRONOUNS and not (len(word) > 1 and word.isupper())


def _is_class(words: Words, at: int) -> bool:
    """Return whether a word is the name of a kind of thing, written in capitals: "UAVs"."""
    return words.shapes[at] in {Shape.CAPITALS, Shape.MIXED} and words.word(at).lower() in _common()


def _own_capital(words: Words, at: int) -> bool:
    if words.shapes[at] != Shape.CAPITALISED:
        return words.shapes[at] != Shape.CAPITAL and words.word(at).lower() not in _common()
    word = words.word(at)
    small, capital = _spellings(words)
    if word in capital:
        return True
    return word.lower() not in small | _common() | _PRONOUNS


@lru_cache(maxsize=4)
def _spellings(words: Words) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words written small anywhere, and those capitalised inside a sentence."""
    numbers = range(len(words))
    return (
        frozenset(words.word(i) for i in numbers if words.shapes[i] == Shape.LOWER),
        frozenset(
            words.word(i)
            for i in numbers
            if words.shapes[i] == Shape.CAPITALISED and not _opens(words, i)
        ),
    )


@cache
def _common() -> frozenset[str]:
    return frozenset().union(*(listed_words(f"{kind} head") for kind in _HEADS))


def _opens(words: Words, at: int) -> bool:
    """Return whether a word opens a sentence, signs before it aside."""
    while at and words.sentences[at - 1] == words.sentences[at]:
        at -= 1
        if words.shapes[at] != Shape.SIGN:
            return False
    return True


def content(words: Words, span: Span) -> int:
    """Return the first word of a mention that is no article."""
    first = span.first
    while first < span.end - 1 and words.word(first).lower() in {"the", "a", "an"}:
        first += 1
    return first


def form_of(words: Words, span: Span) -> str:
    """Return a name in small letters, without its article and hyphens: what two spellings share."""
    own = (words.word(i).casefold() for i in range(content(words, span), span.end))
    return " ".join(w for w in own if w not in {"-", "–", "‑"})
