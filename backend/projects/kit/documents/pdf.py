"""The kit as a tagged, accessible PDF (PDF/UA-1), set by Typst.

People's words go in as JSON and are never read as Typst. Equal kits give equal bytes. Fonts are our own; the machine's
are asked only for what neither ours nor the compiler's can draw, and what nobody can draw is shown as □ and said.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category

import typst

from backend.projects.kit.documents import markup, wording
from backend.projects.kit.documents.markup import Block, Line
from backend.projects.kit.model import CONTENT_CALENDAR, LAUNCH_PLAN, Item, Kit, Section

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts"

# How the compiler says, one sign at a time, that no font of those it was given can draw a sign.
UNDRAWABLE = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
RUST_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
STAND_IN = "□"

LONG_WORD = re.compile(r"\S{29,}")
BREAK_EVERY = 20
ZERO_WIDTH_SPACE = "\u200b"


class NotPrintable(Exception):
    """Some signs have no glyph in the fonts at hand."""

    def __init__(self, signs: set[str]):
        self.signs = signs
        super().__init__("".join(sorted(signs)))


@lru_cache(maxsize=8)  # a kit is frozen, and people export twice
def render(kit: Kit) -> bytes:
    try:
        return compile_pdf(kit, fonts=own_fonts())
    except NotPrintable:
        return _with_help(kit)


def _with_help(kit: Kit) -> bytes:
    missing: frozenset[str] = frozenset()
    while True:
        try:
            return compile_pdf(kit, fonts=all_fonts(), unprintable=missing)
        except NotPrintable as lacking:
            if lacking.signs <= missing:
                raise
            missing |= lacking.signs


def compile_pdf(kit: Kit, *, fonts: typst.Fonts, unprintable: frozenset[str] = frozenset()) -> bytes:
    """Raises NotPrintable."""
    try:
        return _compile(kit, fonts, unprintable, format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        signs = {_unescaped(sign) for sign in UNDRAWABLE.findall(error.diagnostic)}
        if not signs:
            raise
        raise NotPrintable(_culprits({sign for text in signs for sign in text})) from None


def _compile(kit: Kit, fonts: typst.Fonts, unprintable: frozenset[str], **output: Any) -> Any:
    data = Sheet(unprintable).kit(kit)
    return typst.compile(
        HERE / "kit.typ",
        root=HERE,
        font_paths=fonts,
        sys_inputs={"kit": json.dumps(data, ensure_ascii=False)},
        timestamp=0,
        **output,
    )


def _culprits(signs: set[str]) -> set[str]:
    """Return what to stand in for: marks first, for what they stand upon is complained of with them, ASCII never."""
    marks = {sign for sign in signs if category(sign).startswith("M")}
    return marks or {sign for sign in signs if not sign.isascii()} or signs


def _unescaped(text: str) -> str:
    return RUST_ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


@cache
def own_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


@cache
def all_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, font_paths=[str(FONTS)])


@dataclass(frozen=True)
class Sheet:
    """Turns a kit into what the template sets, word for word but for signs that cannot be drawn."""

    unprintable: frozenset[str] = field(default_factory=frozenset)

    def kit(self, kit: Kit) -> dict[str, Any]:
        business = self.line(kit.business) or "Launch kit"
        return {
            "title": self.line(kit.title) or "Launch kit",
            "running_title": shortened(self.line(kit.title)),
            "business": business,
            "cover_size": cover_size(business),
            "opening": wording.opening(kit),
            "draft": wording.draft(kit),
            "zone": f"Times are those of {self.line(kit.time_zone)}.",
            "edition": f"Edition {kit.version}. Figures are estimates, not promises.",
            "sandbox": wording.SANDBOX_LABEL if kit.sandbox else None,
            "sandbox_note": wording.SANDBOX_NOTE,
            "unprintable": self.apology(),
            "sections": [self.section(section, kit) for section in kit.sections],
        }

    def apology(self) -> str:
        if not self.unprintable:
            return ""
        return (
            f"Some signs of your text are shown as {STAND_IN}, because no font here draws them: mostly emoji and "
            "scripts with thousands of letters. The Markdown file has every one of them."
        )

    def section(self, section: Section, kit: Kit) -> dict[str, Any]:
        kinds = {CONTENT_CALENDAR: "calendar", LAUNCH_PLAN: "plan"}
        opens = first_after_opening(section, kit) if section.id == LAUNCH_PLAN else None
        return {
            "title": self.line(section.title) or "Untitled",
            "lead": self.line(section.lead),
            "kind": kinds.get(section.id, section.kind),
            "stale": wording.STALE_NOTE if section.is_stale else "",
            "blocks": [self.block(block) for block in markup.parse(section.markdown or "")],
            "groups": [
                {"heading": self.line(heading), "items": [self.item(item, opens, kit) for item in items]}
                for heading, items in wording.grouped(section)
            ],
        }

    def item(self, item: Item, opens: Item | None, kit: Kit) -> dict[str, Any]:
        return {
            "title": self.line(item.title),
            "note": self.line(item.note),
            "day": wording.short_day(item.date) if item.date else "",
            "time": self.line(item.time or ""),
            "duration": wording.duration(item.minutes),
            "done": bool(item.done),
            "marker": wording.opening(kit) if item is opens else "",
        }

    def block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Line):
            spans = [
                {"text": self.drawable(span.text), "bold": span.bold, "italic": span.italic}
                for span in block.spans
            ]
            return {"kind": block.kind, "spans": spans}
        return {
            "kind": block.kind,
            "start": block.start,
            "blocks": [self.block(inner) for inner in block.blocks],
        }

    def line(self, text: str) -> str:
        return self.drawable(wording.one_line(text))

    def drawable(self, text: str) -> str:
        drawn = "".join(STAND_IN if sign in self.unprintable else sign for sign in text)
        return LONG_WORD.sub(lambda word: _breakable(word[0]), drawn)


def _breakable(word: str) -> str:
    return ZERO_WIDTH_SPACE.join(
        word[start : start + BREAK_EVERY] for start in range(0, len(word), BREAK_EVERY)
    )


def shortened(title: str) -> str:
    return title if len(title) <= 64 else f"{title[:63].rstrip()}…"


def cover_size(business: str) -> float:
    """Points for the name on the cover: large for a short one, and no word wider than the sheet."""
    by_length = next(
        size
        for length, size in ((14, 56), (30, 46), (60, 36), (120, 27), (10**9, 20))
        if len(business) <= length
    )
    longest = max(len(part) for part in re.split(rf"[\s{ZERO_WIDTH_SPACE}]+", business))
    return min(float(by_length), 430 / (0.6 * max(longest, 1)))


def first_after_opening(section: Section, kit: Kit) -> Item | None:
    """The item before which the plan says that the doors open; none where the plan does not run by date."""
    dated = [item for item in section.items or () if item.date]
    days = [item.date for item in dated if item.date]
    if kit.opening_day is None or days != sorted(days):
        return None
    return next((item for item in dated if item.date and item.date >= kit.opening_day), None)
