"""Circles: what can be reached from itself; strongly connected components of a graph.

Tarjan, Depth-first search and linear graph algorithms, 1972; without recursion, so that a long
chain of citing does not end the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def circles(ways: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the groups of two or more nodes each of which leads to every other, all sorted.

    ``ways`` says where each node leads; one that leads nowhere need not be a key.
    """
    sorted_ways = {node: sorted(set(to)) for node, to in ways.items()}
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    inside: set[str] = set()
    found: list[list[str]] = []
    for root in sorted(sorted_ways):
        path = [] if root in number else [(root, 0)]
        while path:
            node, at = path.pop()
            if at == 0:
                number[node] = low[node] = len(number)
                waiting.append(node)
                inside.add(node)
            else:
                low[node] = min(low[node], low[sorted_ways[node][at - 1]])
            leads = sorted_ways.get(node, [])
            while at < len(leads) and leads[at] in number:
                if leads[at] in inside:
                    low[node] = min(low[node], number[leads[at]])
                at += 1
            if at < len(leads):
                path += [(node, at + 1), (leads[at], 0)]
            elif low[node] == number[node]:
                group: list[str] = []
                while not group or group[-1] != node:
                    group.append(waiting.pop())
                    inside.discard(group[-1])
                if len(group) > 1:
                    found.append(sorted(group))
    return sorted(found)
