"""Evidence packages: the README they carry, and why one is not built or not understood."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "package_title": Text(
        "# {name} 佐证材料包（{standard}，{years}）", "# Evidence package: {name} ({standard}, {years})"
    ),
    "package_is_demo": Text(
        "**演示数据：数字均为虚构。**", "**Demonstration data: every figure is invented.**"
    ),
    "package_is_provisional": Text(
        "**初步：所涉月份尚未全部审核通过，或含估算、未声明的数据。**",
        "**Provisional: not every month is accepted, or estimated or undeclared figures take part.**",
    ),
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
| data/documents.json | 佐证材料清单：文件名、大小、SHA-256；文件本身不在包内 |
| data/catalog.json | 所用规则：数据项、系数、指标公式、目标，以及单位折算 |
| data/results.json | 各指标的数值和评价结论 |
| verify.py | 核验程序：由填报值重新计算每一个结果 |

单个园区的结论是按园区分解评价（本系统口径）。暂不评价的结论都注明原因。
填报值除所列年份和此前两年外，还包括结果所依据的更早数据（期初存量、可比价衔接、各项首次填报）。
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
| data/documents.json | the documents attached: name, size, SHA-256; the files themselves are not packed |
| data/catalog.json | the rules used: items, factors, formulas, targets, and unit conversions |
| data/results.json | every indicator's value and verdict |
| verify.py | the check: computes every result again from the figures |

Verdicts on one park are broken down by park, by the program's own reading. What is not evaluable says why.
Besides the years named and the two before, figures include what else the results rest on: opening stocks, prices
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
    "package_no_such_file": Text("找不到文件 {file}。", "There is no file {file}."),
    "package_not_a_zip": Text(
        "{file} 不是完整的 zip 文件（可能被截断或改动）。",
        "{file} is not a whole zip file; it may be cut off or altered.",
    ),
    "package_not_a_package": Text(
        "{file} 里没有佐证材料包（缺 bagit.txt）。",
        "{file} holds no evidence package (bagit.txt is missing).",
    ),
    "package_too_many_members": Text(
        "{file} 包含的文件过多，不予读取。", "{file} holds too many files to be read."
    ),
    "package_too_large": Text("{file} 解压后过大，不予读取。", "{file} would be too large unpacked."),
    "package_overlapping_members": Text(
        "{file} 内的文件互相重叠，不予读取。", "Files inside {file} overlap; it is not read."
    ),
    "package_link": Text("{file} 是链接，不予读取。", "{file} is a link; it is not read."),
    "package_unreadable": Text(
        "{file} 无法解压，已损坏或加密。", "{file} cannot be unpacked: damaged or encrypted."
    ),
    "package_expands_too_much": Text(
        "{file} 压缩比异常，不予读取。", "{file} expands too much; it is not read."
    ),
    "package_bad_name": Text(
        "文件名 {file} 指向包外，不予读取。", "The name {file} points outside the package."
    ),
    "package_duplicate_member": Text("文件 {file} 重复。", "The file {file} is there twice."),
    "package_outside_the_bag": Text("{file} 不在包的文件夹内。", "{file} lies outside the package's folder."),
    "package_missing_member": Text("缺少文件 {file}。", "The file {file} is missing."),
    "package_signature_does_not_fit": Text(
        "签名与内容不符：签发之后有改动。", "The signature does not fit: something was changed after signing."
    ),
    "package_not_json": Text("{file} 不是可读的 JSON。", "{file} is no readable JSON."),
    "package_bad_years": Text("{file} 所载年份无法识别。", "The years stated in {file} cannot be read."),
    "package_bad_period": Text(
        "{file} 第 {row} 条的期间无法识别。", "The period of entry {row} in {file} cannot be read."
    ),
    "package_not_a_number": Text(
        "{file} 第 {row} 条的数值不是数。", "The value of entry {row} in {file} is no number."
    ),
    "package_too_many_years": Text(
        "{file} 跨越的年份过多，不予重算。", "{file} spans too many years to be recomputed."
    ),
    "package_cannot_be_recomputed": Text(
        "包内数据不完整或格式不对，无法重算 {file}。",
        "The data are incomplete or misshapen; {file} cannot be recomputed.",
    ),
    "package_not_named": Text("文件 {file} 未列入清单。", "The file {file} is named by no manifest."),
    "package_gone": Text(
        "清单所列文件 {file} 不在包内。", "The file {file} is named by a manifest and not there."
    ),
    "package_changed": Text(
        "文件 {file} 与清单不符：清单所载 {stated}，实际 {recomputed}。",
        "{file} is not what its manifest says: {stated} stated, {recomputed} found.",
    ),
    "package_row_differs": Text(
        "{file} 第 {row} 条与重算结果不符：所载 {stated}，重算 {recomputed}。",
        "Entry {row} of {file} differs: {stated} stated, {recomputed} recomputed.",
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
