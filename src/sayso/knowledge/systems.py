"""Known unmanned aircraft, missiles and other systems, with their other names."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sayso.knowledge import table

Category = Literal["uav", "loitering munition", "missile", "bomb", "aircraft", "air defence"]


class System(BaseModel):
    """A weapon system as its maker names it, and the other names it goes by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    aliases: tuple[str, ...] = ()
    maker: str | None = None
    country: str | None = None  # of the design: an English country name
    category: Category = "uav"
    source: str


@cache
def systems() -> tuple[System, ...]:
    """Return every known system: those kept by hand first, then the MISP galaxy's."""
    return table("systems", "system", System) + table("misp_uavs", "system", System)
