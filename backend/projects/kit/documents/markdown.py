"""The kit as CommonMark. People's words stay words: nothing typed into a part can become a heading of the document."""

from backend.projects.kit.documents import markup, wording
from backend.projects.kit.documents.markup import escape
from backend.projects.kit.model import CHECKLIST, CONTENT_CALENDAR, Item, Kit, Section


def render(kit: Kit) -> str:
    blocks = [*_front(kit)]
    for section in kit.sections:
        blocks += _section(section)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _front(kit: Kit) -> list[str]:
    return [
        f"*{wording.SANDBOX_LABEL}.* {wording.SANDBOX_NOTE}" if kit.sandbox else "",
        f"# {escape(kit.title) or 'Launch kit'}",
        f"**{wording.opening(kit)}.** Times are those of {escape(kit.time_zone)}.",
        f"{wording.draft(kit)}." if kit.missing else "",
    ]


def _section(section: Section) -> list[str]:
    return [
        f"## {escape(section.title)}",
        f"*{wording.STALE_NOTE}*" if section.is_stale else "",
        escape(section.lead),
        *(
            _items(section)
            if section.items is not None
            else [markup.write(markup.parse(section.markdown or ""))]
        ),
    ]


def _items(section: Section) -> list[str]:
    blocks: list[str] = []
    for heading, items in wording.grouped(section):
        blocks.append(f"### {escape(heading)}" if heading.strip() else "")
        blocks.append(_table(items) if section.id == CONTENT_CALENDAR else _task_list(section, items))
    return blocks


def _table(items: list[Item]) -> str:
    rows = ["| Day | Time | What | How long |", "| :-- | :-- | :-- | :-- |"]
    for item in items:
        day = wording.short_day(item.date) if item.date else ""
        what = f"**{escape(item.title)}** {escape(item.note)}".rstrip()
        cells = (day, wording.one_line(item.time or ""), what, wording.duration(item.minutes))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _task_list(section: Section, items: list[Item]) -> str:
    return "\n".join(_task(item, with_day=section.kind != CHECKLIST) for item in items)


def _task(item: Item, *, with_day: bool) -> str:
    box = "[x]" if item.done else "[ ]"
    day = f"**{wording.short_day(item.date)}** " if with_day and item.date else ""
    details = ", ".join(filter(None, (wording.one_line(item.time or ""), wording.duration(item.minutes))))
    note = f"\\\n  {escape(item.note)}" if item.note.strip() else ""
    return f"- {box} {day}{escape(item.title)}{f' ({details})' if details else ''}{note}"
