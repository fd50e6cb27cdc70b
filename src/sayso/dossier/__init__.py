"""The dossier pages: a case as a folder of plain HTML that needs no network and no script.

``write_site`` writes an index of programmes, a page for each programme and each document, and an
index of names. Every value on a page links to the words of the document it rests on.
"""

from sayso.dossier.errors import DossierError
from sayso.dossier.site import write_site

__all__ = ["DossierError", "write_site"]
