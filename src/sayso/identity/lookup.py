"""From a name in a document to the entity it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sayso.knowledge.countries import country_of
from sayso.model import Entity
from sayso.naming import core, fold, without_brackets


class Names:
    """An index of entities by every name they go by."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.by_id = {e.id: e for e in entities}
        self._by_name: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.by_id.values():
            for form in {fold(n) for n in (entity.name, *entity.aliases)}:
                self._by_name[form].append(entity)

    def of(self, sha256: str, name: str) -> str | None:
        """Return the id of the entity that ``name`` names in the document, None if unclear."""
        bare = without_brackets(name)
        country = country_of(bare)
        for text in (country.name if country else bare, core(bare)):
            found = self._by_name.get(fold(text), []) if text else []
            here = [e for e in found if sha256 in e.documents] or found
            if len(here) == 1:
                return here[0].id
        return None
