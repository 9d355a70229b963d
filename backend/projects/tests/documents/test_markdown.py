import re
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from backend.projects.kit.documents import markdown, markup
from backend.projects.kit.model import Item
from backend.projects.tests.documents import kits

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

# Letters, spaces and everything that means something to a Markdown reader, close together.
TYPED = st.text(st.sampled_from("ab1 \n\t#*_-+>=`~[]()!<&;|\\:/.0é日\u2028\r"), max_size=60) | st.text(
    max_size=40
)

HOSTILE = (
    "# Not a heading", "a\n===", "a\n---", "***", "<h1>x</h1>", "<!-- x", "```\n# x\n```", "- # x", "> # x", "1. ## x",
    "[x](javascript:alert(1))", "![x](y)", "a | b\n--- | ---\n1 | 2", "&lt;b&gt;", "a\\\n# b", "  # x", "\t# x",
    "\\# x", "![[x]]", "~~~\n# x", "*a", "**a*", "__init__", "5 * 3 * 2", "- [x] ticked", "[a]: b", "x\r# y",
    "x\u2028# y",
)  # fmt: skip


@lru_cache(1)
def tokens_of(document: str) -> list[Token]:
    return READER.parse(document)


def headings(document: str) -> list[tuple[str, str]]:
    tokens = tokens_of(document)
    return [
        (token.tag, "".join(child.content or " " for child in tokens[index + 1].children or []).strip())
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def kinds(document: str) -> set[str]:
    tokens = tokens_of(document)
    return {token.type for token in tokens} | {c.type for t in tokens for c in t.children or []}


PARTS = [
    ("h1", "Pixel & Pine: launch kit"), ("h2", "Positioning"), ("h3", "What makes it different"),
    ("h2", "Offer and price"), ("h3", "What it costs to take money"), ("h2", "Community structure"),
    ("h2", "Content calendar"), ("h3", "Week 1"),
    ("h3", "Week 2"), ("h3", "Week 3"), ("h3", "Week 4"), ("h2", "Launch plan"), ("h3", "Know your people"),
    ("h3", "Shape the offer"), ("h3", "Build the place"), ("h3", "Open the doors"), ("h3", "After opening"),
    ("h2", "Checklist"), ("h3", "The offer"), ("h3", "The place"), ("h3", "Taking money"),
]  # fmt: skip


def test_the_parts_stand_in_order_under_one_title() -> None:
    assert headings(markdown.render(kits.kit())) == PARTS


def test_the_arithmetic_comes_out_word_for_word_as_a_quote() -> None:
    quote = re.search(r"^> (.+)$", markdown.render(kits.kit()).split("## Offer and price")[1], re.MULTILINE)
    assert quote
    assert quote[1] == (
        "50,000 followers × 6.5% engaged = 3,250 people who really listen. Of those, 1 to 3% join a paid community in "
        "the first month: 33 to 98 members. At $19 that is $627 to $1,862 a month. An estimate, not a promise."
    )


def test_the_calendar_is_a_table_by_week_and_the_lists_have_boxes() -> None:
    document = markdown.render(kits.kit())
    assert "| Tue 15 Dec | 19:00 | **Build-along** Live, recorded for the archive. | 1 h 30 min |" in document
    assert "- [x] **Sat 7 Nov** Task number 1 of the launch (20 min)" in document
    assert "- [ ] Rooms are named and in order" in document
    assert "- [x] The promise fits one line\\\n  Read it aloud once." in document
    assert "table_open" in kinds(document)


def test_a_draft_and_the_sandbox_say_so() -> None:
    document = markdown.render(kits.stale())
    assert document.startswith("*Sandbox partner.*")
    assert "\nDraft: pricing and timeline are still open.\n" in document
    assert "You edited this part before a later decision." in document
    assert "Sandbox" not in markdown.render(kits.kit())
    assert "Draft" not in markdown.render(kits.kit())


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_forges_nothing(typed: str) -> None:
    assert_nothing_is_forged(typed)


@settings(max_examples=200, deadline=None)
@given(TYPED)
def test_no_text_forges_a_heading_or_brings_in_markup(typed: str) -> None:
    assert_nothing_is_forged(typed)


def assert_nothing_is_forged(typed: str) -> None:
    in_text = headings(markdown.render(kits.with_text("structure", typed)))
    assert [h for h in in_text if h[0] != "h3"] == [h for h in PARTS if h[0] != "h3"]
    item = Item("own", typed, typed, kits.OPENING_DAY, "19:00", 30, done=False, group="Week 1")
    for section in ("content_calendar", "launch_plan", "checklist"):
        document = markdown.render(kits.with_items(section, item))
        assert [h for h in headings(document) if h[0] != "h3"] == [h for h in PARTS if h[0] != "h3"]
        assert not kinds(document) & {
            "html_block",
            "html_inline",
            "link_open",
            "image",
            "fence",
            "code_block",
            "hr",
            "s_open",
        }
    grouped = markdown.render(kits.with_items("checklist", Item("own", "a", group=typed)))
    assert len(headings(grouped)) <= len(PARTS) - 2
    named = headings(markdown.render(kits.kit(title=typed)))
    assert named[1:] == PARTS[1:]


@settings(max_examples=300, deadline=None)
@given(TYPED)
def test_one_line_of_text_reads_back_as_itself(typed: str) -> None:
    wanted = markup.escape(typed)
    shown = "".join(child.content or " " for token in READER.parse(wanted) for child in token.children or [])
    assert shown.split() == markup.one_line(typed).split()


@settings(max_examples=300, deadline=None)
@given(TYPED)
def test_a_part_keeps_every_letter_and_its_shape(typed: str) -> None:
    tree = markup.parse(typed)
    assert letters(markup.plain(tree)) == letters(typed)
    again = markup.parse(markup.write(tree))
    assert letters(markup.plain(again)) == letters(typed)


def test_text_nested_deeper_than_the_parser_goes_is_not_lost() -> None:
    assert "treasure" in markdown.render(kits.with_text("structure", ">" * 500 + " treasure"))
    assert "treasure" in markdown.render(kits.with_text("structure", "- " * 500 + "treasure"))


def letters(text: str) -> list[str]:
    return [sign for sign in text if sign.isalpha()]
