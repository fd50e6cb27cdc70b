"""Which names of different words are one thing: acronyms, short forms, surnames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sayso.identity.gather import Name
from sayso.identity.keys import Key, key_of, plain_person
from sayso.naming import words_of

Pair = tuple[Key, Key]


def same_words(names: Mapping[Key, Name]) -> Iterator[Pair]:
    """Yield pairs of keys of the same words but different classes.

    Readers take a plant for a place and a company for a person; a name of two words or more is
    one thing all the same.
    """
    by_words: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in sorted(names):
        if len(key.words.split()) > 1:
            by_words[plain_person(key.words), key.scope].append(key)
    for first, *others in by_words.values():
        for other in others:
            yield first, other


def short_forms(names: Mapping[Key, Name]) -> Iterator[Pair]:
    """Yield (short, long) where a name by itself can only be short for one other.

    Candidates are names that some document shortens so, names whose initials it gives, longer
    names that begin or end with its words and, for persons, those with its surname and no other
    given name. With two candidates the short form stays by itself; so it does where one document
    has both as different names, where numbers differ, and where its words are generic. A known
    name is short only for what a document says it is.
    """
    longer = _Longer(names)
    for key in sorted(names):
        if key.scope or key.sort == "place" or not _telling(key.words):
            continue
        candidates = {
            other
            for other in longer.of(key)
            if _numbers(other) == _numbers(key)
            and not names[other].documents & names[key].documents
        }
        if len(candidates) == 1:
            yield key, candidates.pop()


class _Longer:
    """An index of names by what they might be shortened to."""

    def __init__(self, names: Mapping[Key, Name]) -> None:
        self._by_short: dict[tuple[str, str], set[Key]] = defaultdict(set)
        self._by_given: dict[tuple[str, str], set[Key]] = defaultdict(set)
        for key, name in names.items():
            if key.scope or (key.known and key.sort == "place"):
                continue
            for short in {*_ends(key), *_initials(key)} - {key.words}:
                self._by_short[key.sort, short].add(key)
            for short in {*_given(key, name)} - {key.words}:
                self._by_given[key.sort, short].add(key)

    def of(self, key: Key) -> set[Key]:
        """Return the names that ``key`` may be short for."""
        given = self._by_given.get((key.sort, key.words), set())
        if key.known:
            return {k for k in given if not k.known}
        found = given | self._by_short.get((key.sort, key.words), set())
        if key.sort != "person":
            return found
        words = key.words.split()
        if len(words) == 1:
            return found
        # "A. Mikheev" is short for any Mikheev whose given name begins with A.
        same_surname = self._by_short.get(("person", words[-1]), set())
        return found | {
            other
            for other in same_surname
            if len(words[0]) == 1 and other.words[0] == words[0] and other != key
        }


def _given(key: Key, name: Name) -> Iterator[str]:
    """Yield the short forms documents themselves give."""
    for form in name.short:
        short = key_of(form, key.sort, "")
        if short is not None and not short.scope:
            yield short.words


def _ends(key: Key) -> Iterator[str]:
    words = key.words.split()
    if key.sort == "person":
        if len(words) > 1 and len(words[0]) > 1:
            yield words[-1]
        return
    for cut in range(1, len(words)):
        yield " ".join(words[:cut])
        yield " ".join(words[cut:])


def _initials(key: Key) -> Iterator[str]:
    words = key.words.split()
    if key.sort == "body" and len(words) > 2:
        yield "".join(w[0] for w in words)


def _telling(words: str) -> bool:
    own: Iterable[str] = set(words.split()) - words_of("generic") - words_of("joining")
    return any(len(w) > 1 and w.isalpha() for w in own)


def _numbers(key: Key) -> set[str]:
    return {w for w in key.words.split() if w.isdigit()}
