"""Whatever a sheet or file holds, an import ends with an answer: no traceback, nothing stored in part."""

import random
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.province import Province
from tests.services.sheets import bring_in, workbook
from tracker.services.exchange.examining import examine
from tracker.services.permissions import OPERATOR

SAID = """月份 指标 单位 园区 数值 本月 累计 上年同期 合计 其中：原煤 原煤(吨) 用电量 万千瓦时 (吨) 2024年3月
3月 202403 2024年 1-3月 示例一园 P1 基101表 单位：万吨 注：无 =1+1 '=x — 未检出 1,234.5 １２ NaN 1e999
甲 乙"""
WORDS = [*SAID.split(), "", " ", "\u202e反", "x" * 300]
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), max_size=8),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-9, 2100).map(float),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(lambda day: datetime.combine(day, time())),
)
SEEDS = st.integers(0, 2**32)
TABLES = st.lists(st.lists(CELLS, max_size=6), max_size=8)
PLAIN = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FULL = settings(PLAIN, max_examples=2_000)


def answers_whole(province: Province, path: Path) -> None:
    """Import and look at a file; a refused one leaves everything as it was."""
    before = len(province.figures())
    examine(province.app, OPERATOR, path, site="P1")
    outcome = bring_in(province, path, site="P1")
    assert outcome.rows == outcome.changed + outcome.unchanged + outcome.refused
    assert outcome.stored == outcome.ok
    if not outcome.ok:
        assert len(province.figures()) == before
    for problem in outcome.problems:
        assert problem.as_json("zh")["message"]


def cells_in(province: Province, rows: list[list[object]]) -> None:
    answers_whole(province, workbook(province.folder, {"3月": rows}))


def bytes_in(province: Province, seed: int) -> None:
    chance = random.Random(seed)
    rows = [["2024年"], ["月份", "柴油(吨)", "汽油(吨)"], ["3月", 5, 6]]
    content = bytearray(workbook(province.folder, {"S": rows}).read_bytes())
    for _ in range(chance.randrange(1, 8)):
        place = chance.randrange(len(content))
        match chance.randrange(3):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                del content[place : place + chance.randrange(1, 200)]
            case _:
                content[place:place] = chance.randbytes(chance.randrange(1, 50))
    path = province.folder / "damaged.xlsx"
    path.write_bytes(content)
    answers_whole(province, path)


def often(
    run: Callable[[Province, Any], None], province: Province, made: st.SearchStrategy[Any], how: settings
) -> None:
    """Run a test on what a strategy makes; the province stays out of what hypothesis shows."""
    how(given(made)(lambda given: run(province, given)))()


def test_any_cells(province: Province) -> None:
    often(cells_in, province, TABLES, PLAIN)


def test_any_damage(province: Province) -> None:
    often(bytes_in, province, SEEDS, PLAIN)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_any_csv(province: Province, encoding: str) -> None:
    def csv_in(province: Province, rows: list[list[object]]) -> None:
        path = province.folder / "any.csv"
        lines = [",".join(str(cell).replace(",", "，") for cell in row) for row in rows]
        path.write_bytes("\n".join(lines).encode(encoding, "replace"))
        answers_whole(province, path)

    often(csv_in, province, TABLES, PLAIN)


@pytest.mark.full
def test_any_cells_often(province: Province) -> None:
    often(cells_in, province, TABLES, FULL)


@pytest.mark.full
def test_any_damage_often(province: Province) -> None:
    often(bytes_in, province, SEEDS, FULL)
