import io
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from backend.projects.kit.documents import pdf
from backend.projects.kit.model import Item
from backend.projects.tests.documents import kits

HOSTILE = (
    '#import "/etc/passwd": *', "#panic()", "$x^2$", "*bold* _it_ `raw`", "\\", "]", "[", "= Heading", "// comment",
    "/* x", "#{", '"; #panic("', "@label", "<label>", "https://x.y/" + "z" * 300, "W" * 900, "{{", "~", "---", "'\"",
    "a\u202eb", "&amp;", "<script>alert(1)</script>", "#eval(\"1\")", "\u0000\u0007\u2028", "\ud83d",
)  # fmt: skip


def opened(kit: Any) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render(kit)))


def words(reader: PdfReader) -> str:
    """What can be copied out of the document, in one line."""
    text = " ".join(page.extract_text() for page in reader.pages).replace(pdf.ZERO_WIDTH_SPACE, "")
    return " ".join(text.split())


def tags(reader: PdfReader) -> list[str]:
    """The kinds of all structure elements, in reading order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def faces(reader: PdfReader) -> dict[str, Any]:
    """Each font by name, without its subset's prefix, and the file that is embedded for it."""
    found = {}
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            name = str(descriptor["/FontName"]).split("+")[-1]
            found[name] = descriptor.get("/FontFile2") or descriptor.get("/FontFile3")
    return found


def outline(reader: PdfReader) -> list[str]:
    return [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]


def test_it_is_tagged_titled_and_says_its_language() -> None:
    reader = opened(kits.kit())
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.xmp_metadata and b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert reader.metadata and reader.metadata.title == "Pixel & Pine: launch kit"
    kinds = tags(reader)
    assert kinds.count("/H1") == 7  # the contents and six parts
    assert kinds.count("/Table") == 4 + 5  # weeks of the calendar, groups of the plan
    assert "/TH" in kinds and "/TOC" in kinds and "/L" in kinds and "/BlockQuote" in kinds


def test_the_outline_holds_the_parts() -> None:
    assert outline(opened(kits.kit())) == [
        "What is inside", "Positioning", "Offer and price", "Community structure", "Content calendar", "Launch plan",
        "Checklist",
    ]  # fmt: skip


def test_fonts_are_embedded_in_their_weights() -> None:
    fonts = faces(opened(kits.stale()))
    assert set(fonts) == {
        "Inter-Regular", "Inter-Italic", "Inter-SemiBold", "Fraunces-Medium", "Fraunces-SemiBold",
        "Fraunces-MediumItalic",
    }  # fmt: skip
    assert all(file.get_object().get_data() for file in fonts.values())


@pytest.mark.parametrize(
    ("family", "style", "weight"), [("Inter", "normal", 600), ("Fraunces", "italic", 500)]
)
def test_our_fonts_are_there_without_the_machines(family: str, style: str, weight: int) -> None:
    assert (family, style, weight) in {(f.family, f.style, f.weight) for f in pdf.own_fonts().fonts()}


def test_its_numbers_are_the_kits() -> None:
    kit = kits.kit()
    text = words(opened(kit))
    for section in ("positioning", "offer", "structure"):
        markdown = kit.section(section).markdown or ""
        for number in re.findall(r"\$?\d[\d,.]*\d%?|\d", re.sub(r"^\d\.", "", markdown, flags=re.MULTILINE)):
            assert number in text
    assert (
        "50,000 followers × 6.5% engaged = 3,250 people who really listen. Of those, 1 to 3% join a paid community in "
        "the first month: 33 to 98 members. At $19 that is $627 to $1,862 a month." in text
    )


def test_every_item_stands_in_it_with_its_day() -> None:
    kit = kits.kit()
    text = words(opened(kit))
    for section in kit.sections:
        for item in section.items or ():
            assert item.title in text
            assert item.note in text
            assert not item.date or pdf.wording.short_day(item.date) in text
    assert (
        text.count("Opens Tuesday 15 December 2026") == 2
    )  # on the cover, and in the plan where the doors open


def test_pages_are_a4_and_numbered_after_the_cover() -> None:
    reader = opened(kits.kit())
    assert len(reader.pages) == 9
    assert all([round(float(side)) for side in page.mediabox[2:]] == [595, 842] for page in reader.pages)
    assert "1 of 9" not in reader.pages[0].extract_text()
    assert "9 of 9" in reader.pages[8].extract_text()


def test_sandbox_and_draft_are_said_on_the_cover_and_the_sandbox_on_every_page() -> None:
    reader = opened(kits.stale())
    assert all("Sandbox partner" in page.extract_text() for page in reader.pages)
    assert "Draft: pricing and timeline are still open" in reader.pages[0].extract_text()
    assert "You edited this part before a later decision" in words(reader)
    assert "Sandbox" not in words(opened(kits.kit()))


def test_boxes_say_whether_they_are_ticked() -> None:
    data = pdf.render(kits.kit())
    reader = PdfReader(io.BytesIO(data))
    alternatives = [
        str(thing["/Alt"]) for thing in (reader.get_object(n) for n in range(1, reader.trailer["/Size"]))
        if isinstance(thing, dict) and "/Alt" in thing
    ]  # fmt: skip
    assert alternatives.count("Done") == 4 + 2
    assert alternatives.count("To do") == 18 + 3


def test_equal_kits_give_equal_bytes() -> None:
    first = pdf.render(kits.kit())
    pdf.render.cache_clear()
    assert pdf.render(kits.kit()) == first
    assert pdf.render(kits.kit(version=4)) != first


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_is_text(typed: str) -> None:
    kit = kits.with_text("positioning", f"Before {typed} after").with_section(
        kits.with_items("checklist", Item("own", typed, typed, done=False, group=typed)).section("checklist")
    )
    kit = type(kit)(**{**vars(kit), "business": typed, "title": typed})
    reader = opened(kit)
    shown = squeezed(words(reader))
    assert squeezed(typed) in shown or "\u202e" in typed
    assert outline(reader)[1:] == [section.title for section in kit.sections]


@settings(max_examples=25, deadline=None)
@example("a mark alone: \u0e31, on a letter: a\u0e31, and a vowel that is half a mark: \u0e33")
@given(st.text(max_size=80))
def test_any_text_makes_a_document(typed: str) -> None:
    kit = kits.with_text("positioning", typed)
    kit = type(kit)(**{**vars(kit), "title": typed, "business": typed})
    assert outline(opened(kit))[1:] == [section.title for section in kit.sections]


def test_scripts_of_our_fonts_and_the_compilers_are_drawn() -> None:
    text = words(opened(kits.with_text("positioning", "Łódź, Tiếng Việt, Привет, Ελλάδα, €19, ½ → 3 ≥ 2")))
    assert "Łódź, Tiếng Việt, Привет, Ελλάδα, €19, ½ → 3 ≥ 2" in text


def test_signs_that_pdf_ua_forbids_are_left_out() -> None:
    # The first is allowed, and draws the second into its glyph.
    text = words(opened(kits.with_text("positioning", "Before \ufff9\ufeff\ufffe after")))
    assert "Before" in text and "after" in text


def test_what_no_font_draws_is_shown_as_a_box_and_said() -> None:
    unassigned = "\U000e0fff\u0378"
    reader = opened(kits.with_text("positioning", f"Before {unassigned} after"))
    assert "Before □□ after" in words(reader) or "Before □ after" in words(reader)
    assert "shown as □" in reader.pages[1].extract_text()
    assert "shown as □" not in words(opened(kits.kit()))


def squeezed(text: str) -> str:
    return "".join(s for s in text if not s.isspace() and unicodedata.category(s) not in {"Cc", "Cs", "Cf"})
