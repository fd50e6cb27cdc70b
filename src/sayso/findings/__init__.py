"""Findings and programmes: what many documents say about one thing, and about one effort."""

from sayso.findings.find import find_findings
from sayso.findings.programmes import find_programmes
from sayso.findings.responses import against, confirming

__all__ = ["against", "confirming", "find_findings", "find_programmes"]
