"""What can go wrong with dossier pages, as one line a user can act on."""

from __future__ import annotations


class DossierError(Exception):
    """Pages cannot be written or would not be true; the message says what, where, what to do."""
