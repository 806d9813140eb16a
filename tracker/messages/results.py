"""Texts for the codes of the contract: verdicts, reasons, notes, windows, states, roles.

Each key is the kind of code, an underscore, and the code; `word` in `tracker.messages` puts them together.
"""

from tracker.messages.text import Text

STATUSES: dict[str, Text] = {
    "status_met": Text("● 达标", "● met"),
    "status_at_risk": Text("▲ 预计难达标", "▲ at risk"),
    "status_not_met": Text("✕ 未达标", "✕ not met"),
    "status_not_evaluable": Text("– 暂不评价", "– not evaluable"),
    "status_provisional": Text("初步", "provisional"),
}

REASONS: dict[str, Text] = {
    "reason_not_applicable": Text(
        "所涉数据项均已声明不涉及", "every item it divides by is declared not applicable"
    ),
    "reason_level_unknown": Text("园区级别未填，无法确定目标值", "the level of the park is not known"),
    "reason_no_data": Text("该期间没有数据", "no data in this period"),
    "reason_year_not_over": Text("年度尚未结束", "the year is not over"),
    "reason_incomplete": Text("数据不全，有缺月或缺项", "incomplete figures"),
    "reason_only_cumulative": Text(
        "只有累计数，无法拆分到该期间", "only cumulative figures, which do not fit this window"
    ),
    "reason_only_annual": Text(
        "只有年报数，无法拆分到该期间", "only an annual figure, which does not fit this window"
    ),
    "reason_coal_kind_unknown": Text(
        "原煤煤种不明，没有排放因子", "kind of raw coal unknown, so no emission factor"
    ),
    "reason_factor_missing": Text("该期间没有适用的因子", "no factor for this period"),
    "reason_denominator_not_positive": Text("分母不为正", "the denominator is not positive"),
    "reason_balance": Text("分子大于分母，数据不平衡", "the part exceeds the whole"),
    "reason_scope_changed": Text(
        "两个期间口径或汇总方式不同，不可比", "scope or way of collecting changed in between"
    ),
    "reason_no_baseline": Text("没有上年同期数据", "no figures a year earlier"),
    "reason_baseline_incomplete": Text("上年同期数据不全", "the same window a year earlier is incomplete"),
    "reason_january_february": Text(
        "1、2月合并比较，不单独同比", "January and February are compared together only"
    ),
    "reason_no_comparable_price": Text(
        "没有可比价数据或增速，现价同比不作评价", "no comparable price; current prices are not judged"
    ),
    "reason_unconfirmed": Text("目标值待核实", "the threshold is not confirmed"),
    "reason_evidence_missing": Text("缺少佐证材料", "its document is missing"),
}

NOTES: dict[str, Text] = {
    "note_factor_carried": Text("沿用{detail}年因子", "factor of {detail} carried forward"),
    "note_site_factor": Text("采用本单位实测因子", "the site's own factor"),
    "note_undeclared_item": Text("未填报也未声明不涉及：{detail}", "neither entered nor declared: {detail}"),
    "note_standard_ended": Text("规划期已满，沿用原目标", "plan period over; its targets go on"),
    "note_reading": Text("按第{detail}种口径计算", "by reading {detail} of the definition"),
    "note_stock_as_of": Text("存量数据截至{detail}", "stock as of {detail}"),
    "note_estimated": Text("含估算数据", "estimated figures take part"),
    "note_unconfirmed": Text("含待核实的因子或目标值", "an unconfirmed factor or threshold takes part"),
}

PERIODS: dict[str, Text] = {
    "window_month": Text("当月", "month"),
    "window_ytd": Text("累计", "year to date"),
    "window_rolling12": Text("滚动12个月", "rolling 12 months"),
    "window_year": Text("全年", "year"),
    "basis_real": Text("可比价", "comparable prices"),
    "basis_growth": Text("按可比价增速", "by real growth"),
    "basis_estimated": Text("可比价（估算）", "comparable prices, estimated"),
    "basis_current": Text("现价", "current prices"),
}

STATES: dict[str, Text] = {
    "state_draft": Text("草稿", "draft"),
    "state_submitted": Text("待审核", "submitted"),
    "state_accepted": Text("审核通过", "accepted"),
    "state_returned": Text("退回修改", "returned"),
    "state_withdrawn": Text("已撤回", "withdrawn"),
    "state_reopened": Text("已解锁", "reopened"),
}

FLAGS: dict[str, Text] = {
    "severity_red": Text("红色预警", "red"),
    "severity_orange": Text("橙色预警", "orange"),
    "severity_yellow": Text("黄色预警", "yellow"),
    "axis_compliance": Text("达标", "compliance"),
    "axis_data": Text("数据疑问", "data"),
    "axis_receipt": Text("未报", "receipt"),
    "flag_status_open": Text("待说明", "open"),
    "flag_status_explained": Text("已说明", "explained"),
    "flag_status_accepted": Text("说明已认可", "explanation accepted"),
    "flag_status_rectifying": Text("整改中", "rectifying"),
    "flag_status_to_check": Text("待复核", "to check"),
    "flag_status_closed": Text("已销号", "closed"),
    "flag_status_waived": Text("已豁免", "waived"),
    "flag_status_cleared": Text("消除", "cleared"),
    "cleared_by_correction": Text("数据更正", "correction"),
    "cleared_by_improvement": Text("后续达标", "improvement"),
    "cleared_by_received": Text("迟报已收", "received"),
}

PEOPLE: dict[str, Text] = {
    "actor_operator": Text("运维人员", "operator"),
    "actor_evaluation": Text("系统评价", "evaluation"),
    "actor_via_operator": Text("{name}（运维代办）", "{name} via operator"),
    "role_officer": Text("填报人员", "officer"),
    "role_reviewer": Text("审核人员", "reviewer"),
    "role_administrator": Text("系统管理员", "administrator"),
    "role_auditor": Text("查阅人员", "auditor"),
    "kind_park": Text("园区", "park"),
    "kind_enterprise": Text("企业", "enterprise"),
    "kind_region": Text("区域", "region"),
    "level_national": Text("国家级", "national"),
    "level_provincial": Text("省级", "provincial"),
    "scope_all": Text("全口径", "all firms"),
    "scope_above_scale": Text("规上", "above-scale firms"),
    "collect_direct": Text("直接填报", "direct"),
    "collect_rollup": Text("由企业汇总", "rolled up"),
}

MESSAGES: dict[str, Text] = {**STATUSES, **REASONS, **NOTES, **PERIODS, **STATES, **FLAGS, **PEOPLE}
