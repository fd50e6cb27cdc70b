"""Connected components: what belongs together when pairs belong together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def components(items: Iterable[Item], pairs: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the groups that ``pairs`` join ``items`` into, members in the order of ``items``.

    Disjoint-set forest with path halving (Tarjan and van Leeuwen, 1984). Every item is in exactly
    one group; groups come in the order of their first member. A pair naming an unknown item is a
    KeyError.
    """
    parent = {item: item for item in items}

    def root(item: Item) -> Item:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for a, b in pairs:
        parent[root(a)] = root(b)
    found: dict[Item, list[Item]] = {}
    for item in parent:
        found.setdefault(root(item), []).append(item)
    return list(found.values())
