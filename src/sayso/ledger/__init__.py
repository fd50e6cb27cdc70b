"""The ledger: documents, readings and decisions of one case, append-only, and their originals."""

from sayso.ledger.errors import DamagedError, LedgerError
from sayso.ledger.rows import Contents, Decision, Record
from sayso.ledger.search import Hit, fold
from sayso.ledger.store import Ledger

__all__ = ["Contents", "DamagedError", "Decision", "Hit", "Ledger", "LedgerError", "Record", "fold"]
