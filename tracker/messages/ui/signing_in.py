"""Texts of signing in, first start and signing out."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    "ui_sign_in": Text("登录", "Sign in"),
    "ui_sign_in_to": Text("请登录后填报或查看数据。", "Sign in to enter or review figures."),
    "ui_account_name": Text("用户名", "User name"),
    "ui_password": Text("密码", "Password"),
    "ui_demo_note": Text(
        "演示系统：全部数字均为虚构。用户名和密码在初始化时显示过一次。",
        "Demonstration: every figure is invented. Names and passwords were shown once at initialization.",
    ),
    "ui_first_start_lead": Text(
        "首次使用：请输入初始化时显示的一次性代码，并设置系统管理员。",
        "First start: enter the one-time code shown at initialization and choose the administrator.",
    ),
    "ui_first_code": Text("一次性代码", "One-time code"),
    "ui_make_administrator": Text("建立管理员账户", "Make the administrator"),
    "ui_sign_out": Text("退出登录", "Sign out"),
    "ui_sign_out_question": Text("确定要退出登录吗？", "Sign out now?"),
    "ui_signed_out_title": Text("登录已结束", "Signed out"),
    "ui_signed_out": Text(
        "登录已结束或已超时，请重新登录；已暂存的数据不会丢失。",
        "The session is over; sign in again. What was saved is kept.",
    ),
    "ui_first_administrator": Text("系统管理员账号", "The administrator's account"),
    "ui_first_park": Text("登记第一个园区", "Register the first park"),
    "ui_first_park_help": Text(
        "代码用于链接和导入文件，登记后不能更改；其余内容以后可在“园区与企业”中修改。多个园区可在那里用文件一次导入。",
        "The code stands in links and files and cannot be changed later; everything else can, under Parks and "
        "enterprises, where many parks can be imported from a file.",
    ),
    "ui_first_officer": Text("为园区开设填报账号", "An account for the park's officer"),
    "ui_first_officer_help": Text(
        "填报人员只能看到自己的园区。密码只显示一次，请当面交给本人，首次登录后修改。",
        "An officer sees only their own park. A password made up is shown once; hand it over in person.",
    ),
    "ui_first_reviewer": Text("开设审核账号", "An account for a reviewer"),
    "ui_first_reviewer_help": Text(
        "此处开设全省范围的审核账号；州（市）审核人员可在“账户与权限”中开设。",
        "This one reviews the whole province; reviewers of a prefecture are added under Accounts.",
    ),
    "ui_first_is_done": Text("✓ 已完成", "✓ done"),
    "ui_first_is_skipped": Text("– 已跳过", "– skipped"),
    "ui_first_is_now": Text("→ 当前步骤", "→ now"),
    "ui_first_is_later": Text("随后", "later"),
    "ui_first_store_park": Text("登记园区", "Register the park"),
    "ui_first_store_officer": Text("开设填报账号", "Add the officer"),
    "ui_first_store_reviewer": Text("开设审核账号", "Add the reviewer"),
    "ui_first_skip": Text("跳过此步", "Skip this step"),
    "ui_first_finished": Text(
        "初始设置已完成。填报人员登录后即可从“月度填报”开始；以下内容可继续完善：",
        "The first steps are done. Officers can sign in and begin with Monthly entry; go on with:",
    ),
    "ui_first_to_sites": Text("登记其他园区和企业", "more parks and enterprises"),
    "ui_first_to_accounts": Text("开设其他账号", "more accounts"),
    "ui_first_to_deadlines": Text("核对月报、年报的报送期限", "check when reports are due"),
    "ui_first_to_rules": Text("核实标注“待核实”的因子和标准", "confirm what is unconfirmed"),
}
