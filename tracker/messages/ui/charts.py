"""Texts in charts."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "chart_months": Text(
        "1月,2月,3月,4月,5月,6月,7月,8月,9月,10月,11月,12月",
        "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec",
    ),
    "chart_month": Text("月份", "Month"),
    "chart_year": Text("年份", "Year"),
    "chart_value": Text("数值", "Value"),
    "chart_this_year": Text("{year}年", "{year}"),
    "chart_last_year_bound": Text("{year}年（须低于）", "{year} (stay below)"),
    "chart_bound": Text("目标 {sign} {value}", "target {sign} {value}"),
    "chart_forecast": Text("预计", "expected"),
    "chart_band": Text("80 % 区间", "80 % band"),
    "chart_band_short": Text("80 %", "80 %"),
    "chart_span": Text("{low}—{high}", "{low}–{high}"),
    "chart_pace_most": Text("余下月均 ≤ {value}", "rest averages ≤ {value}"),
    "chart_pace_least": Text("余下月均 ≥ {value}", "rest averages ≥ {value}"),
    "chart_title": Text("{indicator}（{unit}）", "{indicator} ({unit})"),
}
