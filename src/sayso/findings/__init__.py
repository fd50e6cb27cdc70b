"""Findings and programmes: what many documents say about one thing, and about one effort."""

from sayso.findings.find import find_findings

__all__ = ["find_findings"]
