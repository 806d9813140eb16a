"""The three plain pages outside the interface: sign in, first start, sign out."""

from html import escape

from tracker.messages import Lang, sentence

_STYLE = """
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f4f6f5;color:#1f2933;
 font:15px/1.5 'Source Sans','PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif}
main{width:22rem;max-width:calc(100vw - 2rem);background:#fff;border:1px solid #d8dedb;border-radius:6px;
 padding:1.75rem 2rem 1.5rem}
h1{font-size:1.3rem;margin:0 0 .15rem}
p{margin:0 0 1.1rem;color:#5b6770;font-size:.9rem}
label{display:block;margin:.8rem 0 .25rem}
input{width:100%;padding:.5rem .6rem;font:inherit;border:1px solid #b7c1bd;border-radius:4px}
input:focus{outline:2px solid #0b6b62;outline-offset:0;border-color:#0b6b62}
button{width:100%;margin-top:1.3rem;padding:.55rem;font:inherit;color:#fff;background:#0b6b62;border:0;
 border-radius:4px;cursor:pointer}
button:hover{background:#095a52}
a{color:#0b6b62}
.problem{margin:1rem 0 0;padding:.55rem .7rem;background:#fdecea;border-left:3px solid #b42318;color:#7a1a12}
.note{margin:1.1rem 0 0}
.language{margin:1rem 0 0;text-align:right}
"""


def sign_in_page(lang: Lang, *, after: str, name: str = "", problem: str = "", demo: bool = False) -> str:
    """Return the page to sign in with; `after` is where to go then."""
    fields = (
        f'<input type="hidden" name="next" value="{escape(after)}">'
        + _field(sentence("ui_account_name", lang), "name", name, autocomplete="username")
        + _field(sentence("ui_password", lang), "password", "", "password", autocomplete="current-password")
    )
    note = f'<p class="note">{escape(sentence("ui_demo_note", lang))}</p>' if demo else ""
    form = _form("/sign-in", fields, sentence("ui_sign_in", lang), problem)
    return _page(lang, sentence("ui_sign_in_to", lang), form + note, f"/sign-in?next={after}")


def first_start_page(lang: Lang, *, name: str = "", problem: str = "") -> str:
    """Return the page that makes the first administrator."""
    fields = (
        _field(sentence("ui_first_code", lang), "code", "", autocomplete="one-time-code")
        + _field(sentence("ui_account_name", lang), "name", name, autocomplete="username")
        + _field(sentence("ui_password", lang), "password", "", "password", autocomplete="new-password")
    )
    form = _form("/first-start", fields, sentence("ui_make_administrator", lang), problem)
    return _page(lang, sentence("ui_first_start_lead", lang), form, "/first-start")


def sign_out_page(lang: Lang) -> str:
    """Return the page that asks before it signs out."""
    form = _form("/sign-out", "", sentence("ui_sign_out", lang), "")
    return _page(lang, sentence("ui_sign_out_question", lang), form, "/sign-out")


def _field(label: str, name: str, value: str, kind: str = "text", *, autocomplete: str) -> str:
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" value="{escape(value)}" required'
        f' autocomplete="{autocomplete}">'
    )


def _form(action: str, fields: str, button: str, problem: str) -> str:
    told = f'<div class="problem" role="alert">{escape(problem)}</div>' if problem else ""
    return f'{told}<form method="post" action="{action}">{fields}<button>{escape(button)}</button></form>'


def _page(lang: Lang, lead: str, content: str, here: str) -> str:
    title = escape(sentence("ui_title", lang))
    other, label = ("en", "English") if lang == "zh" else ("zh", "中文")
    return (
        f'<!doctype html><html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1><p>{escape(lead)}</p>{content}"
        f'<p class="language"><a href="/language/{other}?next={escape(here)}">{label}</a></p>'
        "</main></body></html>"
    )
