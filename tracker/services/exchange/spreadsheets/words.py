"""The words that tell what a column, row or line of a spreadsheet is; data, not code."""

import re
from typing import Literal

Role = Literal[
    "value",
    "item",
    "section",
    "period",
    "year",
    "month",
    "site",
    "unit",
    "code",
    "note",
    "source",
    "reason",
    "ignored",
]
Measure = Literal["month", "cumulative", "last_year", "last_year_month", "last_year_cumulative", "other"]

LAST_YEARS = ("last_year", "last_year_month", "last_year_cumulative")
"""What is compared with last year's figures and never stored."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROLE_WORDS: dict[Role, str] = {
    "period": """period 月份 时间 期间 年月 日期 时期 统计月份 统计时间 报告期 所属期 所属月份 填报月份 填报期
        抄表月份 电费年月 账期 账单月份 结算月份 用水月份 用气月份 用电月份 费用月份 统计年月 会计期间
        计费年月 数据时间 月度 口径 统计口径 时段 date""",
    "year": "年 年份 年度 统计年份 统计年度 year",
    "month": "月 month",
    "site": """site 园区 园区名称 园区代码 企业 企业名称 企业代码 单位名称 填报单位 填报单位名称
        填报园区 户名 用户名称 客户名称 用电客户 用电单位 用水单位 用气单位 产废单位
        转出单位 报送单位 上报单位 填报单位详细名称 单位详细名称
        公司 公司名称 站点""",
    "item": """item 指标 指标名称 统计指标 项目 项目名称 数据项 数据项名称 名称 能源名称 能源品种 品种
        填报项目 品名 污染物名称 燃料名称""",
    "section": "类别 分类 大类 指标类别 项目类别 指标分类",
    "unit": "单位 计量单位 unit",
    "value": """value 数值 值 数量 数据 填报值 实际 实际值 实物量 本年实际
        实绩 总耗 实物消费 使用量 耗用量 耗量 实物消费量 消费实物量 实际用量 实际消费量 实际消耗量 实际使用量
        统计数 统计数据 填报数 填报数据 指标值 完成数 完成值 本期 本期数 本期值 本期实际 本期消费量 本期用量
        本期完成""",
    "code": "代码 指标代码 数据项代码 code",
    "note": "备注 说明 附注 注 note",
    "source": "数据来源 来源 source",
    "reason": "空白原因 缺报原因 reason",
    "ignored": "季度 季 序号 编号 行次 no. no 甲 乙 丙 丁",
}
ROLES: dict[str, Role] = {word: role for role, text in _ROLE_WORDS.items() for word in text.split()}

MONTH_WORDS = _words(
    """本月合计 本月小计 本月 本月数 本月实际 当月 当月数 当月值 本月值 月度值 本月完成 当期 月用量
    月消费量 月消耗量"""
)
CUMULATIVE_WORDS = _words(
    """累计 累计数 累计值 本年累计 本年累计数 年累计 1-本月 1—本月 1至本月 自年初累计 年初累计 年初至本月
    本月止累计 至本月累计 年初至今 本年1-本月 1-本月累计 1—本月累计 1至本月累计 累计实际 累计完成 当年累计
    年度累计 累计至本月 本年累计至本月 自年初 本月累计 当月累计 年累 本年数"""
)
LAST_YEAR = re.compile(
    r"上年同期|去年同期|上年同月|去年同月|同期数|同期值|^同期$|^\d{4}年同期|^(?:上年|去年)(?:\(?实际\)?)?$"
)
BEFORE = re.compile(r"^(?:上年|去年)(.+)$")
QUANTITY = re.compile(
    r"(?<=.)(?:(?:消费|消耗|使用|耗用|用|实物)(?:总)?量|消费|消耗|使用|数量|数据|总量|发生(?:数|量)?|实际|完成|数|值|量)$"
)
"""What may follow 本月, 累计 or 10月 without changing what they say."""
OTHER_WORDS = re.compile(
    r"同比|环比|增长|增速|增减|升降|占比|比重|比例|计划|目标|预算|预计|预测|合计|总计|小计|共计|均值|平均|单价|金额|费用"
    r"|购进|购入|采购|期初|年初库存|库存|产量|销售|系数|浓度|定额|上限|下限|限值|折标|标煤|标准煤|等价|当量|单耗"
    r"|完成率|进度|^上(?:月|期|次)$|电费|水费|气费|外供|外销|外送|上网|转供|表底|表码|读数|示数|起码|止码"
)
"""What is of an item, but not the item."""

_OF_SOMETHING_ELSE = (
    "产量|购进|购入|采购|库存|销售|外供|外销|外送|上网|转供|浓度|系数|去除|削减|减排|许可|核定|节能量|节约|发电|入库|结存"
    "|供应|损耗|调拨|盘点|盘存|外售|线损|跑冒滴漏|合同台账"
    "|送货|收货|到货|验收(?!监测)|磅单|过磅|提货|订货|订单|(?<![电水气]费)发票"
)
_NEVER_MEANT = (
    r"日均|人均|平均每|最大日|高峰日|吨钢|每吨|单台|单位面积|预报|[白夜]班|节假日|全社会|居民生活|公共建筑|路灯"
    r"|(?<![及和与、])(?:单耗|单位产品|万元产值|万元增加值)(?![^,;()]{0,6}[及和与、])"
    r"|读数|示数|底数|表底|表码"
    r"|(?<!行动)计划|目标|预算|预计|预测|定额|限额|总量控制|控制指标|下达|分配"
    r"|(?<![及和与、])折(?:算)?标|\((?:折)?标(?:准)?煤\)"
)
_OF_AN_OFFICE = (
    r"(?![^,;()]{0,4}(?:科|处(?!置|理)|部|局|室|公司|中心|单位|责任|行动|完成|执行|监测|评价|(?:准?煤)?系数))"
)
_ELSE = re.compile(f"(?:{_OF_SOMETHING_ELSE}){_OF_AN_OFFICE}")
_NEVER = re.compile(f"(?:{_NEVER_MEANT}){_OF_AN_OFFICE}")
_MEANT = re.compile(r"消费|消耗|使用|用能|用水|用电|用气|取水|取用水|能耗|排放|处置|利用")
A_NOTE = re.compile(r"见附|另报|不含|不包括|说明|注|GB|DB|HJ")
"""A line above a table that is no title of it."""


def other_word(text: str) -> str:
    """Return the word by which a title or group speaks of something else than what items are, else blank.

    能源购进、消费与库存 speaks of consumption too; a plan is one whatever it is of, a planning office none.
    """
    if A_NOTE.search(text):
        return ""
    found = _NEVER.search(text) or (None if _MEANT.search(text) else _ELSE.search(text))
    return found[0] if found else ""


_PART = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,3}(?:号|#)?|[东南西北甲乙丙丁])(?:车间|分厂|生产线|机组|工段|班组|锅炉房)"
)


def part_word(text: str) -> str:
    """Return the one workshop or unit of a plant a title is about (一车间), blank where it is about all."""
    found = _PART.search(text)
    return found[0] if found else ""


_ARISES = re.compile(r"(?:污染物|废水|废气|三废|需氧量|COD|氮|磷|硫)[^,;、及和]{0,4}产生")


def made_word(text: str) -> str:
    """Return 产生 where a text speaks of what pollutants arise, not of what is discharged, else blank."""
    return "产生" if _ARISES.search(text) and "排放" not in text else ""


PREVIOUS = re.compile(r"^(?:上期|上月|上次|前次)(?:表底|读数|示数|表码|抄见)?(?:数)?$")
NEWEST = re.compile(r"^(?:本期|本月|本次)(?:表底|读数|示数|表码|抄见)?(?:数)?$")
USED = re.compile(
    r"^(?:本月|本期|实际|实)?(?:用|使用|消费|消耗|实用)(?:电|水|气)?(?:量|数)?$|^(?:本月)?实用(?:数|量)?$"
)
COMPARED = re.compile(r"^(?:差|增|减|变|比|较|环|升|降|涨|波动|其中)")
METER = re.compile(
    r"表底|读数|示数|表码|抄见|抄表|倍率|表号|表计|电表|水表|气表|起码|止码|[上本]次|前次|户号"
)
"""A meter's reading before and now, and what was used between them."""

READ_OUT = re.compile(r"抄表|读数|示数|表底|表码|[水电气]表")
"""A title of readings; 表号 is a form's number there."""

NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[、.]")
"""How a group of the highest rank begins."""

OTHER_PARTY = re.compile(
    r"接收|接受单位|转入|去向|供应商|供货|供[方电水气热汽]|收款|运输|承运|处置单位|利用单位|受让|对方|监测单位|抄表单位"
    r"|委托处置|来源单位|销售方|销货|卖方|开票"
)
"""Whoever a figure's owner deals with, not the owner."""

COMPANY = re.compile(r"(?:公司|集团|工厂)$")
EXAMPLE = re.compile(r"(?:填报|填写|填表)(?:示例|样例|范例)|^(?:示例|样例|范例|样表|例表|例)$")
"""A sheet or row that only shows how to fill in the others."""

VOID = re.compile(r"作废(?![水气物料渣])")
"""A sheet nobody uses any more."""

COVER = re.compile(r"^(?:封面|封皮|首页|扉页)")
"""A sheet that says site and time of all those after it."""

TOTAL_OF = re.compile(r"(?:小计|合计|总计)$")
"""能源小计, where it stands beside no name of an item."""

OF_A_TIME = re.compile(
    r"^(?P<said>本月|当月|(?:本年|年|自年初)?累计|1-本月|上年同期|去年同期|(?:(?:19|20)\d{2}年)?(?:0?1[-—至])?(?:1[0-2]|0?[1-9])月(?:份)?)(?P<name>.+)$"
)
"""本月用电量, 2024年3月用电量: what a heading covers, written before the item."""

A_TIME_OF = re.compile(
    r"^(?P<name>.+?)[(-]?(?P<said>(?:本年|年|自年初)?累计|本月|当月|上年同期|去年同期)(?:数|值)?[)]?$"
)
"""用电量累计, 用电量（本月）: the same, written behind it."""

UNIT_TWICE = re.compile(r"(.+?)\((.+)\)")
"""吨（t）."""

TOTALS = _words(
    """合计 总计 小计 共计 总和 全年 全年合计 全年累计 本年合计 本年累计 年合计 年累计 月合计 上半年 下半年
    最大值 最小值 本月合计 本月小计 本页小计 本页合计
    本季合计 季度小计 一季度小计 二季度小计 三季度小计 四季度小计
    月均 月平均 全园合计 园区合计 全厂合计
    total subtotal sum 平均 平均值 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度
    第1季度 第2季度 第3季度 第4季度"""
)
"""Labels of rows that repeat what other rows say."""

NEUTRAL = _words(
    """合计 总计 全厂 全园 全公司
    消费总量 消耗总量 用量合计
    能源 能源消费 能源消费量 能源消耗 能源消耗量 消费量 消耗量 用量 用水 用水量 取水 取水量 水资源 污染物
    排放量 污染物排放量 固体废物 固废 废水 污水 产出 主要指标 当年 本年 其中"""
)
"""Headings that only say what kind of things stands below them."""

FOOTERS = re.compile(
    r"^(?:审核[:：]|复核[:：]|填表[:：]|制表[:：]|统计员|注[:：\d]|备注[:：]|说明[:：]|数据来源[:：]|资料来源[:：]|填表人|填报人|制表|审核人|单位负责人|负责人|复核"
    r"|统计负责人|联系电话|联系人|签字|盖章|报出日期|填报日期)"
)
UNIT_LINE = re.compile(r"^[(]?(?:计量)?单位:(.+?)[)]?$")
UNIT_IN_TITLE = re.compile(r"[(](?:(?:计量)?单位:)?(?P<inside>[^()]+)[)]$|(?:计量)?单位:(?P<behind>[^:]+)$")
ORGANISATION = re.compile(
    r"^(?:填报单位|单位名称|单位详细名称|园区名称|园区|企业名称|企业|编制单位|填报园区|户名|用户名称|客户名称|用[电水气]单位|用电客户|付款单位|缴费单位|购货单位|产废单位|委托单位|报送单位|上报单位)[^:]{0,6}:(.+)$"
)
DATED = re.compile(r"(填报|填表|报出|制表|打印|报送|上报|审核|编制|更新|导出|生成|发布)(日期|时间)")

OTHER_DATES = re.compile(
    r"(缴费|交费|收费|缴款|付款|扣款|开票|发票|账单|出账|记账|凭证|抄表|结算|到期|入库|出库|转移|填报|填表|审核|录入|起|止)"
    r"(日期|时间|日)$|[起止]日$"
)
"""Headings of days on which something was done about a figure."""

TRADITIONAL = str.maketrans(
    "業廢產電熱煤氣總磷氮氧學噸萬億貯處綜傾丟棄險無煙褐洗焦油燃液轉爐發動員營資產顆運綠證數據單標準類項目間時園區稱計畫額價現當",
    "业废产电热煤气总磷氮氧学吨万亿贮处综倾丢弃险无烟褐洗焦油燃液转炉发动员营资产颗运绿证数据单标准类项目间时园区称计划额价现当",
)
