"""What the checks found: a sentence per kind of check, with the numbers in it."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "check_bound": Text(
        "{item_zh} {month}为 {value:,.10g} {unit}，超过合理上限 {limit:,.10g} {unit}。{remedy_zh}",
        "{item_en} in {month} is {value:,.10g} {unit}, above the plausible maximum of {limit:,.10g} {unit}. {remedy_en}",
    ),
    "check_bound_ytd": Text(
        "{item_zh} 年初至{month}累计为 {value:,.10g} {unit}，不应小于 {limit:,.10g}。{remedy_zh}",
        "{item_en} from January to {month} adds up to {value:,.10g} {unit}, which can't be below {limit:,.10g}. {remedy_en}",
    ),
    "check_at_most": Text(
        "{check_zh}：{month}为 {left:,.10g} {unit}，不应超过 {right:,.10g} {unit}。{remedy_zh}",
        "{check_en}: {left:,.10g} {unit} in {month}, where {right:,.10g} {unit} is the most it can be. {remedy_en}",
    ),
    "check_at_most_ytd": Text(
        "{check_zh}：年初至{month}累计为 {left:,.10g} {unit}，不应超过 {right:,.10g} {unit}。{remedy_zh}",
        "{check_en}: {left:,.10g} {unit} from January to {month}, where {right:,.10g} {unit} is the most it can be. {remedy_en}",
    ),
    "check_balance": Text(
        "{check_zh}：{month}等式左侧为 {left:,.10g} {unit}，等式右侧为 {right:,.10g} {unit}，相差 {value:,.10g} {unit}。{remedy_zh}",
        "{check_en}: {left:,.10g} {unit} on one side and {right:,.10g} {unit} on the other in {month}, {value:,.10g} {unit} apart. {remedy_en}",
    ),
    "check_balance_ytd": Text(
        "{check_zh}：年初至{month}累计，等式左侧为 {left:,.10g} {unit}，等式右侧为 {right:,.10g} {unit}，相差 {value:,.10g} {unit}。{remedy_zh}",
        "{check_en}: {left:,.10g} {unit} on one side and {right:,.10g} {unit} on the other from January to {month}, {value:,.10g} {unit} apart. {remedy_en}",
    ),
    "check_repeated": Text(
        "{check_zh}：{month}两者都是 {left:,.10g} {unit}，疑似合计与分项重复填报。{remedy_zh}",
        "{check_en}: both are {left:,.10g} {unit} in {month}, as if a total was entered beside its parts. {remedy_en}",
    ),
    "check_document": Text(
        "{item_zh} {month}为 {value:,.10g} {unit}，须附{document_zh}，尚未上传。{remedy_zh}",
        "{item_en} in {month} is {value:,.10g} {unit} and needs {document_en}; none is attached. {remedy_en}",
    ),
    "check_gap": Text(
        "{item_zh} {month}应填未填。{remedy_zh}",
        "{item_en} is due for {month} and blank. {remedy_en}",
    ),
    "check_gaps": Text(
        "{month}有 {count} 个应填数据项未填：{items_zh}。{remedy_zh}",
        "Due for {month} and blank ({count}): {items_en}. {remedy_en}",
    ),
    "check_jump": Text(
        "{item_zh} {month}为 {value:,.10g} {unit}，通常约 {usual:,.6g} {unit}，相差 {times:,.3g} 倍。{remedy_zh}",
        "{item_en} in {month} is {value:,.10g} {unit}; about {usual:,.6g} {unit} is usual, a factor of {times:,.3g}. {remedy_en}",
    ),
    "check_unit_slip": Text(
        "{item_zh} {month}为 {value:,.10g} {unit}，通常约 {usual:,.6g} {unit}，相差 {times:,.6g} 倍，疑似单位填错。{remedy_zh}",
        "{item_en} in {month} is {value:,.10g} {unit}; about {usual:,.6g} {unit} is usual, a factor of {times:,.6g}: probably the wrong unit. {remedy_en}",
    ),
    "check_unit_slip_fits": Text(
        "{item_zh} {month}为 {value:,.10g} {unit}，通常约 {usual:,.6g} {unit}，相差 {times:,.6g} 倍，疑似单位填错：数值像是按 {fits} 填写，单位却选了 {chosen}。{remedy_zh}",
        "{item_en} in {month} is {value:,.10g} {unit}; about {usual:,.6g} {unit} is usual, a factor of {times:,.6g}: probably the wrong unit, the number looks like {fits} and was entered under {chosen}. {remedy_en}",
    ),
    "check_digit_slip": Text(
        "{item_zh} {month}为 {value:,.10g} {unit}，通常约 {usual:,.6g} {unit}，相差 {times:,.3g} 倍，疑似多写、漏写一位或小数点错位。{remedy_zh}",
        "{item_en} in {month} is {value:,.10g} {unit}; about {usual:,.6g} {unit} is usual, a factor of {times:,.3g}: a digit or the decimal point may have slipped. {remedy_en}",
    ),
    "check_digit_slip_two": Text(
        "{item_zh} {month}为 {value:,.10g} {unit}，通常约 {usual:,.6g} {unit}，相差 {times:,.3g} 倍，疑似多写、漏写两位或小数点错位两位。{remedy_zh}",
        "{item_en} in {month} is {value:,.10g} {unit}; about {usual:,.6g} {unit} is usual, a factor of {times:,.3g}: two digits or the decimal point by two places may have slipped. {remedy_en}",
    ),
    "check_digit_slip_fits": Text(
        "{item_zh} {month}为 {value:,.10g} {unit}，通常约 {usual:,.6g} {unit}，相差 {times:,.3g} 倍，疑似位数错误；也可能是按 {fits} 填写，单位却选了 {chosen}。{remedy_zh}",
        "{item_en} in {month} is {value:,.10g} {unit}; about {usual:,.6g} {unit} is usual, a factor of {times:,.3g}: digits may have slipped, or the number is in {fits} and was entered under {chosen}. {remedy_en}",
    ),
    "check_copied": Text(
        "{month}填报的 {count} 项数值与上月完全相同。{remedy_zh}",
        "All {count} figures of {month} are exactly those of the month before. {remedy_en}",
    ),
    "check_copied_earlier": Text(
        "{month}填报的 {count} 项数值与{same_as}完全相同。{remedy_zh}",
        "All {count} figures of {month} are exactly those of {same_as}. {remedy_en}",
    ),
    "check_dropped": Text(
        "{item_zh} 上年同月为 {before:,.10g} {unit}，{month}空白。{remedy_zh}",
        "{item_en} was {before:,.10g} {unit} a year earlier and is blank for {month}. {remedy_en}",
    ),
    "check_against_activity": Text(
        "{item_zh} {month}比上年同月上升 {up:,.3g}%，产出下降 {down:,.3g}%，两者背离超出以往。{remedy_zh}",
        "{item_en} in {month} is up {up:,.3g} % on the year before while production is down {down:,.3g} %, further apart than ever. {remedy_en}",
    ),
    "check_on_the_line": Text(
        "{check_zh}：到{month}已连续 {run} 个月分毫不差。{remedy_zh}",
        "{check_en}: to the last digit for {run} months up to {month}. {remedy_en}",
    ),
    "check_cumulative": Text(
        "{item_zh} 年初至{month}累计数为 {value:,.10g} {unit}，各月合计为 {months:,.10g} {unit}，相差超过允许范围。{remedy_zh}",
        "{item_en}: the cumulative figure to {month} is {value:,.10g} {unit}, its months add up to {months:,.10g} {unit}. {remedy_en}",
    ),
    "check_frozen": Text(
        "{item_zh} {month}为 {value:,.10g} {unit}，与前两个月完全相同。{remedy_zh}",
        "{item_en} in {month} is {value:,.10g} {unit}, exactly the figure of the two months before. {remedy_en}",
    ),
    "check_vanished": Text(
        "{item_zh} {month}填为 0，此前每月都有数，通常约 {usual:,.6g} {unit}。{remedy_zh}",
        "{item_en} in {month} is 0; each of the months before had a figure, about {usual:,.6g} {unit} is usual. {remedy_en}",
    ),
    "check_annual": Text(
        "{item_zh} {month}年报数为 {value:,.10g} {unit}，各月合计为 {months:,.10g} {unit}，相差超过允许范围。{remedy_zh}",
        "{item_en}: the annual figure of {month} is {value:,.10g} {unit}, its months add up to {months:,.10g} {unit}. {remedy_en}",
    ),
    "check_growth_differs": Text(
        "{month}填报的可比价增速为 {value:,.6g}%，由可比价增加值推算为 {computed:,.6g}%。{remedy_zh}",
        "The growth entered for {month} is {value:,.6g} %; value added at comparable prices gives {computed:,.6g} %. {remedy_en}",
    ),
    "check_adjustment": Text(
        "{item_zh} {month}由累计数推算为 {value:,.10g} {unit}，含对前期的调整。{remedy_zh}",
        "{item_en} in {month} comes out as {value:,.10g} {unit} from cumulative figures and contains an adjustment. {remedy_en}",
    ),
}
