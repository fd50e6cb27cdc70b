"""Which names of a document are short forms of others: acronyms, surnames, first words, aliases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sayso.knowledge.words import words
from sayso.model import Kind, Mention

NAMEABLE = frozenset(
    {Kind.PERSON, Kind.ORGANISATION, Kind.PLATFORM, Kind.WEAPON, Kind.FACILITY, Kind.VEHICLE}
)
SYSTEMS = frozenset({Kind.PLATFORM, Kind.WEAPON})
_ALIAS = re.compile(
    r"""^\s*(?:
        ,?\s*(?:also\s+|or\s+|hereinafter\s+|formerly\s+|previously\s+|locally\s+)*
        (?:known|called|named|dubbed|designated|renamed|abbreviated|marketed|referred\s+to)\b
        (?:\s+(?!as\b)[\w-]+){0,3}?(?:\s+(?:as|to))?\s+(?:the\s+)?
        |,?\s*or\s+(?:the\s+)?
        |\s*\(\s*(?:the\s+|or\s+|also\s+|formerly\s+|hereinafter\s+|\w+:\s+)?(?:the\s+)?
    )["“‘'«]?$""",
    re.VERBOSE,
)
_HEADS = ("platform", "weapon", "vehicle", "facility", "organisation", "person")
_SMALL = frozenset({"of", "and", "for", "the", "de", "&", "in", "on"})
_MOST = 40  # long forms looked at for one short one


@dataclass(frozen=True, slots=True)
class _Form:
    """A name as the document has it, and the words that count when names are compared."""

    name: str
    parts: tuple[str, ...]
    first: int  # where it first stands


def is_name(mention: Mention) -> bool:
    """Say whether a mention is a proper name: capitals or digits, and not a plain noun ("UAVs")."""
    if mention.kind not in NAMEABLE or not any(
        c.isupper() or c.isdigit() for c in mention.text[:3]
    ):
        return False
    return not all(word in _common() for word in mention.text.casefold().split())


@cache
def _common() -> frozenset[str]:
    return frozenset().union(*(words(f"{kind} head") for kind in _HEADS)) | {"the", "a", "an"}


def fullest_forms(text: str, mentions: Sequence[Mention]) -> dict[tuple[Kind, str], str]:
    """Return, for each (kind, name) that is a short form, the fullest form the document gives."""
    forms: dict[Kind, dict[str, _Form]] = {}
    for mention in mentions:
        if is_name(mention):
            of_kind = forms.setdefault(mention.kind, {})
            if mention.name not in of_kind:
                form = _Form(mention.name, _parts(mention.name), mention.start)
                of_kind[mention.name] = form
    full: dict[tuple[Kind, str], str] = {}
    for kind, of_kind in forms.items():
        for short, long in _longer(kind, list(of_kind.values())):
            full[kind, short] = long
    for short_mention, long_mention in _aliases(text, mentions):
        target = full.get((long_mention.kind, long_mention.name), long_mention.name)
        for kind in {short_mention.kind, long_mention.kind}:
            full[kind, short_mention.name] = target
            for (other, name), long in tuple(full.items()):
                if other is kind and long == short_mention.name:
                    full[other, name] = target
    return full


def _parts(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others: no article, accent, hyphen or 's."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s?$|[“”\"«»]", "", name))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i")
    parts = re.split(r"[\s-]+", plain.casefold().strip())
    return tuple(p for p in parts if p and p != "the")


def _longer(kind: Kind, forms: Sequence[_Form]) -> Iterator[tuple[str, str]]:
    """Yield (short name, fullest name) among names of one kind."""
    by_word: dict[str, list[_Form]] = {}
    by_initials: dict[str, list[_Form]] = {}
    for form in forms:
        for word in dict.fromkeys(form.parts):
            by_word.setdefault(word, []).append(form)
        if len(form.parts) > 1:
            for initials in _initials(form):
                by_initials.setdefault(initials, []).append(form)
    for form in forms:
        if not form.parts:
            continue
        singular = form.parts[0].removesuffix("s") if len(form.parts) == 1 else ""
        near = [*by_word[form.parts[0]][:_MOST], *by_word.get(singular, ())[:_MOST]]
        if not near[1:]:
            near = by_word[form.parts[-1]][:_MOST]
        found = [long for long in near if long is not form and _shortens(form, long, kind)]
        if kind is not Kind.PERSON and form.name.isupper():
            found += [f for f in by_initials.get(form.parts[0], ())[:_MOST] if len(form.parts) == 1]
        best = _one(form, found)
        if best is not None:
            yield form.name, best.name


def _one(short: _Form, found: Sequence[_Form]) -> _Form | None:
    """Return the fullest of ``found``, if all of them are forms of one name."""
    if not found:
        return None
    best = max(found, key=lambda f: (len(f.parts), len(f.name), -f.first))
    rest = [f for f in found if not set(f.parts) <= set(best.parts)]
    if not rest:
        return best
    ahead = [f for f in found if f.first < short.first]
    return ahead[0] if len(ahead) == 1 else None


def _initials(form: _Form) -> Iterator[str]:
    telling = [p for p in form.parts if p not in _legal()]
    yield "".join(p[0] for p in telling if p not in _SMALL)
    if _SMALL & set(telling):
        yield "".join(p[0] for p in telling if p != "the")


@cache
def _legal() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("legal form"))


def _shortens(short: _Form, long: _Form, kind: Kind) -> bool:
    """Say whether ``short`` may stand for ``long`` once the document has said ``long``."""
    few, many = short.parts, long.parts
    if few == many:
        return (
            (len(long.name), long.first) > (len(short.name), -1)
            and long.name != short.name
            and (_weight(long) > _weight(short))
        )
    if (*few[:-1], few[-1].removesuffix("s")) == many:
        return True  # "G3s"
    if kind is Kind.PERSON:
        return len(few) < len(many) and (few == many[-len(few) :] or _initialled(few, many))
    if len(few) >= len(many):
        return False
    if kind in SYSTEMS:
        return _shortens_system(short, long)
    if len(few) == 1 and few[0] in _weak():
        return False
    return any(few == many[i : i + len(few)] for i in range(len(many) - len(few) + 1))


@cache
def _weak() -> frozenset[str]:
    """Return the words that alone name no body: "Industries", "Ltd"."""
    every = words("organisation name word") | words("legal form")
    return frozenset(word.casefold() for word in every)


def _weight(form: _Form) -> tuple[int, int, int]:
    """Order spellings of one name: not all capitals, then the longer, then the earlier."""
    return (0 if form.name.isupper() else 1, len(form.name), -form.first)


def _initialled(few: Sequence[str], many: Sequence[str]) -> bool:
    """Say whether "A. Mikheev" may be "Alexander Mikheev"."""
    if len(few) < 2 or few[-1] != many[-1]:
        return False
    return len(few[0].rstrip(".")) == 1 and many[0].startswith(few[0].rstrip("."))


def _shortens_system(short: _Form, long: _Form) -> bool:
    """Say whether a system's short form stands for the long one: never another model's number.

    "TB2" is the Bayraktar TB2; "Garpiya" is the Garpiya-3 only once that has been named.
    """
    few, many = short.parts, long.parts
    if few == many[-len(few) :]:
        return True
    return few == many[: len(few)] and long.first < short.first


def _aliases(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Yield (short, long) where the text says so: "Garpiya-3 (G3)", "…, also known as STC"."""
    named = [m for m in mentions if is_name(m)]
    for long, short in pairwise(named):
        if short.start - long.end > 60 or not _ALIAS.match(text[long.end : short.start]):
            continue
        people = {long.kind, short.kind} & {Kind.PERSON}
        if long.kind is short.kind or not people:
            yield (short, long) if len(short.text) <= len(long.text) else (long, short)
