"""The look shared by all pages, on screen and on paper, written once per run."""

import streamlit as st

_STYLE = """
<style>
:root{--met:#1a7f37;--risk:#9a6700;--miss:#b42318;--mute:#5b6770;--line:#d8dedb;--accent:#0b6b62}
.sheet{overflow:auto;max-height:70vh;border:1px solid var(--line);border-radius:4px}
.sheet table{border-collapse:separate;border-spacing:0;width:100%;font-size:.88rem;
 font-variant-numeric:tabular-nums}
.sheet th,.sheet td{padding:.32rem .45rem;border-bottom:1px solid #e8ecea;text-align:left;vertical-align:top;
 background:#fff;white-space:nowrap}
.sheet td.wrap{white-space:normal;min-width:12rem}
.sheet tbody th.wrap{white-space:normal;min-width:11rem;max-width:17rem}
.sheet thead th.n{white-space:normal;min-width:5.5rem}
.sheet thead th{position:sticky;top:0;background:#f4f6f5;font-weight:600;vertical-align:bottom;z-index:2;
 border-bottom:1px solid var(--line)}
.sheet th:first-child{position:sticky;left:0;z-index:1;font-weight:500}
.sheet thead th:first-child{z-index:3;font-weight:600}
.sheet .n{text-align:right;white-space:nowrap}
.sheet tbody tr:hover>*{background:#f7faf9}
.sheet tr:last-child>*,.sheet tr:has(+tr.below)>*{border-bottom:0}
.sheet tr.below>td{white-space:normal;padding-top:0;color:var(--mute);max-width:none}
.sheet a{color:inherit;text-decoration:none;border-bottom:1px dotted #9aa5a0}
.sheet a:hover{color:var(--accent);border-bottom-style:solid}
.unit,.context{color:var(--mute)}
.unit{white-space:nowrap;font-size:.85em;font-weight:400}
.judged .mark{display:inline-block;min-width:6.3em;text-align:left;margin-left:.5em}
.judged .context+.mark{min-width:0}
.mark{white-space:nowrap;font-weight:600}
.mark.met{color:var(--met)} .mark.at_risk{color:var(--risk)} .mark.not_met{color:var(--miss)}
.mark.not_evaluable{color:var(--mute);font-weight:400}
.months{font-size:.82em;margin-left:.3em}
.mark small{font-weight:400;color:var(--mute);margin-left:.3em}
.state{color:var(--mute);margin:-.4rem 0 .4rem}
.totals{font-size:1rem;margin:.1rem 0 .4rem} .totals.small{font-size:.92rem;margin:.5rem 0}
.totals>a{color:var(--accent)}
.totals{display:flex;flex-wrap:wrap;gap:.15rem 1.4rem}
.lines{margin:0;padding-left:1.2rem} .lines a{color:var(--accent)}
.severity{white-space:nowrap;font-weight:600}
.severity.red{color:var(--miss)} .severity.orange{color:var(--risk)} .severity.yellow{color:#7a6a00}
.flag h2{font-size:1.05rem;margin:.1rem 0 .2rem;padding:0}
.flag dl,.flag dt,.flag dd,.timeline li{margin-left:0;padding-left:0} .flag a{color:var(--accent)}
.flag p{margin:.2rem 0 .5rem;overflow-wrap:anywhere}
.timeline{margin:0;padding:0 0 0 1.1rem;border-left:2px solid var(--line);list-style:none}
.lines .said,.lines .why{display:block}
.lines .case{display:inline-block;margin-left:.4rem;color:var(--mute)}
.lines .case[open]{display:block;margin-left:1.2rem} .lines .case summary{cursor:pointer;color:var(--accent)}
ol.timeline>li{margin:0 0 .5rem!important;padding:0!important}
.quote{display:inline-block;overflow-wrap:anywhere;white-space:pre-line;max-height:9em;overflow:auto;
 max-width:100%;vertical-align:top}
.timeline .quote{display:block}
.says{font-size:1.05rem;line-height:1.6;margin:.2rem 0 .1rem;max-width:75em}
.says .mark{margin-right:.5em}
.todo{border-left:3px solid var(--line);padding:.1rem 0 .1rem .8rem;margin:.2rem 0 .4rem;max-width:75em}
.back a,.todo a{color:var(--accent)} .back{margin:.1rem 0;font-size:.9rem}
.ahead{max-width:75em} .ahead p{margin:.1rem 0;line-height:1.6}
.spark{display:inline-block;vertical-align:middle}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:.2rem 0 .6rem!important;
 padding:0!important;max-width:75em}
.facts dt{color:var(--mute)} .facts dd{margin:0}
.who{font-size:.85rem;color:var(--mute);line-height:1.7}
.who a{color:var(--accent)}
[data-testid="stMainBlockContainer"]{padding:2.4rem 1.5rem 3rem}
[data-testid="stSidebarNav"]::before{display:block;padding:0 .5rem .6rem;font-weight:700;content:"TITLE"}
a.button{display:inline-block;padding:.35rem .9rem;border-radius:4px;background:var(--accent);color:#fff;
 text-decoration:none;font-weight:600}a.button:hover{filter:brightness(1.1)}
.waiting{list-style:none;margin:0;padding:0!important;font-size:.9rem}
.waiting li{margin:0!important;padding:.4rem 0;border-bottom:1px solid #e8ecea}
.waiting a{color:inherit;text-decoration-style:dotted;text-underline-offset:.2em}
.late{color:var(--miss);font-weight:600}
.sheet td:not(.wrap),.sheet tbody th:not(.wrap){max-width:24rem;overflow:hidden;text-overflow:ellipsis}
.sheet td.wrap,.sheet th.wrap{overflow-wrap:anywhere}
.long>summary{cursor:pointer;overflow-wrap:anywhere}.long{white-space:normal;max-width:40rem}
[data-testid="stCaptionContainer"],[data-testid="stCaptionContainer"] p{color:var(--mute)!important;opacity:1}
[data-testid="stHeading"] h2{padding:.5rem 0 .2rem}
.state,[data-testid="stHeading"]{overflow-wrap:anywhere}
:is(a,button,summary,input,textarea,[tabindex]):focus-visible{outline:2px solid var(--accent);
 outline-offset:1px}
[class*="st-key-upload_"] [data-testid="stFileUploaderDropzoneInstructions"]{display:none}
[class*="st-key-excel_"]{align-self:flex-end;width:auto!important;margin-top:-.7rem}
[class*="st-key-excel_"]>*{display:flex;justify-content:flex-end}
[class*="st-key-excel_"] button{font-size:.82rem;min-height:0;color:var(--accent)}
[data-testid="stColumn"] [data-testid="stButtonGroup"] button{min-height:2.5rem}
.watermark{display:none}
@page{size:A4;margin:12mm}
@media print{
[data-testid="stSidebar"],[data-testid="stHeader"],[data-testid="stSkipToContent"],[data-testid="stStatusWidget"],
[data-testid="stElementContainer"]:has(>:is([data-testid="stButton"],[data-testid="stDownloadButton"],
 [data-testid="stSelectbox"],[data-testid="stMultiSelect"],[data-testid="stTextArea"],[data-testid="stTextInput"],
 [data-testid="stCheckbox"],[data-testid="stRadio"],[data-testid="stButtonGroup"],[data-testid="stFileUploader"],
 [data-testid="stSlider"],[data-testid="stForm"])),[data-testid="stToast"],a.button{display:none!important}
html,body,#root,[data-testid="stApp"],[data-testid="stAppViewContainer"],[data-testid="stMain"],
[data-testid="stMainBlockContainer"],[data-testid="stVerticalBlock"],[data-testid="stHtml"]{
 position:static!important;overflow:visible!important;height:auto!important;max-height:none!important}
[data-testid="stVerticalBlock"]{display:block!important}
[data-testid="stMainBlockContainer"]{padding:0!important;max-width:none!important}
.sheet{max-height:none;overflow:visible;border:0;margin-bottom:.6rem}
.sheet table{font-size:8.5pt}
.sheet th,.sheet td,.sheet thead th,.sheet th:first-child{position:static;padding:.15rem .3rem;
 white-space:normal;max-width:none}
.sheet .n{white-space:nowrap}
.sheet thead{display:table-header-group} .sheet tr{break-inside:avoid}
.sheet thead th.n{white-space:normal;min-width:0}
.sheet td.wrap,.sheet tbody th.wrap{min-width:0;max-width:none}
h1,h2,h3{break-after:avoid}
.st-key-work,.back,[data-testid="stHorizontalBlock"]:has(>[data-testid="stColumn"] .opened)
 >[data-testid="stColumn"]:first-child{display:none!important}
.long::details-content{content-visibility:visible;display:block}
.watermark{display:block;position:fixed;top:42%;left:0;right:0;text-align:center;font-size:64pt;font-weight:700;
 color:#000;opacity:.09;transform:rotate(-28deg);z-index:99;pointer-events:none}
}
</style>
"""


WORK = "work"
"""The key of a container of what is to be decided, which is not printed: paper shows what is so."""


def draw_style(title: str) -> None:
    """Write the style sheet into the page; `title` heads the list of pages."""
    st.html(_STYLE.replace("TITLE", title))


def print_across() -> None:
    """Have the page printed on A4 laid across, for what is wider than it is long."""
    st.html("<style>@page{size:A4 landscape}</style>")
