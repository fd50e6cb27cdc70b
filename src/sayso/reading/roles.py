"""What may fill a role: the constraints of ``roles.toml``, by the numbers the network uses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table
from sayso.reading import scheme


class Fills(BaseModel):
    """The kinds of mention that may fill some roles."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    roles: tuple[str, ...]
    kinds: tuple[str, ...]


class Group(BaseModel):
    """Roles that share a constraint."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    roles: tuple[str, ...]


@cache
def kinds() -> Mapping[str, frozenset[int]]:
    """Return, for each slot, the numbers of the kinds that may fill it."""
    return {
        role: frozenset(scheme.KINDS.index(kind) for kind in entry.kinds)
        for entry in table("roles", "fills", Fills)
        for role in entry.roles
    }


@cache
def single() -> frozenset[str]:
    """Return the slots that a claim fills once."""
    return frozenset(role for entry in table("roles", "single", Group) for role in entry.roles)


@cache
def named_only() -> frozenset[str]:
    """Return the slots that only what has a name fills: "the plant" says not where."""
    return frozenset(role for entry in table("roles", "named", Group) for role in entry.roles)


@cache
def actors() -> frozenset[str]:
    """Return the slots that are filled by whoever acts: states, companies, people."""
    return frozenset(role for entry in table("roles", "actors", Group) for role in entry.roles)


@cache
def opposed() -> tuple[tuple[str, str], ...]:
    """Return the pairs of slots that no one thing fills at once."""
    return tuple((e.roles[0], e.roles[1]) for e in table("roles", "opposed", Group))
