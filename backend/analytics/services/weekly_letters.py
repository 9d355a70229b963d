"""The letter about a person's week, on the Monday after it; each once, and none about a week in which nothing was."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from backend.accounts.models import User
from backend.billing import displays
from backend.letters.catalogue import Figure, Waiting, WeeklySummaryLetter
from backend.letters.services import letters
from backend.treasury.money import E8_PER_CENT, dollars
from backend.treasury.worlds import World

from . import weekly
from .weekly import Money, WeeklySummary


def send_for_last_week() -> int:
    """Write to everyone who can be written to about the week that ended; returns how many letters that makes.

    Safe to repeat: the cause names the week, so that nobody is written to about it twice.
    """
    week = timezone.now().date() - timedelta(days=7)
    people = User.objects.filter(is_active=True, is_demo=False, emailaddress__verified=True).distinct()
    return sum(_send(user, week) for user in people.order_by("pk").iterator(chunk_size=500))


def _send(user: User, week: date) -> bool:
    summary = weekly.summary_for(user, week)
    if summary.is_quiet:
        return False
    cause = f"weekly_summary:{summary.since.isoformat()}"
    letters.send(cause=cause, to=user.email, letter=letter_of(summary), user_id=user.pk)
    return True


def letter_of(summary: WeeklySummary) -> WeeklySummaryLetter:
    """Say a week in words. One letter speaks of one world: of the real one, unless all there was is the sandbox's."""
    real = [money for money in summary.earned if money.world == World.REAL]
    sandbox = not real and not summary.spent_e8
    return WeeklySummaryLetter(
        name=summary.name,
        week=f"{summary.since:%-d %B} to {summary.until:%-d %B %Y}",
        figures=_figures(
            summary,
            summary.earned if sandbox else real,
            summary.simulated_spent_e8 if sandbox else summary.spent_e8,
        ),
        waiting=[
            Waiting(
                text=f"{each.business}: {each.title}. Is it done?", link=_link(f"/projects/{each.project_id}")
            )
            for each in summary.waiting
        ],
        next_step="Open your workshop",
        next_step_link=_link("/dashboard"),
        sandbox=sandbox,
    )


def _figures(summary: WeeklySummary, earned: list[Money], spent_e8: int) -> list[Figure]:
    said = [("Earned", displays.money(money.amount_minor, money.currency), "/finance") for money in earned]
    if spent_e8:
        cents_up = -(-spent_e8 // E8_PER_CENT) * E8_PER_CENT
        said.append(("Models cost", dollars(cents_up), "/settings/billing"))
    said.append(("Tasks done", f"{summary.tasks_done:,}", "/dashboard"))
    said.append(("Messages to your partner", f"{summary.messages:,}", "/dashboard"))
    return [Figure(label=label, value=value, change=None, link=_link(path)) for label, value, path in said]


def _link(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
