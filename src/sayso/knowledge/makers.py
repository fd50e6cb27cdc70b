"""Organisations of the field: makers, arms exporters, ministries' agencies, world bodies."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table


class Maker(BaseModel):
    """An organisation that makes, trades in or controls arms, and its other names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None  # an English country name
    source: str


@cache
def makers() -> tuple[Maker, ...]:
    """Return every known organisation."""
    return table("makers", "maker", Maker)
