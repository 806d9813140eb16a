"""The words Streamlit itself brings into a page: the English is its own to the letter, `#` stands for a number."""

from tracker.messages.text import Text

MESSAGES: dict[str, Text] = {
    f"ui_shell_{place:02}": Text(zh, en)
    for place, (en, zh) in enumerate(
        (
            ("Skip to main content", "跳到正文"),
            ("Expand sidebar", "展开菜单"),
            ("Collapse sidebar", "收起菜单"),
            ("Open sidebar", "展开菜单"),
            ("Close sidebar", "收起菜单"),
            ("Sidebar", "菜单"),
            ("Main menu", "主菜单"),
            ("Rerun", "刷新"),
            ("Print", "打印"),
            ("Settings", "设置"),
            ("Stop", "停止"),
            ("Running...", "正在处理…"),
            ("Stopping...", "正在停止…"),
            ("Loading...", "正在加载…"),
            ("Connecting", "正在连接"),
            ("Connecting to Streamlit server", "正在连接服务器"),
            ("Unable to connect to Streamlit server", "连接不上服务器"),
            ("Connection error", "连接中断"),
            (
                "Connection lost. Please wait for the app to reconnect, then try again.",
                "连接已断开，请等重新连上后再试。",
            ),
            (
                "Streamlit server is not responding. Are you connected to the internet?",
                "服务器没有应答，请检查网络；恢复后会自动重新连接。",
            ),
            (
                "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:",
                "服务器可能已停止；恢复后会自动重新连接。",
            ),
            ("Upload", "选择文件"),
            ("Browse files", "选择文件"),
            ("Drag and drop file here", "将文件拖到这里"),
            ("Drag and drop files here", "将文件拖到这里"),
            ("# per file", "每个文件不超过 #"),
            ("No results", "没有符合的选项"),
            ("Choose an option", "请选择"),
            ("Choose options", "请选择"),
            ("Select all", "全选"),
            ("Clear value", "清除"),
            ("Clear all", "全部清除"),
            ("Open", "打开"),
            ("Close", "关闭"),
            ("Dismiss", "关闭"),
            ("Copy", "复制"),
            ("Copy to clipboard", "复制"),
            ("Fullscreen", "全屏"),
            ("Close fullscreen", "退出全屏"),
            ("View less", "收起"),
            ("View # more", "再显示 # 项"),
            ("Show password", "显示密码"),
            ("Hide password", "隐藏密码"),
            ("Show password text", "显示密码"),
            ("Hide password text", "隐藏密码"),
            ("Increment", "加一"),
            ("Decrement", "减一"),
            ("Please wait...", "请稍候…"),
            ("Invalid input.", "内容不符合要求。"),
            ("Choose date", "选择日期"),
            ("Calendar", "日历"),
            ("Expander", "可展开内容"),
            ("Alert", "提示"),
        )
    )
}
