"""Counting visits without knowing visitors."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.utils import timezone

from backend.analytics.models import Device, Visit, VisitSalt

OTHER = "(other)"
_LONGEST = 80
# Words by which programs that fetch pages name themselves; those that do not are found by what browsers always send.
_BOTS = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|headless|phantom|puppeteer|playwright|selenium|lighthouse|pingdom|uptime"
    r"|monitor|preview|facebookexternalhit|embedly|curl|wget|python|httpx|aiohttp|java/|okhttp|go-http|node-fetch"
    r"|axios|libwww|scrapy|archiver|validator|scan",
    re.IGNORECASE,
)
_TABLET = re.compile(r"iPad|Tablet|Kindle|Silk|Android(?!.*Mobile)", re.IGNORECASE)
_MOBILE = re.compile(r"Mobi|iPhone|Android", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """What a browser says when it looks at a page. Its address and agent go into a hash and are forgotten."""

    path: str
    query: str
    referrer: str
    address: str
    agent: str
    host: str
    languages: str
    fetch_site: str


def record(look: Look) -> Visit:
    """Keep a visit. Those of bots are kept too, marked, and counted apart."""
    now = timezone.now()
    day = now.astimezone(UTC).date()
    campaign = parse_qs(look.query.removeprefix("?"))
    return Visit.objects.create(
        day=day,
        at=now,
        path=_known(look.path),
        source=_first(campaign, "utm_source"),
        medium=_first(campaign, "utm_medium"),
        campaign=_first(campaign, "utm_campaign"),
        referrer=_site(look.referrer, look.host),
        visitor=_visitor(day, look),
        device=device_of(look.agent),
        is_bot=is_bot(look),
    )


def is_bot(look: Look) -> bool:
    """Say whether this is no person: by name, or because it lacks what every browser that runs scripts sends.

    A language always; and Sec-Fetch-Site, except from Safari before 16.4, which alone is let off.
    """
    if not look.agent or _BOTS.search(look.agent) or not look.languages:
        return True
    old_safari = "Safari/" in look.agent and "Chrome/" not in look.agent
    return not look.fetch_site and not old_safari


def device_of(agent: str) -> Device:
    if _TABLET.search(agent):
        return Device.TABLET
    return Device.MOBILE if _MOBILE.search(agent) else Device.DESKTOP


def forget_old() -> int:
    """Delete past days' salts, and visits older than VISITS_KEPT_DAYS; returns how many visits went."""
    today = timezone.now().astimezone(UTC).date()
    VisitSalt.objects.filter(day__lt=today).delete()
    # A day longer than they are counted from, so that none is counted when half of it is gone.
    kept = today - timedelta(days=settings.VISITS_KEPT_DAYS + 1)
    return Visit.objects.filter(day__lt=kept).delete()[0]


def _known(path: str) -> str:
    plain = path.rstrip("/") or "/"
    return plain if plain in settings.ANALYTICS_PATHS else OTHER


def _first(campaign: dict[str, list[str]], name: str) -> str:
    """Return a campaign's word, without what no database keeps; an address is no campaign and is left out."""
    word = campaign.get(name, [""])[0].replace("\x00", "").encode(errors="ignore").decode().strip()
    return "" if "@" in word else word[:_LONGEST]


def _site(referrer: str, host: str) -> str:
    try:
        name = (urlsplit(referrer).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    own = host.partition(":")[0].removeprefix("www.")
    return "" if name == own or not re.fullmatch(r"[a-z0-9.-]{1,120}", name) else name


def _visitor(day: date, look: Look) -> str:
    who = "\n".join((look.address, look.agent, look.host)).encode(errors="replace")
    return hmac.new(_salt(day), who, hashlib.sha256).hexdigest()[:32]


_salts: dict[date, bytes] = {}


def _salt(day: date) -> bytes:
    """Return the day's secret, which all processes share; only today's is remembered."""
    if day not in _salts:
        row, _ = VisitSalt.objects.get_or_create(day=day, defaults={"secret": secrets.token_bytes(32)})
        _salts.clear()
        _salts[day] = bytes(row.secret)
    return _salts[day]
