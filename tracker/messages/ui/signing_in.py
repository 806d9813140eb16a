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
}
