"""Evidence packages: the README they carry, and why one is not built or not understood."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "package_title": Text(
        "# {name} 佐证材料包（{standard}，{years}）", "# Evidence package: {name} ({standard}, {years})"
    ),
    "package_is_demo": Text(
        "**演示数据：数字均为虚构。**", "**Demonstration data: every figure is invented.**"
    ),
    "package_is_real": Text("", ""),
    "package_is_provisional": Text(
        "**初步：所涉月份尚未全部审核通过，或含估算、未声明的数据。**",
        "**Provisional: not every month is accepted, or estimated or undeclared figures take part.**",
    ),
    "package_is_final": Text("", ""),
    "package_readme": Text(
        """\
本包为 BagIt 格式，任何人都可以核验，不需要账号，也不需要安装本系统：

    python3 verify.py 本包.zip --key public_key.bin

需要 Python 3.11 或更新版本。公钥应从签发单位另行取得；不带 `--key` 时只能说明内容自洽，不能证明来源。
`verify.py` 也应取自可信来源。

| 文件 | 内容 |
| --- | --- |
| data/package.json | 本包所述园区、标准、年份、版次、评价日期 |
| data/figures.json | 已报的填报值：填报原文、单位、折算后的数值、来源 |
| data/sites.json | 园区及其企业，填报项目表 |
| data/reports.json | 报表状态 |
| data/catalog.json | 所用规则：数据项、系数、指标公式、目标，以及单位折算 |
| data/results.json | 各指标的数值和评价结论 |
| verify.py | 核验程序：由填报值重新计算每一个结果 |

单个园区的结论是按园区分解评价（本系统口径）。暂不评价的结论都注明原因。
填报值除所列年份和上年外，还包括结果所依据的更早数据（期初存量、可比价衔接、各项首次填报）。
""",
        """\
This is a BagIt bag. Anyone can check it, without an account and without installing the program:

    python3 verify.py PACKAGE.zip --key public_key.bin

Python 3.11 or newer is needed. Get the public key from the issuing office by another way; without `--key` the
answer can only be that the package is consistent with itself, not where it comes from. Take `verify.py` from a
source you trust, too.

| file | holds |
| --- | --- |
| data/package.json | park, standard, years, revision, day of the verdicts |
| data/figures.json | the reported figures: text and unit as typed, value after conversion, source |
| data/sites.json | the park and its enterprises, with their item tables |
| data/reports.json | states of the reports |
| data/catalog.json | the rules used: items, factors, formulas, targets, and unit conversions |
| data/results.json | every indicator's value and verdict |
| verify.py | the check: computes every result again from the figures |

Verdicts on one park are broken down by park, by the program's own reading. What is not evaluable says why.
Besides the years named and the one before, figures include what else the results rest on: opening stocks, prices
for chaining, and the first figure of each item.
""",
    ),
    "package_years": Text(
        "年份“{years}”无法识别；请写成 2022-2024 或 2024，最多 {most} 年。",
        "Years “{years}” are none; write 2022-2024 or 2024, at most {most} years.",
    ),
    "package_years_to_come": Text(
        "年份 {years} 晚于今年（{year}）。", "Years {years} reach beyond this year ({year})."
    ),
    "package_of_enterprise": Text(
        "{site} 是企业；佐证材料包按园区或区域生成。",
        "{site} is an enterprise; packages are built for parks and regions.",
    ),
    "package_no_figures": Text(
        "{site} 在 {years} 没有已报数据，无法生成佐证材料包。",
        "{site} has no reported figure in {years}, so there is nothing to prove.",
    ),
    "key_missing": Text(
        "找不到签名密钥 {path}；请运行 tracker init。", "The signing key {path} is missing; run tracker init."
    ),
    "key_damaged": Text("签名密钥 {path} 已损坏。", "The signing key {path} is damaged."),
    "not_a_key": Text(
        "{path} 不是公钥文件（应为 32 字节）。", "{path} is not a public key (a file of 32 bytes)."
    ),
    "unknown_indicator": Text(
        "没有指标 {indicator}；可用：{known}。", "There is no indicator {indicator}; there are {known}."
    ),
    "unknown_standard": Text(
        "没有标准 {standard}；可用：{known}。", "There is no standard {standard}; there are {known}."
    ),
    "unknown_window": Text(
        "没有统计期间 {window}；可用：{known}。", "There is no window {window}; there are {known}."
    ),
    "wrong_period": Text(
        "期间“{period}”应写成 2024（全年）或 2024-03（当月、累计、滚动12个月）。",
        "Period “{period}” should be 2024 (year) or 2024-03 (month, ytd, rolling12).",
    ),
    "window_period": Text(
        "统计期间 {window} 与期间 {period} 不符：年份对应全年，月份对应当月、累计和滚动12个月。",
        "Window {window} and period {period} contradict each other: a year goes with year, a month with the others.",
    ),
}
