"""Texts about what drove a change: effects, what activity was measured by, reasons and notes."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "effect_activity": Text("产出规模", "Activity"),
    "effect_structure": Text("产出结构", "Structure"),
    "effect_intensity": Text("强度", "Intensity"),
    "effect_mix": Text("能源结构", "Energy mix"),
    "effect_factor": Text("排放因子", "Emission factor"),
    "effect_unsplit": Text("未能分解", "Not split"),
    "effect_help_activity": Text("产出增减带来的变化。", "What growing or shrinking output brought about."),
    "effect_help_structure": Text(
        "各企业（各园区）产出占比变化带来的变化。",
        "What came of enterprises (or parks) having other shares in output.",
    ),
    "effect_help_intensity": Text(
        "单位产出用量变化带来的变化。", "What came of using more or less per unit of output."
    ),
    "effect_help_mix": Text(
        "各能源品种占综合能源消费量比重变化带来的变化。",
        "What came of other shares of the kinds of energy in all energy.",
    ),
    "effect_help_factor": Text(
        "单位能源排放量变化带来的变化，含电网因子和自发自用可再生电力。",
        "What came of emitting more or less per unit of energy: grid factor, own renewable power.",
    ),
    "effect_help_unsplit": Text(
        "有用量而无产出、或净值正负号改变的部分，不作分解，整体列示。",
        "Parts with use but no output, or whose net value changed its sign, are shown whole.",
    ),
    "measure_real": Text("工业增加值（可比价）", "value added at comparable prices"),
    "measure_chained": Text(
        "工业增加值（可比价，换基年链接）", "value added at comparable prices, linked across base years"
    ),
    "measure_growth": Text("工业增加值（按可比价增速推算）", "value added by its stated real growth"),
    "measure_mixed": Text(
        "工业增加值（可比价，各单位取得方式不一）", "value added at comparable prices, had in several ways"
    ),
    "measure_current": Text(
        "工业增加值（现价，含价格变动）", "value added at current prices, price changes included"
    ),
    "measure_gross_output": Text(
        "工业总产值（现价；缺工业增加值，以此代替）",
        "gross output at current prices, in place of value added, which is missing",
    ),
    "flat_direct": Text(
        "园区直接填报，不分企业间结构。", "The park enters its own figures: no structure between enterprises."
    ),
    "flat_one_member": Text(
        "只有一家企业，不分企业间结构。", "There is one enterprise only: no structure between enterprises."
    ),
    "flat_members_moved": Text(
        "期间有企业调入或调出，不分企业间结构。",
        "Enterprises moved in or out during the spans: no structure between enterprises.",
    ),
    "flat_members_without_activity": Text(
        "有企业缺产出数据，不分企业间结构。",
        "Some enterprise's output is missing: no structure between enterprises.",
    ),
    "reason_negative_net": Text("净值为负，不作分解", "the net figure is negative: not decomposed"),
    "reason_activity_not_positive": Text(
        "产出为零或为负，不作分解", "output is not above zero: not decomposed"
    ),
    "reason_no_activity": Text(
        "两期没有都可用的工业增加值或工业总产值",
        "neither value added nor gross output is known in both spans",
    ),
    "note_current_shares": Text("企业产出占比按现价计算", "enterprises' shares in output at current prices"),
    "note_set_aside": Text("未分解：{detail}", "not split: {detail}"),
    "unknown_quantity": Text(
        "没有可分解的总量 {quantity}；可用：{known}。",
        "{quantity} is no total that can be decomposed; there are {known}.",
    ),
    "drivers_spans": Text(
        "{period} 与 {against} 不能对比：须为两个年份（2024 与 2023），或两年的同一月份累计（2024-05 与 2023-05），较早的在后。",
        "{period} and {against} do not compare: give two years (2024, 2023) or the same month of two "
        "(2024-05, 2023-05: January to then), the earlier one second.",
    ),
    "waterfall_effect": Text("因素", "Effect"),
    "waterfall_up": Text("▲ 增加 {value}", "▲ adds {value}"),
    "waterfall_down": Text("▼ 减少 {value}", "▼ takes {value}"),
    "waterfall_none": Text("无影响", "none"),
    "waterfall_join": Text("，", ", "),
    "waterfall_alt": Text("{title}：{start}；{steps}；{end}。", "{title}: {start}; {steps}; {end}."),
}
