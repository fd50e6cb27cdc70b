"""Claim frames: which words carry which claim, and which slot fills which role (frames.toml)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table
from sayso.model import ClaimType, Kind


class Frame(BaseModel):
    """One argument pattern shared by some verbs and nouns.

    ``slots`` maps a grammatical slot (see ``syntax``) to a role. ``bearer`` is the role of what a
    noun is said of ("Kupol, a subsidiary of …"). ``needs`` are groups of roles: one of each group
    must be filled. For the verbs in ``reversed``, subject and "from" change places.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: ClaimType
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    slots: Mapping[str, str]
    bearer: str | None = None
    needs: tuple[tuple[str, ...], ...] = ()
    reversed: tuple[str, ...] = ()


class RoleKinds(BaseModel):
    """The kinds of mention that may fill some roles; ``words``: so may an unnamed noun phrase."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[str, ...]
    kinds: tuple[Kind, ...]
    words: bool = False
    becomes: str | None = None  # the role of the table it fills


class Family(BaseModel):
    """Nouns that make something a deal, know-how or a measure."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    nouns: tuple[str, ...]


@cache
def frames_by_word() -> Mapping[tuple[str, str], tuple[Frame, ...]]:
    """Return the frames of each (part of speech, lemma); "verb" and "noun" are the parts."""
    found: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for frame in table("frames", "frame", Frame):
        for word in frame.verbs:
            found["verb", word].append(frame)
        for word in frame.nouns:
            found["noun", word].append(frame)
    return {word: tuple(frames) for word, frames in found.items()}


@cache
def role_kinds() -> Mapping[str, RoleKinds]:
    """Return, for each role, what may fill it."""
    return {name: entry for entry in table("roles", "role", RoleKinds) for name in entry.names}


@cache
def families() -> Mapping[str, frozenset[str]]:
    """Return the nouns of each family by its name."""
    found: dict[str, set[str]] = defaultdict(set)
    for family in table("frames", "family", Family):
        found[family.name].update(family.nouns)
    return {name: frozenset(nouns) for name, nouns in found.items()}
