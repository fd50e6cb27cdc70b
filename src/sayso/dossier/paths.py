"""Where each page lies in the site, under names that are safe in any file system."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST = 80
# Names that Windows keeps for devices.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")
_SHORT = 12


def document_paths(shas: Iterable[str]) -> dict[str, str]:
    """Return, for each SHA-256, its page: ``document/<12 digits>.html``.

    Documents made to share their first twelve digits get their full SHA-256 instead.
    """
    distinct = dict.fromkeys(shas)
    shared = Counter(sha[:_SHORT] for sha in distinct)
    return {
        sha: f"document/{safe_name(sha[:_SHORT] if shared[sha[:_SHORT]] == 1 else sha)}.html"
        for sha in distinct
    }


def programme_path(id: str) -> str:
    """Return the page of a programme: ``programme/<id>.html``."""
    return f"programme/{safe_name(id)}.html"


def claim_anchor(claim: int) -> str:
    """Return the anchor of a claim, given its index in the reading; claims count from 1."""
    return f"c{claim + 1}"


def safe_name(id: str) -> str:
    """Return ``id`` where it is a plain slug, else a slug of it with part of its SHA-256."""
    if _SLUG.match(id) and len(id) <= _LONGEST and not _RESERVED.match(id):
        return id
    slug = "-".join(re.findall(r"[a-z0-9]+", id.lower()))[:_LONGEST].strip("-")
    digest = hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug}-{digest}" if slug else digest
