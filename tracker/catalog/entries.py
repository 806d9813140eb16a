"""The shapes of the rule files in `schemas/`: strict, frozen, and cited.

Each class is one kind of entry an official can read and edit; unknown keys are refused, and every number
carries where it comes from and whether it has been confirmed.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tracker.catalog.results import Window

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
MonthText = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Confirmation = Literal["confirmed", "unconfirmed"]


class Entry(BaseModel):
    """Base of all entries: immutable, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Names(Entry):
    """A name in Chinese and English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Citation(Entry):
    """Where a number or rule comes from, and whether somebody has checked it against the original."""

    source: str = Field(min_length=1)
    clause: str | None = None
    confirmation: Confirmation


class Dimension(Entry):
    """A quantity that units measure, or the quotient of two (`volume/time`); two of them never mix."""

    name: Annotated[str, Field(pattern=r"^[a-z_]+(/[a-z_]+)?$")]
    names: Names


class UnitEntry(Entry):
    """A unit: its definition for pint and every spelling under which documents write it.

    `multiples` adds each prefix (万, 亿, …) to `code` and to every alias. `lost_superscript` spellings
    (`104 tn` for 10⁴ t) are read by `convert` only. `dimension` names the quantity in the closed list of
    `units.yaml`. `usual` are the units people report in what is measured in this one or a multiple of it,
    most usual first: they are offered first, and a slipped unit is mended to no other.
    """

    code: str
    names: Names
    dimension: str
    definition: str
    aliases: tuple[str, ...] = ()
    multiples: dict[str, float] = Field(default_factory=dict)
    usual: tuple[str, ...] = ()
    lost_superscript: tuple[str, ...] = ()
    citation: Citation


class AlsoAccepted(Entry):
    """A unit of another dimension an item takes, with the factor to the item's unit (1 t of water = 1 m³)."""

    unit: str
    factor: float
    citation: Citation


class DocumentNeed(Entry):
    """The document a figure of an item is to be proved by when it is submitted."""

    names: Names
    citation: Citation


class Item(Entry):
    """Something measured.

    `kind`: a flow adds up, a stock takes the latest value, a rate is a year-to-date percentage.
    `blank`: an undeclared blank of a *required* item is missing; of an *alternative* it is passed over while
    the site has never entered it. `together` names a set of which at least one must be known;
    `entered_with` a set that counts as entered as soon as one of it is (hazardous waste).
    `based` items carry a base year in their unit. `level` park: entered at the park even in a roll-up.
    `document`: what a figure other than zero needs beside it.
    """

    code: Code
    names: Names
    aliases: tuple[str, ...] = ()
    group: Code
    unit: str
    also_accepts: tuple[AlsoAccepted, ...] = ()
    kind: Literal["flow", "stock", "rate"] = "flow"
    level: Literal["any", "park"] = "any"
    frequency: Literal["month", "year"] = "month"
    blank: Literal["required", "alternative"] = "required"
    together: Code | None = None
    entered_with: Code | None = None
    based: bool = False
    minimum: float | None = 0.0
    maximum: float | None = None
    decimals: int = 2
    help: Names | None = None
    document: DocumentNeed | None = None
    citation: Citation


class FactorValue(Entry):
    """One value of a factor, in the factor's unit, for a region and a span of months (both ends included)."""

    value: float
    region: str = "*"
    from_: MonthText | None = Field(default=None, alias="from")
    until: MonthText | None = None
    citation: Citation


class Factor(Entry):
    """A coefficient with a purpose: the same substance has other factors for other purposes.

    `missing_reason` is what an indicator says when a non-zero quantity meets no value.
    `carry_forward`: the newest earlier value serves where none is announced yet.
    """

    code: Code
    names: Names
    purpose: Literal["coal_equivalent", "inventory", "zero_carbon_park"]
    unit: str
    missing_reason: Literal["factor_missing", "coal_kind_unknown"] = "factor_missing"
    carry_forward: bool = False
    values: tuple[FactorValue, ...] = ()
    citation: Citation


class Price(Entry):
    """The series of value added a priced indicator may divide by."""

    current: Code
    real: Code
    growth: Code


class Indicator(Entry):
    """A formula over items and factors.

    A `total` has `formula`; a `ratio` has `numerator` and `denominator`. All are linear in items, so that
    they add up month by month and site by site. `bounded`: the numerator is part of the denominator, so a
    ratio above one is a balance error. `drawdown`: a hazardous stock whose fall over the window is added to
    the denominator. `reading` numbers the reading of an ambiguous definition. `printed_unit` is what rows
    say where the proved unit keeps apart what people write alike (t of CO2).
    """

    code: Code
    names: Names
    unit: str
    kind: Literal["total", "ratio"]
    formula: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    windows: tuple[Window, ...] = ("month", "ytd", "rolling12", "year")
    price: Price | None = None
    year_on_year: bool = False
    bounded: bool = False
    drawdown: Code | None = None
    reading: int | None = None
    printed_unit: str | None = None
    decimals: int = 2
    better: Literal["lower", "higher", "none"] = "none"
    definition: Names
    citation: Citation


class Target(Entry):
    """What a standard demands of one indicator.

    `fall` is a strict fall year on year; `fall_by` a fall by at least the fraction `value`; `fact` a
    declared fact. `by_level` gives the threshold per level of the park. `value` is in the indicator's unit.
    """

    code: Code
    indicator: Code
    kind: Literal["at_least", "at_most", "fall", "fall_by", "fact"]
    clause: str = Field(min_length=1)
    value: float | None = None
    by_level: dict[Literal["national", "provincial"], float] | None = None
    site_kind: Literal["park", "region"] = "park"
    citation: Citation


class Standard(Entry):
    """A named set of targets with the region and years in which it holds.

    `applies`: to every park of the region, or only where adopted.
    """

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    names: Names
    region: str | None = None
    applies: Literal["always", "adopted"]
    from_year: int | None = None
    until_year: int | None = None
    targets: tuple[Target, ...]
    citation: Citation


class Check(Entry):
    """A numbered plausibility rule of one of the four classes officials know.

    A must be mended; B needs an explanation and the reviewer's release; C an explanation; D is a hint.
    `left` and `right` are formulas over items (balance); `items` the items looked at (else all of the form);
    `activity` what stands for production, the first that is there. What `limit` means stands with each rule;
    `spread` is how many times its own noise a figure must be off to be remarkable; `months` how far
    back a form is compared. `example` shows a case.
    """

    number: Annotated[str, Field(pattern=r"^[ABCD]-\d{2}$")]
    kind: Literal[
        "bound",
        "at_most",
        "balance",
        "gap",
        "jump",
        "unit_slip",
        "digit_slip",
        "frozen",
        "vanished",
        "copied",
        "dropped",
        "against_activity",
        "on_the_line",
        "repeated",
        "annual",
        "cumulative",
        "growth_differs",
        "adjustment",
        "document",
    ]
    names: Names
    cause: Names
    example: Names
    remedy: Names
    items: tuple[Code, ...] = ()
    left: str | None = None
    right: str | None = None
    tolerance: float | None = None
    span: Literal["month", "ytd"] = "month"
    limit: float | None = None
    spread: float | None = None
    months: Annotated[int, Field(ge=1, le=60)] | None = None
    activity: tuple[Code, ...] = ()
    citation: Citation

    @property
    def severity(self) -> str:
        """Return the class letter A, B, C or D."""
        return self.number[0]


class Group(Entry):
    """A group of items as the form shows them."""

    code: Code
    names: Names


class Prefecture(Entry):
    """A prefecture of the closed list reports and scopes use."""

    code: Code
    names: Names


class BlankReason(Entry):
    """Why a value is blank, and what the blank counts as."""

    code: Code
    names: Names
    counts_as: Literal["zero", "missing", "not_applicable"]


class SourceKind(Entry):
    """What kind of document or measurement a figure rests on."""

    code: Code
    names: Names
    estimated: bool = False


class OwnFactorValue(FactorValue):
    """An installation's own value of a factor; it replaces one of the same region and beginning."""

    factor: Code


class TargetConfirmation(Entry):
    """A target an installation has checked against the original; may state a value the files leave open."""

    standard: str
    target: Code
    value: float | None = None
    by_level: dict[Literal["national", "provincial"], float] | None = None
    citation: Citation


class RestDays(Entry):
    """What becomes of a due day on which nobody works: it moves to the next working day."""

    rule: Literal["next_workday"]
    citation: Citation


class Deadline(Entry):
    """When a report is due: the day of the month after its period, and the days of grace before a flag.

    `holidays`: how a day moves that is a rest day (None: it stays).
    """

    code: Literal["month", "year"]
    names: Names
    month_offset: int
    day: int
    grace_days: int
    holidays: RestDays | None = None
    citation: Citation


class FormHead(Entry):
    """What a printed form of a kind of report is headed with: 表名, 表号, 制定机关, 批准文号 and 有效期至.

    `names` is the form's title; blank fields are left out. `valid_until` is written as it is to be printed.
    """

    code: Literal["month", "year"]
    names: Names
    number: str = ""
    authority: Names | None = None
    approval: str = ""
    valid_until: str = ""
    citation: Citation


class TrendSetting(Entry):
    """When a forecast puts a target at risk, and when that is worth a flag.

    `at_risk_below`: probability of meeting the year's target under which a target met so far is at risk. A
    flag is raised once it was under `flag_below` in `months` of the last `of_months` months, and goes only
    when it is `clear_from` or more.
    """

    code: Literal["forecast"]
    names: Names
    at_risk_below: float = Field(ge=0, le=1)
    flag_below: float = Field(ge=0, le=1)
    clear_from: float = Field(ge=0, le=1)
    months: int = Field(ge=1, le=12)
    of_months: int = Field(ge=1, le=12)
    citation: Citation


class FormField(Entry):
    """A field of a form by the names it is printed under, the item it is, and the unit the form states."""

    names: tuple[str, ...] = Field(min_length=1)
    item: Code
    unit: str = Field(min_length=1)


class Form(Entry):
    """A printed form whose fields are known, so that a filled one is read without asking.

    `number` (表号) or the title marks it above its table. `headings` are the columns whose figures are the
    fields' (empty: any column of figures); each is written from top to bottom with ` / ` between.
    """

    code: Code
    names: Names
    number: str = Field(min_length=1)
    headings: tuple[str, ...] = ()
    fields: tuple[FormField, ...] = Field(min_length=1)
    citation: Citation
