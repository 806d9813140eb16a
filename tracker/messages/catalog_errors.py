"""Texts about rule files, and about typed numbers and units that can't be read."""

from tracker.messages.text import Text

_FILES = {
    "catalog_folder_empty": Text(
        "该文件夹中没有规则文件（*.yaml）", "There are no rule files (*.yaml) in this folder"
    ),
    "yaml_unreadable": Text("文件不存在或无法读取", "The file does not exist or can't be read"),
    "yaml_too_large": Text("文件超过 {limit} KiB，请拆分", "The file is larger than {limit} KiB; split it"),
    "yaml_not_utf8": Text("文件不是 UTF-8 编码，请另存为 UTF-8", "The file is not UTF-8; save it as UTF-8"),
    "yaml_syntax": Text("YAML 写法有误（{problem}）", "This is not well-formed YAML ({problem})"),
    "yaml_several_documents": Text(
        "一个文件只能有一份内容，请去掉“---”分隔", "A file holds one document; remove the '---'"
    ),
    "yaml_anchor": Text(
        "不允许使用锚点和引用（& 和 *），请把内容写全",
        "Anchors and aliases (& and *) are not allowed; write the content out",
    ),
    "yaml_tag": Text("不允许使用类型标记（!）", "Type tags (!) are not allowed"),
    "yaml_character": Text(
        "文字中有不成对的代理字符（\\ud800 之类）",
        "The text has half of a character pair in it (\\ud800 or the like)",
    ),
    "yaml_too_deep": Text("嵌套超过 {limit} 层", "Nested more than {limit} levels deep"),
    "yaml_duplicate_key": Text("键“{key}”重复，请只留一个", "The key '{key}' stands twice; keep one"),
    "yaml_key": Text(
        "键必须是普通文字，且不允许合并键“<<”",
        "A key must be plain text, and the merge key '<<' is not allowed",
    ),
    "yaml_number": Text(
        "“{text}”不是有限的数，请写成普通数字", "'{text}' is not a finite number; write a plain one"
    ),
    "rule_not_a_mapping": Text(
        "文件应为“类别: 列表”，如 items: […]", "The file must say 'kind: list', such as items: […]"
    ),
    "rule_unknown_kind": Text(
        "没有“{kind}”这一类别，可用：{kinds}", "There is no kind '{kind}'; known: {kinds}"
    ),
    "rule_not_a_list": Text("“{kind}”下应为列表（每条以“- ”开头）", "'{kind}' must hold a list of entries"),
    "rule_field_missing": Text("缺少字段“{field}”", "The field '{field}' is missing"),
    "rule_field_unknown": Text(
        "没有字段“{field}”，请检查拼写", "There is no field '{field}'; check its spelling"
    ),
    "rule_field_value": Text(
        "字段“{field}”的值“{value}”不合要求，应为：{expected_zh}",
        "The field '{field}' can't be '{value}'; expected: {expected_en}",
    ),
    "rule_code_twice": Text(
        "代码“{name}”已在 {first} 使用，请换一个",
        "The code '{name}' is used at {first} already; choose another",
    ),
    "rule_reference": Text(
        "字段“{field}”引用的“{name}”不存在", "The field '{field}' names '{name}', which does not exist"
    ),
}

_ENTRIES = {
    "unit_base_line": Text(
        "基本量定义“{line_text}”不合要求，应如“CNY = [currency]”",
        "The base line '{line_text}' can't be read; write it like 'CNY = [currency]'",
    ),
    "unit_definition": Text(
        "单位换算式“{definition}”无法计算：只能用数字、* / ** 和已定义的基本量",
        "The definition '{definition}' can't be evaluated: use numbers, * / ** and the base lines' names",
    ),
    "unit_unknown_dimension": Text(
        "量纲“{dimension}”不在 dimensions 列表中",
        "The dimension '{dimension}' is not in the list of dimensions",
    ),
    "unit_wrong_dimension": Text(
        "单位“{unit}”的换算式与量纲“{dimension}”不符",
        "The definition of '{unit}' does not measure {dimension}",
    ),
    "unit_spelling_twice": Text(
        "写法“{spelling}”已表示另一个单位", "The spelling '{spelling}' means another unit already"
    ),
    "unit_not_usual": Text(
        "usual 中的“{unit}”不是本量的单位，请写单位表中同一量的单位",
        "'{unit}' in usual is no unit of this quantity; write one of the table that is",
    ),
    "item_based": Text(
        "“{item}”带价格基年，单位应为金额，不能是“{unit}”",
        "'{item}' is on a price base, so its unit must be money, not '{unit}'",
    ),
    "item_also_accepts": Text(
        "“{item}”的另收单位“{unit}”与其标准单位同量纲，不必列出",
        "'{unit}' measures the same as the unit of '{item}' and need not be listed",
    ),
    "trend_setting_order": Text(
        "预测预警设置中 {low} 不能大于 {high}", "In the settings of forecasts {low} must not exceed {high}"
    ),
    "form_unit": Text(
        "表中“{item}”不能用“{unit}”作单位，量纲不同",
        "The form gives '{item}' in '{unit}', which measures something else",
    ),
    "form_name_twice": Text("表中“{name}”出现两次", "The form has '{name}' twice"),
    "item_bounds": Text("“{item}”的下限大于上限", "The minimum of '{item}' is above its maximum"),
    "item_set_of_one": Text(
        "“{item}”的 {field} 集合“{set}”只有它一项，请检查拼写",
        "'{item}' is alone in the {field} set '{set}'; check the spelling",
    ),
    "factor_dates": Text("“{factor}”的终止月早于起始月", "A value of '{factor}' ends before it begins"),
    "factor_overlap": Text(
        "“{factor}”在地区“{region}”有两个数值的有效期重叠",
        "Two values of '{factor}' for region '{region}' are in force at the same time",
    ),
    "indicator_formulas": Text(
        "“{indicator}”（{kind}）的公式不全或多余：total 只写 formula，ratio 写 numerator 和 denominator",
        "'{indicator}' ({kind}) has a formula too few or too many: a total has formula, a ratio numerator and denominator",
    ),
    "indicator_dimension": Text(
        "分子除以分母的量纲是 {found}，单位“{unit}”的量纲是 {wanted}，两者不符",
        "Numerator over denominator has dimension {found}, the unit '{unit}' has {wanted}",
    ),
    "indicator_price": Text(
        "“{indicator}”的 price 不成立：分母应为 current，real 应带价格基年，growth 应为增速",
        "The price of '{indicator}' does not hold: the denominator must be current, real on a price base, growth a rate",
    ),
    "indicator_drawdown": Text(
        "“{indicator}”的 drawdown 应是与分母同单位的存量，且指标应为 ratio",
        "The drawdown of '{indicator}' must be a stock in the unit of the denominator, of a ratio",
    ),
    "standard_years": Text("“{standard}”的终止年早于起始年", "'{standard}' ends before it begins"),
    "target_needs_year_on_year": Text(
        "目标“{target}”要求同比下降，但指标“{indicator}”没有 year_on_year",
        "The target '{target}' asks for a fall, but the indicator '{indicator}' has no year_on_year",
    ),
    "target_value": Text(
        "目标“{target}”（{kind}）的数值缺失、多余或越界；未核实的目标可以不写数值",
        "The value of target '{target}' ({kind}) is missing, too much or out of range; an unconfirmed target may go without",
    ),
    "check_sides": Text(
        "审核关系“{check}”（{kind}）的 left、right 不全或多余",
        "The check '{check}' ({kind}) has left and right too few or too many",
    ),
}

_FORMULAS = {
    "formula_too_long": Text(
        "公式超过 {limit} 个字符（第 {position} 个起）",
        "The formula is longer than {limit} characters (from {position})",
    ),
    "formula_character": Text(
        "公式第 {position} 个字符“{found}”不能用在公式里",
        "Character {position} of the formula, '{found}', has no place in one",
    ),
    "formula_power": Text(
        "公式第 {position} 个字符处是乘方，公式不支持乘方",
        "There is a power at character {position}; formulas have none",
    ),
    "formula_unexpected": Text(
        "公式第 {position} 个字符处的“{found}”不该出现",
        "Unexpected '{found}' at character {position} of the formula",
    ),
    "formula_ends": Text(
        "公式在第 {position} 个字符处没有写完", "The formula is not finished at character {position}"
    ),
    "formula_too_many_parts": Text(
        "公式展开后超过 {limit} 项（第 {position} 个字符处），请拆成几个指标",
        "The formula has more than {limit} parts (at character {position}); split it into several indicators",
    ),
    "formula_too_deep": Text(
        "公式括号超过 {limit} 层（第 {position} 个字符处）",
        "Brackets deeper than {limit} (at character {position})",
    ),
    "formula_unknown_name": Text(
        "公式第 {position} 个字符处的“{name}”不是数据项、系数或总量指标",
        "'{name}' at character {position} is no item, factor or total",
    ),
    "formula_cycle": Text(
        "指标循环引用：{way}（第 {position} 个字符处）",
        "Indicators go round in a circle: {way} (at character {position})",
    ),
    "formula_nested": Text(
        "指标引用超过 {limit} 层（第 {position} 个字符处）",
        "Totals nested more than {limit} deep (at character {position})",
    ),
    "formula_ratio_inside": Text(
        "“{name}”是比率，公式中只能引用总量（第 {position} 个字符处）",
        "'{name}' is a ratio; a formula may only use totals (at character {position})",
    ),
    "formula_not_linear": Text(
        "数据项“{left}”与“{right}”相乘，无法逐月相加（第 {position} 个字符处）",
        "The items '{left}' and '{right}' are multiplied, which does not add up over months (at character {position})",
    ),
    "formula_division": Text(
        "只能除以不为零的数（第 {position} 个字符处）；比率请写成 numerator 和 denominator",
        "Only numbers other than zero can divide (at character {position}); a ratio has numerator and denominator",
    ),
    "formula_choice": Text(
        "min、max 中只能是数（第 {position} 个字符处）",
        "min and max take numbers only (at character {position})",
    ),
    "formula_without_item": Text(
        "公式中有一项不含数据项（第 {position} 个字符起）",
        "A part of the formula has no item in it (from character {position})",
    ),
    "formula_number": Text(
        "公式中的数过大（第 {position} 个字符起）",
        "A number in the formula is too large (from character {position})",
    ),
    "formula_dimension": Text(
        "量纲不符：{found} 不能当作 {wanted}（第 {position} 个字符处）",
        "Wrong dimension: {found} where {wanted} is needed (at character {position})",
    ),
    "formula_rate": Text(
        "增速类数据项不能用于公式（第 {position} 个字符起）",
        "A rate can't be used in a formula (from character {position})",
    ),
    "formula_mixed": Text(
        "同一公式不能混用流量和存量（第 {position} 个字符起）",
        "Flows and stocks can't be mixed in one formula (from character {position})",
    ),
}

_NUMBERS = {
    "number_empty": Text("没有填数", "There is no number"),
    "number_unreadable": Text(
        "“{text}”不是数，请只填数字，如 1234.5", "'{text}' is not a number; write digits only, such as 1234.5"
    ),
    "number_not_detected": Text(
        "“{text}”不是数值，也不按 0 计：未检出的，按监测技术规范填应计的数值（如检出限的一半）并在说明中写明；没有监测的，留空并选择空白原因",
        "'{text}' is not a figure, and not zero: enter what the monitoring rules count (such as half the detection limit) and say so in the note, or leave it blank with a reason",
    ),
    "number_brackets": Text(
        "“{text}”带括号，会计上表示负数，也可能是注释：负数请写成 -5，否则去掉括号",
        "'{text}' stands in brackets, which means a negative number in accounts and a remark elsewhere; write -5, or leave the brackets out",
    ),
    "number_percent": Text(
        "“{text}”带百分号，而本项单位不是 %，请填数值",
        "'{text}' has a percent sign, but the unit here is not %; write the quantity",
    ),
    "number_scaled_twice": Text(
        "“{text}”带“{sign}”，单位 {unit} 又带倍数，无法判断：请去掉数字里的“{sign}”，或改选不带倍数的单位",
        "'{text}' says {sign} and so does its unit {unit}; leave it out of the number, or choose the plain unit",
    ),
    "number_blank_mark": Text(
        "“{text}”按空白处理，不是 0：确实为零请填 0；没有数据请选择空白原因",
        "'{text}' counts as a blank, not as 0: write 0 if it is zero, or choose why it is blank",
    ),
    "number_reason_word": Text(
        "“{text}”作为空缺原因保存，{counts}；格内填数值或空缺原因",
        "'{text}' is kept as the reason of a blank, which {counts}; a field holds a number or a reason",
    ),
    "number_not_finite": Text(
        "“{text}”不是有限的数；没有数据请留空",
        "'{text}' is not a finite number; leave the cell blank if there is no figure",
    ),
    "number_too_large": Text(
        "“{text}”过大，请检查位数和单位", "'{text}' is too large; check the digits and the unit"
    ),
    "number_too_small": Text(
        "“{text}”过小；没有发生请填 0", "'{text}' is too small; write 0 if nothing happened"
    ),
    "number_minus": Text(
        "“{text}”中的减号或横线不是键盘上的“-”，请重新输入",
        "The minus or dash in '{text}' is not the '-' of the keyboard; type it again",
    ),
    "number_separators": Text(
        "“{text}”的分隔符不合要求：千分位逗号每三位一个，小数点用“.”，如 1,234.5",
        "The separators in '{text}' don't fit: a comma at every third digit, a point for decimals, such as 1,234.5",
    ),
}

_UNITS = {
    "unknown_unit": Text(
        "不认识单位“{unit}”，请用单位表中的写法",
        "The unit '{unit}' is not known; use a spelling of the list of units",
    ),
    "unknown_unit_close": Text(
        "不认识单位“{unit}”，是否应为“{close}”？", "The unit '{unit}' is not known; did you mean '{close}'?"
    ),
    "unit_ton": Text(
        "“{unit}”可能是公吨、短吨或长吨；公吨请写 t 或吨",
        "'{unit}' may be a metric, short or long ton; for tonnes write t",
    ),
    "unit_nm": Text(
        "“{unit}”不是气体体积；标准立方米请写 Nm³",
        "'{unit}' is no volume of gas; for normal cubic metres write Nm³",
    ),
    "unit_lost_superscript": Text(
        "“{unit}”像是丢了上标的“{meant}”；请改写为“{meant}”后再导入",
        "'{unit}' looks like '{meant}' with its superscript lost; write '{meant}'",
    ),
    "wrong_dimension": Text(
        "单位“{unit}”表示{found_zh}，这里应为{wanted_zh}，如“{wanted}”",
        "The unit '{unit}' measures {found_en}; here {wanted_en} is needed, such as '{wanted}'",
    ),
    "unit_needs_base_year": Text(
        "可比价的单位要写明价格基年：不是“{unit}”，而是如“{example}”",
        "A figure at comparable prices names its base year in the unit: not '{unit}' but, for example, '{example}'",
    ),
    "unit_has_base_year": Text(
        "现价的单位不带价格基年：不是“{unit}”，而是“{wanted}”",
        "A figure at current prices has no base year in its unit: not '{unit}' but '{wanted}'",
    ),
}

MESSAGES: dict[str, Text] = {**_FILES, **_ENTRIES, **_FORMULAS, **_NUMBERS, **_UNITS}
