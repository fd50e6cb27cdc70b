"""What is new between two views of a case: the earlier one and the later."""

from sayso.changes.find import find_changes
from sayso.changes.matching import earlier_findings, earlier_programmes
from sayso.changes.rows import Change, DocumentRow, ValueRow, What

__all__ = [
    "Change",
    "DocumentRow",
    "ValueRow",
    "What",
    "earlier_findings",
    "earlier_programmes",
    "find_changes",
]
