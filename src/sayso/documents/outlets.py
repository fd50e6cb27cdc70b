"""Which outlet a page is from: known outlets, addresses, and the brand a page puts on itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def all_names() -> Iterator[tuple[str, str]]:
    """Yield every name that an outlet or issuer goes by, with its own name."""
    for outlet in _all():
        for name in (outlet.name, *outlet.aliases):
            yield name, outlet.name


def known(name: str) -> Outlet | None:
    """Return the outlet that goes by ``name``, without regard to case or "The"."""
    return _by_name().get(_key(name))


def same_outlet(one: str, other: str) -> bool:
    """Return whether two names are one outlet's, spelling of spaces and "The" aside."""
    return _key(one).replace(" ", "") == _key(other).replace(" ", "")


def host(uri: str) -> str | None:
    """Return the host of a web address without "www.", None where ``uri`` is not one."""
    if not uri.lower().startswith(("http://", "https://")):
        return None
    try:
        name = (urlsplit(uri).hostname or "").strip(".").removeprefix("www.")
    except ValueError:
        return None
    return name if _HOST.fullmatch(name) else None


def of_address(uri: str, text: str = "") -> tuple[str, str] | None:
    """Return the outlet at a web address and how it was found, None where ``uri`` is not one.

    Where no known outlet has the domain, ``text`` may spell it out ("Powers of Africa" on
    powersofafrica.com); else the host stands for itself: it is the only name the page surely has.
    """
    name = host(uri)
    if name is None:
        return None
    labels = name.split(".")
    for first in range(len(labels) - 1):
        domain = ".".join(labels[first:])
        if (outlet := _by_domain().get(domain)) is not None:
            return outlet.name, f"domain of a known outlet: {domain}"
    if (spelt := _spelt_out(max(labels[:-1], key=len), text)) is not None:
        return spelt, f"domain of the address, as the text spells it: {name}"
    return name, f"domain of the address: {name}"


def _spelt_out(label: str, text: str) -> str | None:
    """Return the words of ``text`` that a domain's label runs together, None without any."""
    letters = label.replace("-", "")
    if not 6 <= len(letters) <= 40:
        return None
    spread = r"[ .’'&-]{0,2}".join(map(re.escape, letters))
    for match in re.finditer(rf"(?<![\w@./])(?:the )?{spread}(?![\w@])", text, re.IGNORECASE):
        if match.group()[0].isupper() and not re.match(r"\.\w", text[match.end() :]):
            return match.group()
    return None
