"""Writing the pages: same bytes each time, never half a page, one clear line when it fails."""

from __future__ import annotations

import errno
import random
from pathlib import Path

import pytest

import dossier_sample as sample
from sayso.dossier import DossierError, write_site
from sayso.model import Derived, Entry, Support


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    entries = list(sample.entries())
    write_site(tmp_path / "a", entries, sample.derived())
    random.Random(7).shuffle(entries)
    write_site(tmp_path / "b", entries, sample.derived())
    write_site(tmp_path / "b", entries, sample.derived())
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_an_empty_case_has_pages(tmp_path: Path) -> None:
    write_site(tmp_path, [], Derived())
    assert set(contents(tmp_path)) == {"index.html", "names.html"}


def test_pages_of_what_is_gone_go_and_other_files_stay(tmp_path: Path) -> None:
    write_site(tmp_path, sample.entries(), sample.derived())
    own = tmp_path / "document" / "notes.html"
    own.write_text("<p>mine</p>", encoding="utf-8")
    one = sample.entries()[:1]
    write_site(tmp_path, one, Derived())
    left = set(contents(tmp_path))
    page = f"document/{one[0].document.sha256[:12]}.html"
    assert left == {"index.html", "names.html", "document/notes.html", page}


def test_a_run_cut_short_leaves_whole_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, sample.entries(), sample.derived())
    before = contents(tmp_path)
    calls = iter(range(100))

    def stops(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:100])
        if next(calls) == 4:
            raise KeyboardInterrupt
        with path.open("wb") as file:
            return file.write(data)

    monkeypatch.setattr(Path, "write_bytes", stops)
    with pytest.raises(KeyboardInterrupt):
        write_site(tmp_path, sample.entries()[:-1], Derived())
    after = contents(tmp_path)
    assert after["index.html"] == before["index.html"]
    pages = {name for name in after if not name.endswith(".part")}
    assert pages == set(before)
    assert all(after[name].endswith(b"</html>\n") for name in pages)


def test_a_full_disk_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DossierError, match=r"the disk is full: free some space") as caught:
        write_site(tmp_path, sample.entries(), sample.derived())
    assert "\n" not in str(caught.value)
    assert contents(tmp_path) == {}


def test_a_file_in_the_way_is_one_clear_line(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("x", encoding="utf-8")
    with pytest.raises(DossierError, match=r"cannot be written: .*: choose a folder"):
        write_site(out, sample.entries(), sample.derived())
    with pytest.raises(DossierError, match=r"cannot be written: .*: choose a folder"):
        write_site(out / "below", sample.entries(), sample.derived())


def refused(tmp_path: Path, entries: tuple[Entry, ...], derived: Derived, words: str) -> None:
    with pytest.raises(DossierError, match=words) as caught:
        write_site(tmp_path / "site", entries, derived)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "site").exists()


def test_a_quote_that_is_not_in_the_text_is_never_shown(tmp_path: Path) -> None:
    first, *others = sample.entries()
    altered = first.document.model_copy(update={"text": first.document.text.replace("80", "90")})
    entries = (first.model_copy(update={"document": altered}), *others)
    refused(tmp_path, entries, sample.derived(), "quote of claim 3 is not in its text")


def test_nothing_is_shown_that_rests_on_no_claim(tmp_path: Path) -> None:
    derived = sample.derived()
    finding = derived.findings[0]
    bare = finding.values[0].model_copy(update={"support": ()})
    findings = (finding.model_copy(update={"values": (bare,)}), *derived.findings[1:])
    bad = derived.model_copy(update={"findings": findings})
    refused(tmp_path, sample.entries(), bad, "rests on no claim: run `sayso rebuild`")


@pytest.mark.parametrize(
    ("update", "words"),
    [
        ({"document": "0" * 64}, "rests on document 000000000000, which the case does not hold"),
        ({"claim": 99}, r"rests on claim 100 of https://wire\.example"),
        ({"claim": -1}, "rests on claim 0 of"),
        ({"origin": "gone"}, "rests on origin gone"),
    ],
)
def test_what_rests_on_something_not_held_is_refused(
    tmp_path: Path, update: dict[str, object], words: str
) -> None:
    derived = sample.derived()
    programme = derived.programmes[0]
    support: Support = programme.hosts[0].support[0].model_copy(update=update)
    cell = programme.hosts[0].model_copy(update={"support": (support,)})
    programmes = (programme.model_copy(update={"hosts": (cell,)}),)
    bad = derived.model_copy(update={"programmes": programmes})
    refused(tmp_path, sample.entries(), bad, words)


def test_a_programme_of_a_document_not_held_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, sample.entries()[:-1], sample.derived(), "names [0-9a-f]{64}, which the case")
