import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from backend.projects.kit.documents import calendar
from backend.projects.kit.model import Item
from backend.projects.tests.documents import kits

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def lines(file: bytes) -> list[str]:
    """The unfolded content lines; fails on anything RFC 5545 forbids about lines."""
    assert file.endswith(b"\r\n")
    raw = file.split(b"\r\n")[:-1]
    assert all(b"\n" not in line and b"\r" not in line for line in raw)
    assert max(map(len, raw)) <= 75
    assert all(line.decode() is not None and line.strip() for line in raw)  # folds fall between characters
    unfolded = file.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert all(re.match(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:", line) for line in unfolded)
    return unfolded


def read(file: bytes) -> Calendar:
    """Strictly: one calendar, no property that could not be read, and what RFC 5545 requires of each part."""
    printed = lines(file)
    assert printed[0] == "BEGIN:VCALENDAR" and printed[-1] == "END:VCALENDAR"
    assert printed.count("BEGIN:VCALENDAR") == 1
    found = Calendar.from_ical(file)
    assert not found.errors
    assert found["prodid"] and found["version"] == "2.0" and "method" not in found
    assert found.subcomponents
    for event in found.walk("VEVENT"):
        assert not event.errors
        assert event["uid"] and event["summary"] and event.decoded("dtstamp").tzinfo
        assert not event.subcomponents  # no alarms
    named = {
        event["dtstart"].params["tzid"] for event in found.walk("VEVENT") if "tzid" in event["dtstart"].params
    }
    assert named <= {zone["tzid"] for zone in found.walk("VTIMEZONE")}
    assert len({event["uid"] for event in found.walk("VEVENT")}) == len(found.walk("VEVENT"))
    return found


def entry(item: Item, **changes: object) -> object:
    kit = kits.with_items("content_calendar", item)
    found = read(calendar.render(type(kit)(**{**vars(kit), **changes}), now=NOW))
    return next(event for event in found.walk("VEVENT") if item.id in event["uid"])


def test_every_dated_item_and_the_opening_day_is_one_entry() -> None:
    found = read(calendar.render(kits.kit(), now=NOW))
    summaries = [str(event["summary"]) for event in found.walk("VEVENT")]
    assert summaries[0] == "Opening day: Pixel & Pine"
    assert len(summaries) == 1 + 12 + 22  # the checklist has no days
    assert {event["categories"].to_ical().decode() for event in found.walk("VEVENT")} == {
        "Opening day", "Content calendar", "Launch plan",
    }  # fmt: skip


def test_an_entry_with_an_hour_stands_on_it_in_the_kits_zone_for_its_minutes() -> None:
    event = entry(Item("build", "Build-along", "Live.", kits.OPENING_DAY, "19:00", 90))
    assert event["dtstart"].params["tzid"] == "Europe/Berlin"
    assert event.decoded("dtstart").utcoffset() == timedelta(hours=1)
    assert event.decoded("dtstart").hour == 19
    assert event.decoded("duration") == timedelta(minutes=90)
    assert event["description"] == "Live."


def test_an_entry_without_an_hour_takes_the_day_and_keeps_nobody_busy() -> None:
    event = entry(Item("post", "Post", "", kits.OPENING_DAY, None, 30, done=True))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 15), date(2026, 12, 16))
    assert event["transp"] == "TRANSPARENT"
    assert event["description"] == "Takes about 30 min.\nDone."


def test_importing_again_updates_the_same_entries() -> None:
    before, after = (read(calendar.render(kits.kit(version=version), now=NOW)) for version in (3, 4))
    assert [e["uid"] for e in before.walk("VEVENT")] == [e["uid"] for e in after.walk("VEVENT")]
    assert {e["sequence"] for e in after.walk("VEVENT")} == {4}
    assert calendar.render(kits.kit(), now=NOW) == calendar.render(kits.kit(), now=NOW)


@pytest.mark.parametrize(
    ("day", "offset"), [(date(2027, 3, 27), 1), (date(2027, 3, 28), 2), (date(2027, 10, 31), 1)]
)
def test_the_hour_stays_the_hour_when_the_clocks_change(day: date, offset: int) -> None:
    event = entry(Item("build", "Build-along", "", day, "19:00", 90))
    assert event.decoded("dtstart").hour == 19
    assert event.decoded("dtstart").utcoffset() == timedelta(hours=offset)


def test_an_hour_that_the_clocks_skip_still_makes_a_strict_file() -> None:
    event = entry(Item("night", "Night build", "", date(2027, 3, 28), "02:30", 60))
    assert event["dtstart"].to_ical() == b"20270328T023000"
    assert event.decoded("duration") == timedelta(hours=1)


def test_zone_rules_give_the_offset_that_the_zone_has() -> None:
    """A reader that knows no zones by name has only the rules in the file."""
    found = read(calendar.render(kits.kit(), now=NOW))
    zone = found.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    assert datetime(2026, 12, 15, 19, tzinfo=zone).utcoffset() == timedelta(hours=1)
    assert datetime(2027, 7, 1, 19, tzinfo=zone).utcoffset() == timedelta(hours=2)


def test_a_kit_without_any_day_is_still_a_calendar() -> None:
    found = read(calendar.render(kits.kit(opening_day=None, sections=()), now=NOW))
    assert not found.walk("VEVENT")


def test_a_zone_nobody_knows_is_read_as_utc() -> None:
    assert (
        entry(Item("build", "x", "", kits.OPENING_DAY, "19:00"), time_zone="Mars/Base")
        .decoded("dtstart")
        .tzinfo
    )


def test_sandbox_and_open_decisions_are_said() -> None:
    found = read(calendar.render(kits.stale(), now=NOW))
    assert found["x-wr-calname"] == "Pixel & Pine: launch kit (Sandbox partner)"
    assert "Draft: pricing and timeline are still open." in found["x-wr-caldesc"]
    assert all("Sandbox partner" in event["description"] for event in found.walk("VEVENT"))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.text(max_size=200))
def test_any_text_comes_back_as_it_was_typed(title: str, note: str) -> None:
    assert_comes_back(title, note)


@pytest.mark.parametrize(
    "typed",
    [
        "a\nEND:VEVENT\nBEGIN:VALARM",
        "a\r\nEND:VCALENDAR\r\n",
        'x; y, z: \\n \\, "quoted"',
        "日本語" * 60,
        "😀" * 60,
        "a" * 400,
    ],
)
def test_hostile_text_comes_back_as_it_was_typed(typed: str) -> None:
    assert_comes_back(typed, typed)


def assert_comes_back(title: str, note: str) -> None:
    event = entry(Item("own", title, note, kits.OPENING_DAY, "19:00", 45))
    wanted = calendar.wording.one_line(title)
    assert event["summary"] == (wanted or "Content calendar")
    assert event.get("description", "") == calendar.wording.clean(note).strip()
