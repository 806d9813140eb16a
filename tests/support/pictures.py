"""The manual's pictures: taken by the browser tests, each beside the words it shows.

Pixels differ from machine to machine; what ages a picture is that its words do. So every picture has a file
of the words in it, numbers masked, and a walk that finds other words on the page fails until `make manual`
took it anew.
"""

import io
import re
from collections.abc import Collection
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

FOLDER = Path(__file__).parents[2] / "docs" / "manual" / "images"
_COLORS = 48
_STILL = 6
"""How often in turn a page reads the same, five times a second, to be taken as drawn."""


PROVINCE = (
    *(
        "sign-in",
        "desk",
        "entry",
        "entry-more",
        "entry-checks",
        "entry-submitted",
        "entry-paste",
        "entry-year",
        "importing",
    ),
    *("entry-returned", "items", "indicators", "indicator", "computed", "flags", "history", "evidence"),
    *("overview", "overview-panel", "reports", "reports-decide", "flags-reviewer", "items-reviewer"),
    *("accounts", "sites", "deadlines", "rules", "audit"),
)
"""What the walk through the province takes."""

FIRST_START = ("first-start", "first-steps")
"""What the walk from the one-time code to the first park takes."""

WORDS = (Path(__file__).parent / "words_shown.js").read_text("utf-8")
_CODE = re.compile(r"\b[0-9a-f]{8,}\b")
_NUMBER = re.compile(r"[−+]?\d(?:[\d,.:]|[-–](?=\d))*")
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'


class Pictures:
    """Takes the pictures where `writes`, else compares the words they show; `taken` holds their names."""

    def __init__(self, *, writes: bool) -> None:
        self.writes = writes
        self.taken: list[str] = []
        self.stale: dict[str, list[str]] = {}

    def take(
        self,
        page: Page,
        name: str,
        *,
        height: int = 760,
        of: Locator | None = None,
        at: Locator | None = None,
    ) -> None:
        """Picture the page, `height` pixels from its top or from `at` on, or one part `of` it."""
        page.set_viewport_size({"width": 1280, "height": height})
        page.mouse.move(1279, 0)
        if page.locator('[data-testid="stApp"]').count():
            page.wait_for_selector(DRAWN)
        if at is not None:
            at.evaluate("at => at.scrollIntoView({block: 'start'})")
        elif of is not None:
            of.scroll_into_view_if_needed()
        else:
            page.evaluate("document.querySelector('[data-testid=stMain]')?.scrollTo(0, 0)")
        self.taken.append(name)
        path = FOLDER / f"{name}.txt"
        kept = path.read_text("utf-8").splitlines() if path.exists() else []
        shown = _settled(page, of, None if self.writes else kept)
        if self.writes:
            FOLDER.mkdir(parents=True, exist_ok=True)
            _smaller(of.screenshot() if of else page.screenshot(), FOLDER / f"{name}.png")
            path.write_text("".join(f"{line}\n" for line in shown), "utf-8")
        elif shown != kept:
            gone = [f"- {line}" for line in kept if line not in shown]
            self.stale[name] = gone + [f"+ {line}" for line in shown if line not in kept]

    def complete(self, names: Collection[str]) -> None:
        """Fail where a picture is stale or another was taken than `names`; where they are written, sweep."""
        if self.writes:
            for path in FOLDER.glob("*.*"):
                if path.stem not in (*PROVINCE, *FIRST_START):
                    path.unlink()
        told = [f"{name}:\n  " + "\n  ".join(lines) for name, lines in self.stale.items()]
        assert not told, "pictures show words that are gone; run `make manual`:\n" + "\n".join(told)
        assert sorted(self.taken) == sorted(names)


def words_shown(page: Page, of: Locator | None = None) -> list[str]:
    """Return the lines of text that can be read in the window, sorted, with their numbers masked."""
    box = of.bounding_box() if of is not None else None
    lines = page.evaluate(WORDS, box)
    return sorted({_NUMBER.sub("#", _CODE.sub("#", line)) for line in lines})


def _settled(page: Page, of: Locator | None, awaited: list[str] | None) -> list[str]:
    """Return the words once they are those awaited, or else once they have stayed the same for a while."""
    shown, same = words_shown(page, of), 0
    while shown != awaited and same < (_STILL if awaited is None else 5 * _STILL):
        page.wait_for_timeout(200)
        before, shown = shown, words_shown(page, of)
        same = same + 1 if shown == before else 0
    return shown


def _smaller(png: bytes, path: Path) -> None:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    reduced = picture.quantize(_COLORS, dither=Image.Dither.NONE)
    reduced.save(path, optimize=True)
