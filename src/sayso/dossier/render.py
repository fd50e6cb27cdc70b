"""Templates to pages: escaping forced on, one style sheet inlined and named by its hash."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.dossier.words import NOT_GIVEN, REALIS, STANDING, counted, date_words, visible

GENERATOR = "Sayso dossier"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("sayso.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["counted"] = counted
    return environment


@cache
def _style() -> str:
    return files(__package__).joinpath("style.css").read_text(encoding="utf-8")


def render(
    template: str, path: str, *, rules: str = "", as_of: str | None = None, **views: object
) -> str:
    """Return the page that ``template`` makes of ``views``, for ``path`` within the site.

    ``rules`` is CSS of this page's own, ``as_of`` the last day that it knows of, if not today. The
    Content-Security-Policy forbids everything but the page's one style element, which it names by
    its SHA-256 (CSP Level 3, hash-source): a name that also holds for a page opened from a file.
    """
    style = f"\n{_style()}{rules}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "img-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return (
        _environment()
        .get_template(template)
        .render(
            generator=GENERATOR,
            policy=policy,
            style=Markup(style),
            realis={realis.value: words for realis, words in REALIS.items()},
            standing=STANDING,
            as_of=as_of and date_words(as_of),
            root="../" * path.count("/"),
            **views,
        )
    )


def _finalize(value: object) -> object:
    """Make what a template prints safe to show: no control characters, and no bare None."""
    if value is None:
        return NOT_GIVEN
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value
