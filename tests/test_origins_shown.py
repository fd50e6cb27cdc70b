"""Origins as they are shown: the passages, the chains, circular reporting; pages and terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement

import citing_sample as sample
from sayso.chains import origin_row
from sayso.cli.origins import _print
from sayso.dossier import write_site
from sayso.lineage import find_origins
from sayso.model import Derived, Entry, Programme

LANTERN = sample.citing(*sample.LANTERN[:2], "Northwire", sample.LANTERN[2])


def reprint() -> Entry:
    agency = sample.agency().document
    text = "For our readers. " + agency.text
    document = agency.model_copy(update={"uri": "reprint.txt", "sha256": "f" * 64, "text": text})
    return Entry(
        document=document.model_copy(update={"outlet": "Mirror Hub"}),
        reading=sample.agency().reading.model_copy(update={"claims": ()}),
    )


def pages(folder: Path, entries: list[Entry]) -> dict[str, HtmlElement]:
    """Write the pages of ``entries``, all in one programme, and return them by path."""
    programme = Programme(
        id="p", title="P", providers=(), hosts=(), systems=(), sites=(), status=None, findings=(),
        documents=tuple(e.document.sha256 for e in entries),
    )  # fmt: skip
    write_site(folder, entries, Derived(origins=find_origins(entries), programmes=(programme,)))
    return {
        str(path.relative_to(folder)): html.document_fromstring(path.read_bytes())
        for path in sorted(folder.rglob("*.html"))
    }


def words_at(made: dict[str, HtmlElement], page: str, href: str, size: int) -> str:
    """Return the ``size`` characters of a document's text that ``href`` on ``page`` leads to."""
    parts = urlsplit(href)
    to = made[str((Path("/") / page).parent.joinpath(parts.path).resolve().relative_to("/"))]
    anchor = to.get_element_by_id(parts.fragment)
    text = "".join(anchor.xpath(".//text() | following::text()[ancestor::*[@class='words']]"))
    return text[:size]


@pytest.mark.parametrize("entries", [[sample.agency(), LANTERN, reprint()], sample.circle_of_two()])
def test_each_words_of_a_chain_and_each_passage_lead_to_the_same_words(
    tmp_path: Path, entries: list[Entry]
) -> None:
    made = pages(tmp_path, entries)
    links = [
        (name, link.get("href"), link.text_content())
        for name, page in made.items()
        for link in page.xpath("//*[@id='origins' or @class='facts']//a[q]")
    ]
    assert len(links) > 4
    for name, href, words in links:
        assert words_at(made, name, href, len(words)) == words


def test_a_programmes_page_draws_the_chain_as_lists_in_lists(tmp_path: Path) -> None:
    page = pages(tmp_path, [sample.agency(), LANTERN])["programme/p.html"]
    (carrier,) = (
        li for li in page.xpath("//*[@class='origin']/ol/li") if "lantern" in li[0].text_content()
    )
    (chain,) = carrier.find_class("chain")
    assert chain.tag == "details" and chain.get("open") is not None
    names = "./ul/li/*[1]", "./ul/li/ul/li/*[1]", "./ul/li/ul/li/ul/li/*[1]"
    drawn = [[e.text_content() for e in chain.xpath(path)] for path in names]
    assert drawn == [["Northwire"], ["agency.txt"], ["contracts", "Ana Beridze"]]


def test_a_programmes_page_shows_the_passages_of_a_reprint(tmp_path: Path) -> None:
    page = pages(tmp_path, [sample.agency(), reprint()])["programme/p.html"]
    shown = {q.text_content() for q in page.xpath("//*[@class='evidence']//details//q")}
    assert shown == {sample.agency().document.text.rstrip(".")}


def test_circular_reporting_is_said_with_the_words_of_each_citing(tmp_path: Path) -> None:
    page = pages(tmp_path, sample.circle_of_two())["programme/p.html"]
    (said,) = page.find_class("circular")
    text = re.sub(r"\s+", " ", said.text_content())
    assert "Circular reporting: Daily Lantern and Evening Post cite each other" in text
    assert {q.text_content() for q in said.xpath(".//q")} == {
        "Evening Post reported",
        "Daily Lantern reported",
    }
    straight = pages(tmp_path / "other", [sample.agency(), LANTERN])["programme/p.html"]
    assert not straight.find_class("circular")


def printed(entries: list[Entry], capsys: pytest.CaptureFixture[str], chains: bool = True) -> str:
    (origin,) = find_origins(entries)
    _print(origin_row(origin, {e.document.sha256: e for e in entries}), chains=chains)
    return capsys.readouterr().out


def test_the_terminal_draws_the_chain_as_an_indented_tree_with_the_citing_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = printed([sample.agency(), LANTERN], capsys)
    assert (
        """\
        ← Northwire: “Northwire reported”
            ← agency.txt
                ← contracts: “contracts reviewed by Northwire”
"""
        in out
    )
    assert "←" not in printed([sample.agency(), LANTERN], capsys, chains=False)


def test_the_terminal_says_circular_reporting_and_cuts_long_passages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "Circular reporting: Daily Lantern and Evening Post cite each other" in printed(
        sample.circle_of_two(), capsys
    )
    out = printed([sample.agency(), reprint()], capsys)
    assert re.search(r"“Poland and Georgia.{20,} … .*long halls” \(4\d words\)", out)
    assert max(map(len, out.splitlines())) < 250


def test_the_row_of_an_origin_has_the_words_of_its_passages_and_json_takes_it() -> None:
    entries = [sample.agency(), reprint()]
    (origin,) = find_origins(entries)
    row = json.loads(origin_row(origin, {e.document.sha256: e for e in entries}).model_dump_json())
    for told in row["documents"]:
        assert len(told["passages"]) == len(told["evidence"])
        assert any("450 aircraft a year" in p for passages in told["passages"] for p in passages)
