"""The key of a name: names with one key are one name, whatever their spelling."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from sayso.knowledge.countries import country_of
from sayso.knowledge.makers import makers
from sayso.knowledge.systems import systems
from sayso.model import Kind
from sayso.naming import core, countrywise, fold, numbers, tokens, without_brackets, words_of

Class = Literal["person", "body", "place", "system"]
CLASSES: dict[Kind, Class] = {
    Kind.PERSON: "person",
    Kind.ORGANISATION: "body",
    Kind.FACILITY: "body",
    Kind.PLACE: "place",
    Kind.NATIONALITY: "place",
    Kind.PLATFORM: "system",
    Kind.WEAPON: "system",
    Kind.VEHICLE: "system",
}
_LISTED: tuple[Class, ...] = ("system", "body")  # what the knowledge files list


class Key(NamedTuple):
    """What a name is known by: its class and its words, folded.

    ``scope`` is the document (SHA-256) outside which the name says nothing ("the Ministry of
    Defence"), "" for all others. ``known`` marks a name that the knowledge files list.
    """

    sort: Class
    words: str
    scope: str = ""
    known: bool = False


class Known(NamedTuple):
    """A thing the knowledge files list, as they name it."""

    name: str
    country: str | None
    maker: str | None = None


def key_of(name: str, sort: Class, sha256: str) -> Key | None:
    """Return the key of ``name`` in the document ``sha256``, None where it names nothing.

    Countries go by their English name whatever stands for them (a people, a capital), known
    systems and makers by their main name. A name of generic words alone is told by the country in
    it, or else holds for its document only.
    """
    bare = without_brackets(name)
    if country := country_of(bare):
        return Key("place", fold(country.name), known=True)
    if not any(c.isupper() or c.isdigit() for c in bare):
        return None
    found = core(bare)
    for text in (bare, found or bare) if sort == "system" else (bare,):
        # A maker may be taken for a person, but "Bayraktar" is a person too, not only a system.
        for listed in _LISTED if sort != "person" else _LISTED[1:]:
            if words := _known(listed)[0].get(fold(text)):
                return Key(listed, words, known=True)
    if sort == "person":
        return _person(bare)
    if sort == "system":
        return Key("system", found) if found else None
    return _body(bare, sort, sha256)


def known(key: Key) -> Known | None:
    """Return what the knowledge files say of a known system or maker."""
    return _known(key.sort)[1].get(key.words) if key.known and key.sort != "place" else None


def part_of(key: Key) -> Known | None:
    """Return the known organisation whose name begins ``key``: the arm of a body is of its country.

    One word is not enough: "Baykar Georgia" may be of another country than Baykar.
    """
    words = key.words.split()
    aliases, main = _known("body")
    for size in range(len(words) - 1, 1, -1):
        if found := aliases.get(" ".join(words[:size])):
            return main[found]
    return None


def plain_person(words: str) -> str:
    """Return a person's folded name with common differences of transliteration levelled."""
    out = []
    for word in words.split():
        plain = word.replace("yev", "ev").replace("x", "ks").replace("ou", "u")
        for ending in ("iy", "yi", "ij", "ii", "y"):
            if len(plain) > 3 and plain.endswith(ending):
                plain = plain.removesuffix(ending) + "i"
                break
        out.append(plain)
    return " ".join(out)


def _person(name: str) -> Key | None:
    words = list(tokens(name))
    while len(words) > 1 and words[0] in words_of("title"):
        words.pop(0)
    text = plain_person(" ".join(words))
    return Key("person", text) if text and words[-1] not in words_of("title") else None


def _body(name: str, sort: Class, sha256: str) -> Key | None:
    spelt, countries = countrywise(name)
    words = [w for w in spelt if w not in words_of("joining") | words_of("article")]
    if not words:
        return None
    if core(name) is not None:
        return Key(sort, " ".join(words))
    if not set(words) & words_of("institution"):
        return None
    # Of generic words alone, so in any order: "Ministry of Defence of Russia".
    return Key(sort, " ".join(sorted(set(words))), scope="" if countries else sha256)


@cache
def _known(sort: Class) -> tuple[dict[str, str], dict[str, Known]]:
    """Return folded alias → folded main name, and folded main name → what is known."""
    aliases: dict[str, str] = {}
    main: dict[str, Known] = {}
    rows = (
        [(s.name, s.aliases, s.country, s.maker) for s in systems()]
        if sort == "system"
        else [(m.name, m.aliases, m.country, None) for m in makers()]
    )
    for name, others, country, maker in rows:
        words = fold(name)
        main.setdefault(words, Known(name, country, maker))
        for alias in (name, *others):
            # Numbers tell systems apart: "Anka-3" is not "Anka" under another name.
            if sort != "system" or numbers(alias) == numbers(name):
                aliases.setdefault(fold(alias), words)
    return aliases, main
