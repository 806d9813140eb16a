"""Write docs/codes.md: every code a script or person may meet, in both languages, from the texts."""

import sys
from pathlib import Path

from tracker.catalog.catalog import Catalog
from tracker.catalog.entries import Names
from tracker.catalog.loader import load_catalog
from tracker.messages import all_messages

PAGE = Path("docs/codes.md")
HEAD = """# Codes · 代码表

Written by `make codes` from the rules in `schemas/` and the texts in `tracker/messages/`; don't edit.
Stored data and JSON hold codes with parameters; sentences are made when they are shown.
由 `make codes` 根据 `schemas/` 与 `tracker/messages/` 生成，请勿手工修改。
"""
KINDS = {
    "status": "Findings · 评价结论",
    "reason": "Reasons · 原因",
    "note": "Notes · 附注",
    "window": "Windows · 统计期间",
    "basis": "Bases of a change · 同比口径",
    "state": "States of a report · 报表状态",
    "severity": "Severities · 预警等级",
    "axis": "Axes of a flag · 预警类别",
    "flag_status": "States of a flag · 预警状态",
    "cleared_by": "How a flag was cleared · 消除方式",
    "role": "Roles · 角色",
    "scope": "Scopes · 口径",
    "collect": "Ways of collecting · 汇总方式",
}


def page() -> str:
    """Return the whole page."""
    catalog = load_catalog()
    return "\n".join([HEAD, *_catalog_tables(catalog), *_contract_tables(), _all_texts()])


def _catalog_tables(catalog: Catalog) -> list[str]:
    return [
        _named("Items · 数据项", {item.code: item.names for item in catalog.items.values()}),
        _named("Indicators · 指标", {entry.code: entry.names for entry in catalog.indicators.values()}),
        _named("Standards · 标准", {entry.code: entry.names for entry in catalog.standards.values()}),
        _checks(catalog),
        _named("Reasons of a blank · 空白原因", {r.code: r.names for r in catalog.blank_reasons.values()}),
        _named("Sources · 数据来源", {s.code: s.names for s in catalog.sources.values()}),
        _named("Prefectures · 州（市）", {p.code: p.names for p in catalog.prefectures.values()}),
    ]


def _checks(catalog: Catalog) -> str:
    """Return what every check finds, with a case, and what to do; both languages in one cell."""
    lines = ["## Checks · 审核规则\n", "| code | 名称 Name | 原因 Cause | 示例 Example | 处理 What to do |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for number, check in sorted(catalog.checks.items()):
        cells = (check.names, check.cause, check.example, check.remedy)
        lines.append(f"| `{number}` | " + " | ".join(_cell(f"{c.zh}<br>{c.en}") for c in cells) + " |")
    return "\n".join([*lines, ""])


def _contract_tables() -> list[str]:
    texts = all_messages()
    tables = []
    for kind, title in KINDS.items():
        found = {key.removeprefix(f"{kind}_"): texts[key] for key in texts if key.startswith(f"{kind}_")}
        tables.append(_table(title, [(code, text.zh, text.en) for code, text in found.items()]))
    return tables


def _all_texts() -> str:
    shown = {code: text for code, text in all_messages().items() if not code.startswith("cli_help_")}
    return _table(
        "All messages · 全部消息", [(code, shown[code].zh, shown[code].en) for code in sorted(shown)]
    )


def _named(title: str, names: dict[str, Names]) -> str:
    return _table(title, [(code, name.zh, name.en) for code, name in names.items()])


def _table(title: str, rows: list[tuple[str, str, str]]) -> str:
    lines = [f"## {title}\n", "| code | 中文 | English |", "| --- | --- | --- |"]
    lines += [f"| `{code}` | {_cell(zh)} | {_cell(en)} |" for code, zh, en in rows]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
