"""The item a title names for a table that names none itself: 各企业用电量统计表 over 企业名称 | 1月 | 2月."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tracker.services.exchange.spreadsheets.columns import Column
from tracker.services.exchange.spreadsheets.headings import plain
from tracker.services.exchange.spreadsheets.vocabulary import Vocabulary

_SHORTEST, _LONGEST = 2, 60
_FILLING = re.compile(
    r"[各全本园区内企业公司单位下属分按月年度份季报表统计汇总总情况明细台账一览数据附件的:、,()\-—_.\d]*"
)
"""What may stand in such a title beside site, time and item without making it speak of something else."""


def with_item_of_title(
    columns: tuple[Column, ...], lines: Iterable[str], vocabulary: Vocabulary, places: Mapping[str, str]
) -> tuple[Column, ...]:
    """Return the columns of figures as those of the one item the `lines` above them name, if one does.

    Only where neither columns nor rows name an item, and rows or columns are months or sites.
    """
    named = any(column.role in ("item", "section") or column.meaning.item for column in columns)
    apart = any(
        column.role in ("period", "month", "site") or column.site or column.meaning.span.month
        for column in columns
    )
    if named or not apart:
        return columns
    titles = [text for line in lines if len(text := plain(line)) <= _LONGEST]
    items = {item for line in titles if (item := _item_said(line, vocabulary, places))}
    if len(items) != 1:
        return columns
    (item,) = items

    def of_item(column: Column) -> Column:
        if column.role != "value" or column.meaning.confidence == "likely":
            return column
        return replace(column, meaning=replace(column.meaning, item=item, confidence="certain"))

    return tuple(map(of_item, columns))


def _item_said(line: str, vocabulary: Vocabulary, places: Mapping[str, str]) -> str | None:
    """Return the item a line is about, None where it names none, several or something beside it."""
    for name in sorted(map(plain, places), key=len, reverse=True):
        line = line.replace(name, "")
    line = re.sub(r"\([^()]*\)|(?:计量)?单位:.*", "", line)
    found: dict[str, str] = {}
    for length in range(len(line), _SHORTEST - 1, -1):
        for start in range(len(line) - length + 1):
            part = line[start : start + length]
            if item := vocabulary.item(part):
                found[part] = item[0]
                line = line.replace(part, " " * length)
    rest = "".join(line.split())
    return next(iter(found.values())) if len(found) == 1 and _FILLING.fullmatch(rest) else None
