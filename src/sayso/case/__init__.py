"""A case: one investigation, from its reports to its dossiers. The Python API of Sayso."""

from sayso.case.case import Case
from sayso.case.results import Added, CaseError, Rebuilt, Status, Step

__all__ = ["Added", "Case", "CaseError", "Rebuilt", "Status", "Step"]
