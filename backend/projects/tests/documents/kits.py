"""Kits as the tests print them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from backend.projects.kit.model import KINDS, Draft, Item, Kit, Section

OPENING_DAY = date(2026, 12, 15)

POSITIONING = """**For** people who have started three games and finished none.

Pixel & Pine is a room where *one small thing* gets built every week, together, on camera.

> Half my viewers tell me they want to build along, not only watch.

### What makes it different

- Everybody builds the same thing in the same week
- Nobody is behind: each build stands alone
- The code is kept, and **explained**"""

OFFER = """**$19 a month** for founding members, **$29** once the first forty are in.

> 50,000 followers × 6.5% engaged = 3,250 people who really listen. Of those, 1 to 3% join a paid community in the first
> month: 33 to 98 members. At $19 that is $627 to $1,862 a month. An estimate, not a promise.

### What it costs to take money

1. Card fees: 2.9% + $0.30, so $0.85 of each $19
2. Your share: $18.15 a member and month"""

STRUCTURE = """One room, two doors.

- **Builders**: the weekly build-along and the archive
- **Patrons**: the same, and their name on each build"""


def kit(**changes: object) -> Kit:
    printed = Kit(
        project_id="01985f6e-0000-7000-8000-000000000001",
        business="Pixel & Pine",
        title="Pixel & Pine: launch kit",
        version=3,
        opening_day=OPENING_DAY,
        opening_day_is="decided",
        time_zone="Europe/Berlin",
        missing=(),
        sandbox=False,
        draft=Draft(),
        sections=(
            text("positioning", "Positioning", "Who it is for, and what they can count on.", POSITIONING),
            text("offer", "Offer and price", "What people pay, and the arithmetic behind it.", OFFER),
            text("structure", "Community structure", "The rooms that members find.", STRUCTURE),
            dated(
                "content_calendar", "Content calendar", "Four weeks from the day you open.", calendar_items()
            ),
            dated("launch_plan", "Launch plan", "Every task on the day it fits.", plan_items()),
            Section(
                "checklist",
                "Checklist",
                "checklist",
                "Tick these before you open.",
                items=tuple(checklist_items()),
            ),
        ),
    )
    return replace(printed, **changes)  # type: ignore[arg-type]


def text(section: str, title: str, lead: str, markdown: str) -> Section:
    return Section(section, title, KINDS[section], lead, markdown=markdown)


def dated(section: str, title: str, lead: str, items: list[Item]) -> Section:
    return Section(section, title, KINDS[section], lead, items=tuple(items))


def with_text(section: str, markdown: str) -> Kit:
    printed = kit()
    return printed.with_section(replace(printed.section(section), markdown=markdown))


def with_items(section: str, *items: Item) -> Kit:
    printed = kit()
    return printed.with_section(replace(printed.section(section), items=items))


def stale() -> Kit:
    printed = kit(sandbox=True, missing=("pricing", "timeline"))
    edited = replace(
        printed.section("offer"),
        edited=True,
        edited_at=datetime(2026, 11, 20, 9, 30, tzinfo=UTC),
        is_stale=True,
    )
    return printed.with_section(edited)


def calendar_items() -> list[Item]:
    items = []
    for week in range(4):
        monday = OPENING_DAY + timedelta(days=7 * week)
        group = f"Week {week + 1}"
        items += [
            Item(f"build-{week}", "Build-along", "Live, recorded for the archive.", monday, "19:00", 90, group=group),
            Item(f"post-{week}", "Post: what we built", "", monday + timedelta(days=2), None, 30, group=group),
            Item(f"ask-{week}", "Ask for next week's build", "A poll with three ideas.",
                 monday + timedelta(days=4), "12:00", 15, group=group),
        ]  # fmt: skip
    return items


def plan_items() -> list[Item]:
    groups = ("Know your people", "Shape the offer", "Build the place", "Open the doors", "After opening")
    items = []
    for number in range(22):
        group = groups[min(number // 5, 4)]
        day = OPENING_DAY + timedelta(days=2 * (number - 19))
        note = "Ask ten viewers which build they would pay for." if number % 3 == 0 else ""
        items.append(
            Item(f"task-{number}", f"Task number {number + 1} of the launch", note, day, None, 20 + 5 * number,
                 f"task_{number}", number < 4, group)
        )  # fmt: skip
    return items


def checklist_items() -> list[Item]:
    return [
        Item("price", "The price stands on the page", "", task_id="set_price", done=True, group="The offer"),
        Item("promise", "The promise fits one line", "Read it aloud once.", done=True, group="The offer"),
        Item("rooms", "Rooms are named and in order", done=False, group="The place"),
        Item("rules", "House rules are pinned", "Five lines are enough.", done=False, group="The place"),
        Item("card", "A test card went through", done=False, group="Taking money"),
    ]
