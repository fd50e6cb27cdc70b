"""Sayso: reads reports about who builds whose weapons where, and on whose say-so.

``Case`` is the way in: open one, add reports, ask for claims, programmes and dossiers.
"""

from __future__ import annotations

from importlib.metadata import version as _version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.case import Added, Case, CaseError, Rebuilt, Status, Step
    from sayso.ledger import LedgerError
    from sayso.query import ClaimFilter, ClaimRow, ProgrammeRow

__version__ = _version("sayso")

# Where each public name lives. They are loaded when first asked for, so that ``sayso.reading`` can
# be used without a database, and ``sayso --help`` without either.
_HOMES = {
    "Added": "sayso.case",
    "Case": "sayso.case",
    "CaseError": "sayso.case",
    "ClaimFilter": "sayso.query",
    "ClaimRow": "sayso.query",
    "LedgerError": "sayso.ledger",
    "ProgrammeRow": "sayso.query",
    "Rebuilt": "sayso.case",
    "Status": "sayso.case",
    "Step": "sayso.case",
}

__all__ = [
    "Added",
    "Case",
    "CaseError",
    "ClaimFilter",
    "ClaimRow",
    "LedgerError",
    "ProgrammeRow",
    "Rebuilt",
    "Status",
    "Step",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Load a public name from where it lives."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOMES[name]), name)
