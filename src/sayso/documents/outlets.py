"""Which outlet a page is from: known outlets, addresses, and the brand a page puts on itself."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


class Outlet(BaseModel):
    """One outlet: who publishes news, under which names and at which addresses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    kind: Literal["agency", "newspaper", "magazine", "broadcaster", "trade press", "news site",
                  "think tank", "ministry", "company", "aggregator"]  # fmt: skip
    country: str  # ISO 3166-1 alpha-2
    source: str


def _all() -> tuple[Outlet, ...]:
    return (*table("outlets", "issuer", Outlet), *table("outlets", "outlet", Outlet))


@cache
def _by_name() -> dict[str, Outlet]:
    return {_key(name): outlet for outlet in _all() for name in (*outlet.aliases, outlet.name)}


@cache
def _by_domain() -> dict[str, Outlet]:
    return {d: outlet for outlet in _all() for d in outlet.domains}


def _key(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split())).casefold()


def known(name: str) -> Outlet | None:
    """Return the outlet that goes by ``name``, without regard to case or "The"."""
    return _by_name().get(_key(name))


def host(uri: str) -> str | None:
    """Return the host of a web address without "www.", None where ``uri`` is not one."""
    if not uri.lower().startswith(("http://", "https://")):
        return None
    try:
        name = (urlsplit(uri).hostname or "").strip(".").removeprefix("www.")
    except ValueError:
        return None
    return name if _HOST.fullmatch(name) else None


def of_address(uri: str) -> tuple[str, str] | None:
    """Return the outlet at a web address and how it was found, None where ``uri`` is not one.

    A host of no known outlet stands for itself: it is the only name the page surely has.
    """
    name = host(uri)
    if name is None:
        return None
    labels = name.split(".")
    for first in range(len(labels) - 1):
        domain = ".".join(labels[first:])
        if (outlet := _by_domain().get(domain)) is not None:
            return outlet.name, f"domain of a known outlet: {domain}"
    return name, f"domain of the address: {name}"
