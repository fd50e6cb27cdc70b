"""A claim in the making."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.model import ClaimType


@dataclass(slots=True)
class Draft:
    """A claim in the making: its trigger and the names found for its roles so far."""

    type: ClaimType
    trigger: Token
    roles: dict[str, list[str]] = field(default_factory=dict)
    works: Token | None = None  # the facility a facility claim is about
    elided: set[str] = field(default_factory=set)  # roles the sentence leaves to the context

    def add(self, role: str, names: Iterable[str]) -> None:
        """Add fillers, each once."""
        present = self.roles.setdefault(role, [])
        present.extend(n for n in names if n and n not in present)
        if not present:
            del self.roles[role]
