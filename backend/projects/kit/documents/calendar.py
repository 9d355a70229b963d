"""The kit's days as an iCalendar file (RFC 5545) to import. Importing it again updates the same entries."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event, Timezone

from backend.projects.kit.documents import wording
from backend.projects.kit.model import Item, Kit, Section

PRODUCT = "-//Atelier//Launch kit//EN"


def render(kit: Kit, *, now: datetime | None = None) -> bytes:
    """Without METHOD it is a file to import, not an invitation, so DTSTAMP says when its entries were last written."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _name(kit))
    calendar.add("x-wr-caldesc", _about(kit))
    calendar.add("x-wr-timezone", _zone(kit).key)
    now = now or datetime.now(UTC)
    for event in _events(kit, now):
        calendar.add_component(event)
    _add_time_zone(calendar)
    if not calendar.subcomponents:  # a calendar holds something, or strict readers refuse it
        calendar.add_component(Timezone.from_tzinfo(_zone(kit), first_date=date(now.year, 1, 1)))
    return calendar.to_ical()


def _add_time_zone(calendar: Calendar) -> None:
    """The rules of the zone for the years of the entries; without bounds they fill the file from 1970 on."""
    years = [event.decoded("dtstart").year for event in calendar.walk("VEVENT")]
    if years:
        calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1))


def _name(kit: Kit) -> str:
    title = wording.one_line(kit.title) or "Launch kit"
    return f"{title} ({wording.SANDBOX_LABEL})" if kit.sandbox else title


def _about(kit: Kit) -> str:
    sandbox = f"{wording.SANDBOX_LABEL}: {wording.SANDBOX_NOTE}" if kit.sandbox else ""
    missing = f"{wording.draft(kit)}." if kit.missing else ""
    return " ".join(filter(None, (sandbox, f"{wording.opening(kit)}.", missing)))


def _events(kit: Kit, now: datetime) -> list[Event]:
    events = [] if kit.opening_day is None else [_opening_day(kit, now)]
    for section in kit.sections:
        events += [_event(kit, section, item, now) for item in section.items or () if item.date]
    return events


def _opening_day(kit: Kit, now: datetime) -> Event:
    known = {"decided": "Opening day", "target": "Target for opening", "suggested": "Suggested opening day"}
    words = known.get(kit.opening_day_is, known["suggested"])
    day = Item("opening-day", f"{words}: {wording.one_line(kit.business)}", date=kit.opening_day)
    return _event(kit, Section("opening_day", "Opening day", "dated", ""), day, now)


def _event(kit: Kit, section: Section, item: Item, now: datetime) -> Event:
    event = Event()
    event.add("uid", wording.one_line(f"{kit.project_id}-{section.id}-{item.id}@atelier"))
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", kit.version)
    event.add("summary", wording.one_line(item.title) or wording.one_line(section.title))
    description = _description(kit, item)
    if description:
        event.add("description", description)
    event.add("categories", [wording.one_line(section.title)])
    _place(event, item, _zone(kit))
    return event


def _place(event: Event, item: Item, zone: ZoneInfo) -> None:
    """On the hour where there is one, else on the day, as something that keeps nobody's day busy.

    The length is a DURATION, which stays what it is on a day whose clocks change.
    """
    assert item.date is not None  # only dated items come here
    hour = _hour(item)
    if hour is None:
        event.add("dtstart", item.date)
        event.add("dtend", item.date + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", datetime.combine(item.date, hour, zone))
    if item.minutes:
        event.add("duration", timedelta(minutes=item.minutes))


def _hour(item: Item) -> time | None:
    try:
        return time.fromisoformat(item.time).replace(tzinfo=None) if item.time else None
    except ValueError:
        return None


def _description(kit: Kit, item: Item) -> str:
    length = wording.duration(item.minutes) if _hour(item) is None else ""
    parts = (
        wording.clean(item.note).strip(),
        f"Takes about {length}." if length else "",
        "Done." if item.done else "",
        f"{wording.SANDBOX_LABEL}." if kit.sandbox else "",
    )
    return "\n".join(filter(None, parts))


def _zone(kit: Kit) -> ZoneInfo:
    try:
        return ZoneInfo(kit.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
