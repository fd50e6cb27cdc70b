"""Names as keys: what is left of a name when spelling and decoration are taken away."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table
from sayso.knowledge.countries import country_of

_POSSESSIVE = re.compile(r"['’`]s?\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae"})


class Words(BaseModel):
    """A list of words that play one part in names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: str  # legal form, article, title, generic, joining
    words: tuple[str, ...]
    source: str | None = None


class Spelling(BaseModel):
    """Two spellings of one word; ``other`` is read as ``word``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    word: str
    other: str
    source: str | None = None


class Letters(BaseModel):
    """A script's letters and how each is written in Latin ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    script: str
    latin: dict[str, str]
    source: str | None = None


@cache
def words_of(part: str) -> frozenset[str]:
    """Return the words that play ``part`` in names, folded."""
    return frozenset(
        w for row in table("naming", "words", Words) if row.part == part for w in row.words
    )


@cache
def _spellings() -> dict[str, str]:
    return {row.other: row.word for row in table("naming", "spelling", Spelling)}


@cache
def _letters() -> tuple[tuple[str, str], ...]:
    """Return letters and their Latin ones, groups of letters before single ones."""
    rows = [pair for row in table("naming", "letters", Letters) for pair in row.latin.items()]
    return tuple(sorted(rows, key=lambda pair: (-len(pair[0]), pair[0])))


@lru_cache(maxsize=100_000)
def tokens(name: str) -> tuple[str, ...]:
    """Return the words and numbers of ``name``, folded: case, accents, script, possessives.

    Articles and legal forms go unless nothing else is there; letters and digits come apart, so
    that "Garpiya-3", "Garpiya 3" and "Garpiya3" are one.

    >>> tokens("The Şahin-2’s")
    ('sahin', '2')
    """
    text = _POSSESSIVE.sub("", name).casefold()
    for letters, latin in _letters():
        text = text.replace(letters, latin)
    text = text.translate(_PLAIN)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    found = [_spellings().get(t, t) for t in _TOKEN.findall(text)]
    drop = words_of("article") | words_of("legal form")
    return tuple(t for t in found if t not in drop) or tuple(found)


def fold(name: str) -> str:
    """Return ``name`` as a key: its folded tokens, a space between."""
    return " ".join(tokens(name))


def numbers(name: str) -> frozenset[str]:
    """Return the numbers in ``name``; names whose numbers differ name different things."""
    return frozenset(t for t in tokens(name) if t.isdigit())


def without_brackets(name: str) -> str:
    """Return ``name`` without what stands in brackets."""
    return _BRACKETED.sub("", name).strip() or name


def bracketed(name: str) -> tuple[str, ...]:
    """Return what stands in brackets in ``name``: the "AOI" of "Arab Organization … (AOI)"."""
    return tuple(m.group().strip(" ()[]") for m in _BRACKETED.finditer(name))


@lru_cache(maxsize=100_000)
def core(name: str) -> str | None:
    """Return the part of ``name`` that names one thing, folded, or None where it is generic.

    Words that begin with a capital or hold a digit count; countries, peoples and words of the
    trade ("drone", "ministry", "Project") do not.

    >>> core("Warmate suicide drones"), core("Ukrainian drones")
    ('warmate', None)
    """
    kept: list[str] = []
    for word in re.split(r"[\s/]+", _POSSESSIVE.sub("", without_brackets(name))):
        bare = word.strip("“”\"'«»,.;:-")
        first, *rest = bare.split("-")
        design = country_of(first) and "".join(rest).islower()  # "Turkish-designed"
        if design or country_of(bare) or not any(c.isupper() or c.isdigit() for c in bare):
            continue
        kept += [t for t in tokens(bare) if t not in words_of("generic") | words_of("article")]
    return " ".join(kept) if any(t.isalpha() for t in kept) else None


@lru_cache(maxsize=100_000)
def countrywise(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the folded words of ``name`` with countries under one name, and those countries.

    >>> countrywise("North Korean media")
    (('north', 'korea', 'media'), frozenset({'North Korea'}))
    """
    left = _POSSESSIVE.sub("", name).replace("-", " ").split()
    out: list[str] = []
    found: set[str] = set()
    while left:
        for size in (4, 3, 2, 1):
            country = country_of(" ".join(left[:size]).strip("(),;:"))
            if country is not None:
                found.add(country.name)
                out += tokens(country.name)
                left = left[size:]
                break
        else:
            out += tokens(left.pop(0))
    drop = words_of("article") | words_of("legal form")
    return tuple(w for w in out if w not in drop) or tuple(out), frozenset(found)


def slug(text: str) -> str:
    """Return ``text`` as lower-case ASCII words with hyphens between, at most 60 characters."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))[:60].strip("-") or "unnamed"


def short_hash(*parts: str) -> str:
    """Return six hexadecimal digits that tell ``parts`` from others of the same slug."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:6]
