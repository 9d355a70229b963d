"""The stories of `stripe_simulate`, with the sandbox posting its webhooks to a server of ours."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from backend.billing.management.stories import STORIES
from backend.billing.models import StripeEvent, StripeObject
from backend.billing.services import syncing

from .double import WEBHOOK, Double


@pytest.fixture
def listening(
    double: Double, settings: Any, transactional_db: None, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Double]:
    """The sandbox posts to us, signed with the secret that it gave us."""
    made = double.sdk.webhook_endpoints.create(
        params={"url": live_server.url + WEBHOOK, "enabled_events": ["*"]}
    )
    settings.STRIPE_WEBHOOK_SECRET = made.secret
    monkeypatch.setattr(syncing, "FIRST_RETRY", timedelta(milliseconds=50))
    yield double
    # Nothing may arrive once the tables are being emptied.
    double.control("reset")


def told(story: str) -> str:
    out = StringIO()
    call_command("stripe_simulate", story, stdout=out)
    return out.getvalue()


ENDS = {
    "trial": ("Pro", ["billing.trial_ending", "billing.payment_succeeded"]),
    "decline": ("Free", ["billing.payment_failed"]),
    "3ds": ("Free", ["billing.payment_failed", "asks you to confirm"]),
    "upgrade": ("Pro", ["billing.subscription_changed", "from Starter to Pro"]),
    "cancel": ("Free", ["billing.subscription_cancelled", "billing.subscription_ended"]),
    "failed-renewal-dunning": ("Free", ["Your card was declined", "billing.subscription_ended"]),
    "refund": ("Pro", ["billing.refund_made", "gave back 5.00 USD"]),
    "dispute": ("Pro", ["billing.dispute_opened", "billing.dispute_closed"]),
    "deleted-customer": ("Free", ["billing.subscription_ended"]),
    "storm": ("Pro", ["billing.subscription_activated"]),
}


@pytest.mark.parametrize("story", ENDS)
def test_a_story_ends_as_told(listening: Double, story: str) -> None:
    plan, said = ENDS[story]
    printed = told(story)
    assert f"is on {plan}." in printed
    for words in said:
        assert words in printed
    assert StripeEvent.objects.exists()
    assert not StripeObject.objects.filter(dirty=True).exists()


def test_it_speaks_with_no_real_stripe(settings: Any) -> None:
    settings.STRIPE_ENVIRONMENT = "test"
    with pytest.raises(CommandError, match="sandbox's Stripe only"):
        told("subscribe")


def test_the_stories_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("stripe_simulate", list=True)
    listed = capsys.readouterr().out
    assert all(name in listed for name in STORIES)
