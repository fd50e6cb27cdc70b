"""Knowledge of the field and of the language, kept as data beside the code.

Each file in ``data/`` is TOML: ``[[<table>]]`` entries of one shape, described by a pydantic model
at the place that uses them. A user's own folder, named by ``SAYSO_KNOWLEDGE``, extends them: a file
there with the same name adds its entries after the built-in ones.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

VARIABLE = "SAYSO_KNOWLEDGE"
Shape = TypeVar("Shape", bound=BaseModel)


class KnowledgeError(ValueError):
    """A knowledge file cannot be read; the message says which, where and what to do."""


def _own_folder() -> Path | None:
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None


def _texts(file: str) -> list[tuple[str, str]]:
    """Return (name, text) of the built-in file and of the user's, if there is one."""
    builtin = files(__package__).joinpath("data", f"{file}.toml")
    found = [(f"{file}.toml", builtin.read_text(encoding="utf-8"))] if builtin.is_file() else []
    folder = _own_folder()
    if folder is not None and (own := folder / f"{file}.toml").is_file():
        try:
            found.append((str(own), own.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{own}: cannot be read: {error}") from None
    return found


@cache
def table(file: str, name: str, shape: type[Shape]) -> tuple[Shape, ...]:
    """Return the entries ``[[name]]`` of ``file``.toml, built-in first, then the user's.

    Raises KnowledgeError where a file is not TOML or an entry does not fit ``shape``.
    """
    entries: list[Shape] = []
    for where, text in _texts(file):
        try:
            raw: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise KnowledgeError(f"{where}: not valid TOML: {error}") from None
        for number, row in enumerate(raw.get(name, []), start=1):
            try:
                entries.append(shape.model_validate(row))
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(map(str, first["loc"]))
                raise KnowledgeError(
                    f"{where}: [[{name}]] entry {number}: {field}: {first['msg']}"
                ) from None
    return tuple(entries)


@cache
def digest() -> str:
    """Return 12 hexadecimal digits that change when any knowledge file in force does."""
    total = hashlib.sha256()
    names = {f.name for f in files(__package__).joinpath("data").iterdir()}
    folder = _own_folder()
    if folder is not None and folder.is_dir():
        names |= {f.name for f in folder.glob("*.toml")}
    for file in sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")):
        for _, text in _texts(file):
            total.update(file.encode() + b"\0" + text.encode() + b"\0")
    return total.hexdigest()[:12]
