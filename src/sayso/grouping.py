"""Connected components: what belongs together when pairs belong together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Groups(Generic[Item]):
    """Items in groups that grow as pairs are joined: a disjoint-set forest with path halving.

    Tarjan and van Leeuwen, Worst-case analysis of set union algorithms, 1984. An item that was
    not given is a KeyError.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._parent = {item: item for item in items}

    def join(self, a: Item, b: Item) -> None:
        """Make the groups of ``a`` and ``b`` one."""
        self._parent[self._root(a)] = self._root(b)

    def joined(self, a: Item, b: Item) -> bool:
        """Say whether ``a`` and ``b`` are in one group."""
        return self._root(a) == self._root(b)

    def all(self) -> list[list[Item]]:
        """Return the groups in the order of their first item, items in the order given."""
        found: dict[Item, list[Item]] = {}
        for item in self._parent:
            found.setdefault(self._root(item), []).append(item)
        return list(found.values())

    def _root(self, item: Item) -> Item:
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item


def components(items: Iterable[Item], pairs: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the groups that ``pairs`` join ``items`` into; every item is in exactly one."""
    groups = Groups(items)
    for a, b in pairs:
        groups.join(a, b)
    return groups.all()
