"""Lineage: where each piece of news was first reported."""

from sayso.lineage.origins import find_origins

__all__ = ["find_origins"]
