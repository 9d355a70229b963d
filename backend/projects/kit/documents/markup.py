"""The kit's Markdown subset as a small tree, and back.

Headings, paragraphs, lists, quotes, bold and italic; whatever else people type is text. There is one tree for all
documents, so a sentence that looks like markup to one of them cannot become structure in another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from backend.projects.kit.documents.wording import clean, one_line

RULES = ["blockquote", "emphasis", "escape", "heading", "list", "newline"]
PARSER = MarkdownIt("zero").enable(RULES)

Container = Literal["quote", "bullets", "numbers", "item"]


@dataclass(frozen=True)
class Span:
    """A run of text in one style. `text` is a line break where it is a single newline."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Line:
    """A heading or a paragraph."""

    kind: Literal["heading", "paragraph"]
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Group:
    """A quote, a list, or an item of a list. `start`: the first number of a numbered list."""

    kind: Container
    blocks: tuple["Block", ...]
    start: int = 1


Block = Line | Group

OPENERS: dict[str, Container] = {
    "blockquote_open": "quote",
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbers",
    "list_item_open": "item",
}
CLOSERS = {"blockquote_close", "bullet_list_close", "ordered_list_close", "list_item_close"}


def parse(source: str) -> tuple[Block, ...]:
    """Read the subset. No letter is lost: text nested deeper than the parser goes is read as plain paragraphs."""
    text = clean(source)
    tree = tuple(_blocks(iter(PARSER.parse(text))))
    return tree if _letters(plain(tree)) == _letters(text) else _paragraphs(text)


def plain(blocks: tuple[Block, ...]) -> str:
    return "\n".join(
        "".join(span.text for span in block.spans) if isinstance(block, Line) else plain(block.blocks)
        for block in blocks
    )


def _letters(text: str) -> list[str]:
    return [sign for sign in text if sign.isalpha()]


def _paragraphs(text: str) -> tuple[Block, ...]:
    paragraphs = (one_line(part) for part in re.split(r"\n\s*\n", text))
    return tuple(Line("paragraph", (Span(part),)) for part in paragraphs if part)


def _blocks(tokens: Iterator[Token]) -> Iterator[Block]:
    """The blocks up to the end of the container that the tokens stand in."""
    kind: Literal["heading", "paragraph"] = "paragraph"
    for token in tokens:
        if token.type in CLOSERS:
            return
        if token.type in OPENERS:
            start = min(int(token.attrs.get("start", 1)), 999_999)
            yield Group(OPENERS[token.type], tuple(_blocks(tokens)), start)
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "inline":
            spans = tuple(_spans(token.children or []))
            if spans:
                yield Line(kind, spans)
            kind = "paragraph"


def _spans(tokens: list[Token]) -> list[Span]:
    bold = italic = 0
    spans: list[Span] = []
    for token in tokens:
        bold += (token.type == "strong_open") - (token.type == "strong_close")
        italic += (token.type == "em_open") - (token.type == "em_close")
        text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
        if not text:
            continue
        last = spans[-1] if spans else None
        if last and "\n" not in (text, last.text) and (last.bold, last.italic) == (bool(bold), bool(italic)):
            spans[-1] = Span(last.text + text, last.bold, last.italic)
        else:
            spans.append(Span(text, bool(bold), bool(italic)))
    return _trimmed(spans)


def _trimmed(spans: list[Span]) -> list[Span]:
    while spans and not spans[-1].text.strip():
        spans.pop()
    while spans and not spans[0].text.strip():
        spans.pop(0)
    return spans


# ── and back: CommonMark in which text stays text ────────────────────────────────────────────────────────────────────

ALWAYS = re.compile(r"[\\`*\[\]<>|]|(?<!\S)~(?!\d)|(?<=\S)~|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)")
AT_LINE_START = re.compile(r"^(?:(#{1,6})(?=\s|$)|([-+])(?=\s|$|-|\+)|(=)|(\d{1,9})([.)])(?=\s|$))")


def escape(text: str) -> str:
    """One line of text that CommonMark, and GitHub's dialect of it, read as exactly this text."""
    escaped = ALWAYS.sub(lambda sign: "\\" + sign[0], one_line(text))
    return _line_start(escaped)


def _line_start(escaped: str) -> str:
    found = AT_LINE_START.match(escaped)
    if not found:
        return escaped
    if found[4]:
        return f"{found[4]}\\{escaped[len(found[4]) :]}"
    return "\\" + escaped


def write(blocks: tuple[Block, ...], heading: str = "###") -> str:
    """CommonMark for the tree. Headings all stand at one level, so nothing in a part outranks the part."""
    return "\n\n".join(_written(block, heading) for block in blocks)


def _written(block: Block, heading: str) -> str:
    if isinstance(block, Line):
        text = _inline(block.spans, break_lines=block.kind == "paragraph")
        return f"{heading} {text}" if block.kind == "heading" else text
    if block.kind == "quote":
        return _prefixed(write(block.blocks, heading), "> ", "> ")
    if block.kind == "item":  # only lists hold items
        return write(block.blocks, heading)
    items = []
    for number, item in enumerate(block.blocks, block.start):
        marker = "- " if block.kind == "bullets" else f"{number}. "
        items.append(_prefixed(_written(item, heading), marker, " " * len(marker)))
    return "\n".join(items)


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(((first if index == 0 else rest) + line).rstrip() for index, line in enumerate(lines))


def _inline(spans: tuple[Span, ...], *, break_lines: bool) -> str:
    lines = [_line_start("".join(map(_marked, line)).strip()) for line in _lines(spans)]
    styled = ("\\\n" if break_lines else " ").join(lines)
    if _same(styled, spans):
        return styled
    return escape(" ".join(span.text for span in spans))


def _lines(spans: tuple[Span, ...]) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.text == "\n":
            lines.append([])
        else:
            lines[-1].append(span)
    return [line for line in lines if line]


def _marked(span: Span) -> str:
    text = ALWAYS.sub(lambda sign: "\\" + sign[0], re.sub(r"\s+", " ", span.text))
    marks = "*" * (2 * span.bold + span.italic)
    return f"{marks}{text}{marks}"


def _same(written: str, spans: tuple[Span, ...]) -> bool:
    """Whether the emphasis reads back as it was meant; next to punctuation some of it cannot be written."""
    again = PARSER.parseInline(written)[0].children or []
    return _words(_spans(again)) == _words(spans)


def _words(spans: Iterable[Span]) -> list[tuple[str, bool, bool]]:
    """Letter by letter, because the same words may be cut into runs differently."""
    return [(sign, span.bold, span.italic) for span in spans for sign in span.text if not sign.isspace()]
