"""HTML: the main text of a page, and what its markup says of it.

The main text is trafilatura's (Barbaresi, Trafilatura: A Web Scraping Library and Command-Line
Tool for Text Discovery and Extraction, 2021). Nothing is fetched, run or resolved: the page's
bytes are all there is.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import htmldate
import lxml.html  # type: ignore[import-untyped]
import trafilatura

from sayso.documents.dates import iso
from sayso.documents.jsonld import article_in
from sayso.documents.original import Given, UnreadableError
from sayso.documents.outlets import known, of_address
from sayso.documents.text import clean, decode, encoding_note

# Elements inside one another; the parser drops what is deeper.
MAX_DEPTH = 256
# Elements on one page: extraction takes time in proportion, and more than that near the end.
MAX_ELEMENTS = 50_000
# Pages with fewer characters of main text are read whole.
FEWEST = 80

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,1000}(?:\[.{0,100000}?\]\s*)?>", re.I | re.S)
_BY = re.compile(r"^\s*(?:by|author|автор|von|por|par)\s*:?\s+", re.IGNORECASE)
_BLOCKS = "p h1 h2 h3 h4 h5 h6 li tr div section article br td blockquote pre dt dd".split()

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read(data: bytes, declared: str | None = None) -> Given:
    """Return the main text of the HTML page in ``data`` and what its markup says of it.

    ``declared`` is the character set it was said to be in. Raises UnreadableError where there is
    no text, or the page is built to choke its reader.
    """
    head = data[:4096]
    for pattern in (_CHARSET, _XML_CHARSET):
        if declared is None and (match := pattern.search(head)) is not None:
            declared = match[1].decode("ascii", "replace")
    markup, encoding = decode(data, declared)
    markup = _XML_DECLARATION.sub("", clean(markup))
    page = _parsed(_DOCTYPE.sub("", markup, count=1))  # its entities are of no use here
    metas = _metas(page)
    fields, address = _fields(page, metas)
    notes = encoding_note(encoding)
    if address is not None:
        notes["address"] = address
    main = _main_text(page)
    if len(main) < FEWEST and len(whole := _whole_text(page)) > len(main):
        main = whole
        notes["text"] = "the whole page: it has no main text"
    if not main.strip():
        raise UnreadableError("a page without text: is it drawn by a script?")
    text = _with_headline(main, page)
    guesses = {} if "published" in fields else _guessed_date(page)
    return Given(text, "text/html", fields, notes, guesses)


def _parsed(markup: str) -> Any:
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True)
    try:
        page = lxml.html.document_fromstring(markup, parser=parser)
    except Exception:  # a hostile page may raise anything
        raise UnreadableError("not HTML that can be taken apart") from None
    if any("depth" in entry.message.casefold() for entry in parser.error_log):
        raise UnreadableError(f"elements nested more than {MAX_DEPTH} deep: no report is")
    if sum(1 for _ in page.iter()) > MAX_ELEMENTS:
        raise UnreadableError(f"over {MAX_ELEMENTS:,} elements, the limit for one page: split it")
    return page


def _metas(page: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().casefold(), " ".join(content.split()))
    return found


def _fields(page: Any, metas: Mapping[str, str]) -> tuple[dict[str, tuple[str, str]], str | None]:
    """Return what the markup says, by field, and the address that the page gives itself."""
    scripts = [s.text or "" for s in page.iter("script") if "ld+json" in (s.get("type") or "")]
    article = article_in(scripts)
    address = _address(page, metas)
    site = _outlet(article, metas, address)
    candidates = {
        "title": _titles(page, article, metas, site[0] if site else None),
        "author": _authors(page, article, metas),
        "published": _dates(page, article, metas),
        "language": _languages(page, metas),
    }
    fields = {"outlet": site} if site else {}
    for field, found in candidates.items():
        if (first := next(found, None)) is not None:
            fields[field] = first
    return fields, address


def _address(page: Any, metas: Mapping[str, str]) -> str | None:
    links = [e.get("href") for e in page.iter("link") if (e.get("rel") or "") == "canonical"]
    for value in (*links, metas.get("og:url")):
        if value and value.strip().lower().startswith(("http://", "https://")):
            return " ".join(str(value).split())
    return None


def _outlet(
    article: Mapping[str, str], metas: Mapping[str, str], address: str | None
) -> tuple[str, str] | None:
    named = [
        (article.get("publisher"), "JSON-LD publisher"),
        (metas.get("og:site_name"), "html meta og:site_name"),
        (metas.get("application-name"), "html meta application-name"),
        (metas.get("dc.publisher"), "html meta dc.publisher"),
    ]
    for value, how in named:
        if value and len(value) <= 100:
            outlet = known(value)
            return (outlet.name if outlet else value), how
    return of_address(address) if address else None


def _titles(
    page: Any, article: Mapping[str, str], metas: Mapping[str, str], site: str | None
) -> Iterator[tuple[str, str]]:
    named = [
        (article.get("headline"), "JSON-LD headline"),
        (metas.get("og:title"), "html meta og:title"),
        (metas.get("twitter:title"), "html meta twitter:title"),
    ]
    headings = [_text(h) for h in page.iter("h1")]
    if len(headings) == 1:
        named.append((headings[0], "html h1"))
    named += [(_text(t), "html title") for t in page.iter("title")]
    for value, how in named:
        if value:
            yield _without_site(value, site), how


def _without_site(title: str, site: str | None) -> str:
    if site is None:
        return title
    name = re.escape(site)
    short = re.sub(rf"\s*[|·–—-]\s*(?:the\s+)?{name}\s*$", "", title, flags=re.IGNORECASE)
    return re.sub(rf"^{name}\s*[|·:–—-]\s*", "", short, flags=re.IGNORECASE).strip() or title


def _authors(
    page: Any, article: Mapping[str, str], metas: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    named = [(article.get("author"), "JSON-LD author")]
    named += [
        (metas.get(name), f"html meta {name}")
        for name in ("author", "article:author", "dc.creator", "parsely-author", "byl")
    ]
    marks = (
        ("rel", "author", "html rel=author"),
        ("itemprop", "author", "html itemprop=author"),
        ("class", "byline", "html byline"),
        ("class", "author", "html class author"),
    )
    for attribute, mark, how in marks:
        for element in page.xpath(f"//*[@{attribute}]"):
            if mark in (element.get(attribute) or "").split():
                named.append((_text(element), how))
    for value, how in named:
        name = _BY.sub("", value or "")
        if 2 < len(name) <= 100 and not re.search(r"https?:|@|\d{4}|\badmin\b", name):
            yield name, how


def _dates(
    page: Any, article: Mapping[str, str], metas: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    named = [(article.get("datePublished"), "JSON-LD datePublished")]
    named += [
        (metas.get(name), f"html meta {name}")
        for name in (
            "article:published_time", "og:published_time", "datepublished", "pubdate",
            "publishdate", "publish-date", "date", "dc.date.issued", "dc.date", "dcterms.created",
            "parsely-pub-date", "sailthru.date",
        )
    ]  # fmt: skip
    named += [
        (t.get("datetime"), "html time")
        for t in page.iter("time")
        if not any(a.tag in {"aside", "footer", "nav"} for a in t.iterancestors())
    ][:1]
    named += [
        (article.get("dateModified"), "JSON-LD dateModified"),
        (metas.get("article:modified_time"), "html meta article:modified_time"),
    ]
    for value, how in named:
        if (day := iso(value)) is not None:
            yield day, how


def _languages(page: Any, metas: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for value, how in (
        (page.get("lang"), "html lang"),
        (metas.get("og:locale"), "html meta og:locale"),
        (metas.get("content-language"), "html meta content-language"),
    ):
        if value:
            yield value, how


def _guessed_date(page: Any) -> dict[str, tuple[str, str]]:
    """Return the date that htmldate finds in a page's markup, without a search of its prose."""
    try:
        found = htmldate.find_date(deepcopy(page), extensive_search=False, original_date=True)
    except Exception:  # a hostile page may raise anything
        return {}
    day = iso(found)
    return {"published": (day, "htmldate, from the page's markup")} if day else {}


def _text(element: Any) -> str:
    return " ".join(str(element.text_content()).split())


def _main_text(page: Any) -> str:
    try:
        found = trafilatura.bare_extraction(
            deepcopy(page), include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:  # a hostile page may raise anything
        return ""
    return str(getattr(found, "text", None) or "")


def _whole_text(page: Any) -> str:
    for element in list(page.iter("script", "style", "noscript", "template", "svg", "head")):
        element.drop_tree()
    for element in page.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    lines = (" ".join(line.split()) for line in str(page.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)


def _with_headline(main: str, page: Any) -> str:
    """Return ``main`` with the page's headline before it, where extraction left it out."""
    headings = [h for h in (_text(h) for h in page.iter("h1")) if h]
    if len(headings) != 1 or headings[0] in " ".join(main[: 3 * len(headings[0]) + 600].split()):
        return main
    return f"{headings[0]}\n\n{main}"
