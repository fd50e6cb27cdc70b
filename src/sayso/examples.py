"""The example reports that the package carries, for ``sayso demo`` and for trying things out."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Return the folder of example reports: documents only, ready for ``sayso add``.

    In an installed package it lies beside this module; in a checkout (an editable install) it is
    ``examples/reports`` in the repository. Raises FileNotFoundError where it is in neither place,
    with a message that says where it was looked for.
    """
    here = Path(__file__).resolve()
    places = [base / "examples" / "reports" for base in (here.parent, here.parents[2])]
    for place in places:
        if place.is_dir():
            return place
    looked = " or ".join(map(str, places))
    raise FileNotFoundError(f"no example reports in {looked}: reinstall sayso")
