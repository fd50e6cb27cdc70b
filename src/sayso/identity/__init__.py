"""Identity: which names, in many documents, are one real thing."""

from sayso.identity.entities import find_entities
from sayso.identity.gather import kind_of_role
from sayso.identity.lookup import Names

__all__ = ["Names", "find_entities", "kind_of_role"]
