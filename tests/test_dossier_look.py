"""The pages in a real browser, and their colours against WCAG 2.2 (1.4.3, contrast AA)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import html

import dossier_sample as sample
from sayso.dossier import write_site

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
NARROW = 360  # CSS pixels


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    write_site(out, sample.entries(), sample.derived())
    return out


def dump(page: Path, profile: Path, *flags: str) -> tuple[str, list[str]]:
    """Return the page as the browser has it, and what its console says."""
    done = subprocess.run(
        [
            *(CHROMIUM or "", *QUIET, *flags, f"--user-data-dir={profile}"),
            *("--enable-logging=stderr", "--v=0", "--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@browser
def test_a_browser_shows_the_pages_and_has_nothing_to_complain_of(
    folder: Path, tmp_path: Path
) -> None:
    for name in ("index.html", "programme/garpiya-3-china-russia.html"):
        dom, console = dump(folder / name, tmp_path / "profile")
        assert console == [], name
        shown = html.document_fromstring(dom).text_content()
        assert "Garpiya-3 in China for Russia" in shown
        assert "Kashgar" in shown


@browser
def test_a_browser_holds_the_pages_to_their_policy(folder: Path, tmp_path: Path) -> None:
    text = (folder / "index.html").read_text(encoding="utf-8")
    text = text.replace("</style>", "</style><style>p { color: red }</style>")
    altered = tmp_path / "altered.html"
    altered.write_text(text.replace("</main>", "<script>0</script></main>"), encoding="utf-8")
    _, console = dump(altered, tmp_path / "profile")
    assert any("Content Security Policy" in line and "style" in line for line in console)
    assert any("Content Security Policy" in line and "script" in line for line in console)


@browser
def test_no_page_scrolls_sideways_on_a_phone(folder: Path, tmp_path: Path) -> None:
    wide = tmp_path / "wide.html"
    wide.write_text(f"<p style='width: {NARROW + 200}px'>wide</p>", encoding="utf-8")
    pages = [*sorted(folder.rglob("*.html")), wide]
    frames = "".join(
        f"<iframe src='{p.as_uri()}' width={NARROW} height=800></iframe>" for p in pages
    )
    script = """<script>onload = () => { document.body.innerHTML = '<pre>' + JSON.stringify(
        [...document.querySelectorAll('iframe')].map(
            f => f.contentDocument.scrollingElement.scrollWidth)) + '</pre>'; }</script>"""
    wrapper = tmp_path / "wrapper.html"
    wrapper.write_text(f"<body>{frames}{script}", encoding="utf-8")
    dom, _ = dump(wrapper, tmp_path / "profile", "--allow-file-access-from-files")
    widths = json.loads(html.document_fromstring(dom).xpath("//pre")[0].text)
    assert len(widths) == len(pages)
    assert widths.pop() > NARROW  # the measure sees what is too wide
    assert {p.name: w for p, w in zip(pages[:-1], widths, strict=True) if w > NARROW} == {}


def palettes() -> dict[str, dict[str, str]]:
    style = files("sayso.dossier").joinpath("style.css").read_text(encoding="utf-8")
    screen, printed = style.split("@media print")
    light, dark = screen.split("@media (prefers-color-scheme: dark)")
    colours = {
        name: dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", text))
        for name, text in (("light", light), ("dark", dark), ("print", printed))
    }
    colours["print"] = colours["light"] | colours["print"]
    return colours


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", ["light", "dark", "print"])
def test_text_stands_out_from_what_it_stands_on(palette: str) -> None:
    colour = palettes()[palette]
    inks = ("ink", "soft", "link", "actual", "planned", "possible", "negated", "conflict", "denial")
    pairs = [(ink, ground) for ink in inks for ground in ("paper", "sheet")]
    pairs += [(ink, ground) for ink in ("ink", "soft") for ground in ("mark", "deep")]
    pairs += [("ink", "target")]
    low = {
        pair: round(ratio, 2)
        for pair in pairs
        if (ratio := contrast(colour[pair[0]], colour[pair[1]])) < 4.5
    }
    assert low == {}


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
