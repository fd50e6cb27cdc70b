"""One line for a claim: its words, on whose word, in which document, of which origin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.query import ClaimRow


def quote_line(row: ClaimRow, origins: Mapping[str, str]) -> str:
    """Return the line that shows a claim; ``origins`` are the names of origins by id."""
    said = ", according to ".join(row.claim.source) or f"{row.outlet or 'the outlet'} itself"
    origin = origins.get(row.origin or "", row.origin or "no origin")
    return f"“{row.claim.quote}” — {said}; {row.uri} [{origin}]"
