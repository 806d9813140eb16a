"""Trends and forecasts: what is said of where an indicator is going, and why nothing can be said."""

from tracker.messages.text import Text

VERDICTS: dict[str, Text] = {
    "verdict_declining": Text("下降", "declining"),
    "verdict_no_trend": Text("无明显趋势", "no clear trend"),
    "verdict_rising": Text("上升", "rising"),
    "verdict_too_short": Text("数据不足", "too little data"),
    "trend_tested": Text(
        "{verdict}：截至 {through} 有 {n} 个可用月，平均每年 {change}（95% 区间 {low} 至 {high}），p {p}（带一阶自相关误差的回归检验）。",
        "{verdict}: {n} usable months through {through}, {change} a year on average (95% limits {low} to {high}), p {p} (regression with AR(1) errors).",
    ),
    "trend_constant": Text(
        "{verdict}：截至 {through} 有 {n} 个可用月，各年同月的数值没有变化，不需检验。",
        "{verdict}: {n} usable months through {through}, no month ever differed from the same month of another year; nothing to test.",
    ),
    "trend_too_short": Text(
        "{verdict}：截至 {through} 只有 {n} 个可用月，不足 24 个月，不判断趋势。",
        "{verdict}: {n} usable months through {through}, fewer than 24; no trend is judged.",
    ),
    "trend_no_figures": Text("{verdict}：没有数据。", "{verdict}: there are no figures."),
    "trend_no_comparable_price": Text(
        "没有可比价增加值或增速，按现价不判断趋势、不作预测。",
        "There is neither value added at comparable prices nor its growth; at current prices no trend is judged and nothing forecast.",
    ),
}

FORECASTS: dict[str, Text] = {
    "forecast_stated": Text(
        "预计 {year} 年全年 {value} {unit}（80% 区间 {low}–{high}）{chance}。",
        "{year} as a whole is expected at {value} {unit} (80% band {low}–{high}){chance}.",
    ),
    "forecast_year_over": Text(
        "{year} 年全年 {value} {unit}{before}。", "{year} as a whole: {value} {unit}{before}."
    ),
    "forecast_before": Text("，上年 {baseline}", ", the year before {baseline}"),
    "forecast_at_bound": Text(
        "各月均为 {value} {unit}，没有波动，预计 {year} 年全年不变{chance}。",
        "Every month stands at {value} {unit} without variation; {year} as a whole is expected to do so too{chance}.",
    ),
    "forecast_fall": Text(
        "，低于上年 {required} 的概率{probability}",
        ", below the {required} of the year before with probability {probability}",
    ),
    "forecast_at_most": Text(
        "，不高于 {required} 的概率{probability}", ", at most {required} with probability {probability}"
    ),
    "forecast_at_least": Text(
        "，达到 {required} 的概率{probability}", ", at least {required} with probability {probability}"
    ),
    "probability_about": Text("约 {percent}%", "of about {percent}%"),
    "probability_high": Text("大于 99%", "above 99%"),
    "probability_low": Text("小于 1%", "below 1%"),
    "forecast_none": Text("暂不预测全年：{reason}。", "The year is not forecast: {reason}."),
    "forecast_reason_no_data": Text("今年没有可用数据", "no usable figures this year"),
    "forecast_reason_denominator_not_positive": Text("分母不为正", "the denominator is not positive"),
    "forecast_reason_numerator_not_positive": Text("分子不为正", "the numerator is not positive"),
    "forecast_reason_year_just_begun": Text(
        "年初数据不足两个月", "fewer than two months of the year are known"
    ),
    "forecast_reason_incomplete": Text("上年缺月过多", "too many months of last year are missing"),
    "forecast_reason_too_short": Text("此前可用的年份不足两年", "fewer than two earlier years can be used"),
    "forecast_reason_too_uncertain": Text(
        "数据波动过大，预测不可靠", "figures vary too much for a forecast to be relied on"
    ),
}

REMAINING: dict[str, Text] = {
    "remaining_at_most": Text(
        "余下 {months} 个月平均不得高于 {average} {unit}{assumed}{recent}。",
        "The remaining {months} months may average at most {average} {unit}{assumed}{recent}.",
    ),
    "remaining_at_least": Text(
        "余下 {months} 个月平均不得低于 {average} {unit}{assumed}{recent}。",
        "The remaining {months} months must average at least {average} {unit}{assumed}{recent}.",
    ),
    "remaining_assumed_value_added": Text(
        "（按余下月份增加值 {denominator} {denominator_unit}，与今年以来增速相同测算）",
        " (assuming value added of {denominator} {denominator_unit} in them, growing as this year so far)",
    ),
    "remaining_assumed": Text(
        "（按余下月份分母 {denominator} {denominator_unit}，与今年以来增速相同测算）",
        " (assuming a denominator of {denominator} {denominator_unit} in them, growing as this year so far)",
    ),
    "remaining_recent": Text("，近 {months} 个月为 {average}", "; the last {months} months: {average}"),
    "remaining_never": Text(
        "余下 {months} 个月无论怎样，都已不能达到全年目标。",
        "Whatever the remaining {months} months bring, the year's target can no longer be met.",
    ),
    "remaining_surely": Text(
        "余下 {months} 个月无论怎样，都能达到全年目标。",
        "Whatever the remaining {months} months bring, the year's target is met.",
    ),
}

NOTES: dict[str, Text] = {
    "note_forecast": Text("按预测列为难达标", "at risk by the forecast of the year"),
    "note_no_forecast": Text("未作全年预测", "the year is not forecast"),
    "note_no_test": Text("未作趋势检验", "no trend is tested"),
    "note_prices_real": Text("按可比价", "at comparable prices"),
    "note_prices_growth": Text("按可比价增速推算", "by stated real growth"),
    "note_prices_estimated": Text("按估算的可比价", "at estimated comparable prices"),
    "note_no_comparable_price": Text("没有可比价数据或增速", "no comparable price"),
    "note_scope_changed": Text("口径变动前的月份不计", "months of another scope are left out"),
    "note_no_data": Text("没有数据", "no data"),
    "note_stands_at_bound": Text("一直等于目标值，没有波动", "stands at its bound without variation"),
    "note_at_least": Text("余下月份的平均是下限", "the average of the remaining months is a minimum"),
    "note_cannot_be_met": Text("已不能达到", "cannot be met any more"),
    "note_met_whatever_comes": Text("必能达到", "met whatever comes"),
}

ASKED: dict[str, Text] = {
    "trend_through": Text("月份“{through}”应写成 2024-03。", "Month “{through}” should be written 2024-03."),
    "cli_help_trend": Text(
        "趋势检验、全年预测与余下月份", "Tests for a trend, the year's forecast, what is left"
    ),
    "cli_help_through": Text(
        "截至月份，默认最后一个有数的月", "Last month looked at; by default the last with a figure"
    ),
    "cli_help_one_indicator": Text("指标代码", "Code of an indicator"),
}

MESSAGES: dict[str, Text] = {**VERDICTS, **FORECASTS, **REMAINING, **NOTES, **ASKED}
