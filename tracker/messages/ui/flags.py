"""Texts of 预警处置."""

from tracker.messages.text import Text

_QUEUE = {
    "ui_live_flags": Text("未销号", "open"),
    "ui_no_open_flags": Text("目前没有未销号的预警。", "There is no open flag at present."),
    "ui_no_flags": Text(
        "没有符合条件的预警。可放宽上面的筛选条件。", "No flag matches. Widen the filters above to see more."
    ),
    "ui_all_severities": Text("全部级别", "all severities"),
    "ui_all_years": Text("全部年度", "all years"),
    "ui_flag_year": Text("年度", "Year"),
    "ui_flag_severity": Text("级别", "Severity"),
    "ui_flag_turn": Text("待处理方", "Whose turn"),
    "ui_turn_all": Text("全部", "all"),
    "ui_turn_mine": Text("待我处理", "awaiting me"),
    "ui_flag_count": Text("共 {count} 条", "{count} {count:flag|flags}"),
    "ui_flag_counts": Text(
        "共 {count} 条，待我处理 {mine} 条", "{count} {count:flag|flags}, {mine} {mine:awaits|await} you"
    ),
    "ui_flag_queue": Text("预警清单", "Flags"),
    "ui_flags_more": Text(
        "按轻重缓急列出前 {count} 条，共 {total} 条。", "The {count} most urgent of {total}."
    ),
    "ui_flags_all": Text("全部列出", "List all"),
    "ui_flag_site": Text("园区", "Park"),
    "ui_flag_period": Text("期间", "Period"),
    "ui_flag_message": Text("内容", "What"),
    "ui_flag_status": Text("状态", "Status"),
    "ui_flag_since": Text("{day} 提出", "raised {day}"),
    "ui_flag_raised": Text("提出日期", "Raised"),
    "ui_flag_due": Text("期限", "Due"),
    "ui_flag_due_by": Text("期限 {day}", "due {day}"),
    "ui_flag_mine": Text("待我处理", "awaiting me"),
    "ui_turn_open": Text("待园区说明", "the park's turn"),
    "ui_turn_explained": Text("待审核人员处理", "the reviewer's turn"),
    "ui_turn_accepted": Text("待原因消除或销号", "until its cause is gone or it is closed"),
    "ui_flag_pick": Text("请从左侧选择一条预警。", "Pick a flag on the left."),
}

_ONE = {
    "ui_figure_period": Text("评价期间", "Period judged"),
    "ui_figure_value": Text("数值", "Value"),
    "ui_figure_required": Text("要求", "Required"),
    "ui_figure_shortfall": Text("差距", "Shortfall"),
    "ui_figure_forecast": Text("全年预测", "Year ahead"),
    "ui_figure_band": Text("（{level} % 区间 {low}—{high}）", " ({level} % band {low} to {high})"),
    "ui_figure_required_of_year": Text("全年要求", "Required of the year"),
    "ui_figure_expected_shortfall": Text("预计差距", "Expected shortfall"),
    "ui_figure_probability": Text("达标概率", "Chance of meeting it"),
    "ui_figure_left_months": Text("余下月份", "Months left"),
    "ui_figure_left_most": Text(
        "{months} 个月，平均不得高于 {average} {unit}",
        "{months} {months:month|months}, at most {average} {unit} on average",
    ),
    "ui_figure_left_least": Text(
        "{months} 个月，平均不得低于 {average} {unit}",
        "{months} {months:month|months}, at least {average} {unit} on average",
    ),
    "ui_figure_months_below": Text("低于预警概率", "Below the warning probability"),
    "ui_figure_of_months": Text(
        "最近 {months} 个月中有 {below} 个月", "{below} of the last {months} {months:month|months}"
    ),
    "ui_figure_change": Text("与要求值相比", "Against what is required"),
    "ui_figure_usual": Text("通常值", "Usual"),
    "ui_figure_times": Text("相差倍数", "Factor"),
    "ui_figure_limit": Text("限值", "Limit"),
    "ui_figure_left": Text("等式左侧", "Left side"),
    "ui_figure_right": Text("等式右侧", "Right side"),
    "ui_figure_months": Text("各月合计", "Sum of its months"),
    "ui_figure_computed": Text("推算值", "Computed"),
    "ui_figure_items": Text("未填项目", "Blank items"),
    "ui_figure_due": Text("应报日期", "Due"),
    "ui_figure_late": Text("已逾期", "Overdue"),
    "ui_figure_days": Text("{days} 天", "{days} {days:day|days}"),
    "ui_figure_explanation": Text("报送时的说明", "Explained on submission"),
    "ui_figure_notes": Text("说明", "Notes"),
    "ui_figure_cleared_by": Text("消除原因", "Cleared by"),
    "ui_flag_provisional": Text("初步", "provisional"),
    "ui_flag_word": Text("园区说明", "The park's explanation"),
    "ui_flag_to_indicator": Text("查看该园区指标", "The park's indicator"),
    "ui_flag_to_report": Text("查看报表", "The report"),
    "ui_flag_to_entry": Text("去填报", "To the entry form"),
    "ui_flag_previous": Text("上一次同类预警", "The flag before this one"),
    "ui_flag_history": Text("处置经过", "What happened"),
    "ui_flag_ended": Text("这条预警已结束，不需要再处置。", "This flag has ended; nothing is left to do."),
    "ui_flag_no_step": Text(
        "目前没有需要您办理的事项（{turn}）。", "There is nothing for you to do now ({turn})."
    ),
    "ui_work_flag": Text("处置", "What to do"),
    "ui_flag_reason_explain": Text(
        "情况说明（至少六个字，说明原因和整改措施）",
        "Why it is so and what will be done (six characters at least)",
    ),
    "ui_flag_reason_review": Text(
        "处置意见（销号须写明理由，至少六个字）", "Remark (closing needs a reason of six characters at least)"
    ),
    "ui_flag_explain": Text("提交说明", "Explain"),
    "ui_flag_explain_done": Text("说明已提交。", "The explanation is recorded."),
    "ui_flag_accept": Text("认可说明", "Accept the explanation"),
    "ui_flag_accept_done": Text("说明已认可。", "The explanation is accepted."),
    "ui_flag_close": Text("销号", "Close the flag"),
    "ui_flag_close_done": Text("预警已销号。", "The flag is closed."),
}

_STEPS = {
    "ui_step_opened": Text("提出预警", "raised"),
    "ui_step_updated": Text("重新评价", "evaluated again"),
    "ui_step_updated_times": Text("重新评价 {count} 次", "evaluated again {count} {count:time|times}"),
    "ui_step_cleared": Text("原因消除", "cleared"),
    "ui_step_gone": Text("销号后原因消失", "its cause went after closing"),
    "ui_step_explained": Text("说明情况", "explained"),
    "ui_step_accepted": Text("认可说明", "explanation accepted"),
    "ui_step_closed": Text("销号", "closed"),
    "ui_step_figure": Text("数值 {value} {unit}", "value {value} {unit}"),
}

MESSAGES: dict[str, Text] = {**_QUEUE, **_ONE, **_STEPS}
