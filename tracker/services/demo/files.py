"""What `sample_data/` holds, read strictly; found in a checkout and in an installed wheel."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from ruamel.yaml import YAML

import tracker

PriceWay = Literal["real", "both", "growth", "current", "estimated", "rebased"]


def sample_data_directory() -> Path:
    """Return the folder of the demo's data: the wheel's copy, else the checkout's."""
    package = Path(tracker.__file__).parent
    carried = package / "_data" / "sample_data"
    return carried if carried.is_dir() else package.parent / "sample_data"


def _shares(text: object) -> object:
    if not isinstance(text, str):
        return text
    return {name: float(share) for name, share in (part.split(":") for part in text.split())}


def _blank_is_none(text: object) -> object:
    return None if text == "" else text


Mix = Annotated[dict[str, float], BeforeValidator(_shares)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Park(_Shape):
    """One park: its name and place are public, its size and mix are invented."""

    code: str
    name: str
    level: Annotated[Literal["national", "provincial"] | None, BeforeValidator(_blank_is_none)]
    prefecture: str
    collect: Literal["direct", "rollup"]
    price: PriceWay
    value_added: float
    growth: float
    land: float
    mix: Mix


class Enterprise(_Shape):
    """One invented enterprise of a rolled-up park; `share` is its part of the park's value added."""

    code: str
    park: str
    name: str
    share: float
    from_: Annotated[str | None, BeforeValidator(_blank_is_none)] = Field(alias="from")
    until: Annotated[str | None, BeforeValidator(_blank_is_none)]
    mix: Mix


class DemoAccount(_Shape):
    """One account of the demo; its password is made when it is loaded."""

    name: str
    role: Literal["officer", "reviewer", "administrator", "auditor"]
    scope: str


class Profile(_Shape):
    """What one 万元 of an industry's value added takes and leaves behind."""

    names: dict[Literal["zh", "en"], str]
    season: Literal["even", "smelter", "furnace"]
    revenue: float
    consumes: dict[str, float]
    water: dict[str, float]
    wastewater: dict[str, float]
    solid_waste: dict[str, float]
    hazardous: dict[str, float]
    voc: float
    prices: tuple[float, ...]

    def part(self, group: str, name: str) -> float:
        """Return one number of a group, 0 where the industry has none."""
        numbers: dict[str, float] = getattr(self, group)
        return numbers.get(name, 0.0)


class FoundBy(_Shape):
    """The rule that must find a planted problem; `none` where there is no rule yet."""

    rule: Literal["check", "finding", "row", "report", "none"]
    kind: str | None = None
    site: str | None = None
    indicator: str | None = None
    window: str | None = None
    status: str | None = None
    reason: str | None = None
    note: str | None = None


class Planted(_Shape):
    """One problem planted on purpose, its months still relative to the newest full season."""

    code: str
    kind: str
    site: str
    items: tuple[str, ...]
    year: int
    months: tuple[int, ...] | Literal["last", "last-1"]
    amount: float = 0.0
    what: dict[Literal["zh", "en"], str]
    found_by: FoundBy


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (sample_data_directory() / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_parks() -> list[Park]:
    """Return the parks in the order of their codes."""
    return [Park.model_validate(row) for row in _rows("parks.csv")]


def read_enterprises() -> list[Enterprise]:
    """Return the enterprises of the rolled-up parks."""
    return [Enterprise.model_validate(row) for row in _rows("enterprises.csv")]


def read_accounts() -> list[DemoAccount]:
    """Return the accounts the demo makes."""
    return [DemoAccount.model_validate(row) for row in _rows("accounts.csv")]


def read_profiles() -> dict[str, Profile]:
    """Return the industries by their code."""
    text = YAML(typ="safe", pure=True).load(sample_data_directory() / "industries.yaml")
    return {name: Profile.model_validate(profile) for name, profile in text.items()}


def read_planted() -> list[Planted]:
    """Return the planted problems."""
    text = YAML(typ="safe", pure=True).load(sample_data_directory() / "planted.yaml")
    return [Planted.model_validate(entry) for entry in text]
