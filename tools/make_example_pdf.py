"""Print the PDF examples from their HTML sources with headless Chromium.

Run from anywhere: ``python tools/make_example_pdf.py``. Writes ``examples/reports/<name>.pdf`` for
each ``tools/example-pdf/<name>.html``. The PDFs are committed, so that nobody needs Chromium to use
them; printing them anew gives the same text but not the same bytes (a PDF holds its time of
creation).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "example-pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def print_pdf(browser: str, source: Path, target: Path) -> None:
    """Print the HTML file ``source`` to the PDF file ``target``."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",  # the pages are our own, and a container has no user namespaces
                "--disable-gpu",
                f"--user-data-dir={profile}",
                "--no-pdf-header-footer",
                f"--print-to-pdf={target}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )


def main() -> int:
    """Print every source; return 1 where no browser is installed, else 0."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"none of {', '.join(BROWSERS)} is installed: install one", file=sys.stderr)
        return 1
    for source in sorted(SOURCES.glob("*.html")):
        target = ROOT / "examples" / "reports" / f"{source.stem}.pdf"
        print_pdf(browser, source, target)
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
