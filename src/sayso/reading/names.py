"""The fullest name a document gives for what each of its mentions names.

Acronyms in brackets, short forms, surnames and plain references ("the company", "it", "the two
countries") get the name of what they stand for, where that is clear; where it is not, they keep
their own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Mention
from sayso.reading.definites import Definites
from sayso.reading.forms import fullest_forms
from sayso.reading.parse import Parsed
from sayso.reading.references import find_references


@dataclass(frozen=True, slots=True)
class Names:
    """A document's mentions, fully named, and what pronouns and plain nouns stand for."""

    mentions: tuple[Mention, ...]
    references: tuple[Mention, ...]


def resolve(parsed: Parsed, mentions: Sequence[Mention]) -> Names:
    """Return ``mentions`` with the fullest name of each, and the references that are clear.

    ``mentions`` are the document's, in order and without overlap; so are the ones returned.
    """
    full = fullest_forms(parsed.document.text, mentions)
    named = [m.model_copy(update={"name": full.get((m.kind, m.name), m.name)}) for m in mentions]
    named = list(Definites(parsed.doc, named).read())
    return Names(tuple(named), find_references(parsed, named))
