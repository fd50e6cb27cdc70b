"""The example reports are found, are what their README says, and stay small."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from sayso import examples

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")


def test_folder_holds_the_files_its_readme_describes() -> None:
    described = re.findall(r"^\| `([^`]+)` \|", README, flags=re.MULTILINE)
    assert sorted(described) == sorted(p.name for p in examples.folder().iterdir())


def test_folder_says_where_it_looked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(examples, "__file__", str(tmp_path / "src" / "sayso" / "examples.py"))
    with pytest.raises(FileNotFoundError, match=r"no example reports in .*reinstall sayso"):
        examples.folder()


def test_json_lines_are_records_with_text_and_address() -> None:
    lines = (examples.folder() / "other-programmes.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len(records) == 3
    assert all(r["uri"].startswith("https://") and len(r["text"]) > 500 for r in records)


@pytest.mark.parametrize("source", sorted((ROOT / "tools" / "example-pdf").glob("*.html")))
def test_pdf_holds_the_text_it_was_printed_from(source: Path) -> None:
    body = source.read_text(encoding="utf-8").split("<body>")[1]
    words = re.sub(r"<[^>]+>", " ", body).split()
    pdf = pypdfium2.PdfDocument(examples.folder() / f"{source.stem}.pdf")
    printed = " ".join(page.get_textpage().get_text_range() for page in pdf).split()
    assert printed == words


def test_every_outlet_is_invented_and_its_address_reserved() -> None:
    """Addresses are under .example (RFC 2606), so no demonstration points at anybody's site."""
    known = {"schema.org", "ogp.me"}  # vocabularies named by metadata, not addresses of reports
    for path in examples.folder().iterdir():
        if path.suffix == ".pdf":
            continue
        hosts = re.findall(r"https?://([^/\s\"'()]+)", path.read_text(encoding="utf-8"))
        assert [h for h in hosts if h not in known and not h.endswith(".example")] == []


def test_wheel_carries_the_examples(tmp_path: Path) -> None:
    """Built without the network by the backend that the lock files pin."""
    pytest.importorskip("hatchling", reason="hatchling is not installed: run make test")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    place = subprocess.run(
        [sys.executable, "-S", "-c", "from sayso.examples import folder; print(folder())"],
        env={"PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert Path(place) == tmp_path / "site" / "sayso" / "examples" / "reports"
    names = {p.name for p in Path(place).iterdir()}
    assert names == {p.name for p in examples.folder().iterdir()}
    assert (tmp_path / "site" / "sayso" / "knowledge" / "data").is_dir()
