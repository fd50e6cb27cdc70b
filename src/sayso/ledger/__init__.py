"""The ledger: documents, readings and decisions of one case, append-only, and their originals."""

from sayso.ledger.errors import DamagedError, LedgerError
from sayso.ledger.search import Hit, fold
from sayso.ledger.store import Decision, Ledger, Record

__all__ = ["DamagedError", "Decision", "Hit", "Ledger", "LedgerError", "Record", "fold"]
