"""The weekly letter: on Monday about the week before, once, and only to who has something to read."""

from datetime import date
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress

from backend.accounts.models import User
from backend.accounts.selectors import home_workspace
from backend.analytics.services import weekly_letters
from backend.analytics.services.weekly import Money, Waiting, WeeklySummary
from backend.conftest import SetClock
from backend.letters.models import Letter
from backend.treasury.models import Kind
from backend.treasury.services import ledger
from backend.treasury.services.ledger import Movement

MONDAY = "2026-03-09T07:00:00+00:00"


def sells(user: User, grade: str = "verified", amount: int = 4_200) -> None:
    ledger.post(
        workspace_id=home_workspace(user).pk,
        movement=Movement(Kind.SALE, amount, "USD", date(2026, 3, 4), "A sale"),
        grade=grade,
        source_key=f"test:{user.pk}:{grade}",
        payload={"sale": amount},
    )


@pytest.fixture(autouse=True)
def confirmed(ada: User, bo: User, clock: SetClock) -> None:
    clock(MONDAY)
    EmailAddress.objects.update(verified=True)


def test_who_had_a_week_is_written_to_once(ada: User, bo: User) -> None:
    sells(ada)
    assert weekly_letters.send_for_last_week() == 1
    weekly_letters.send_for_last_week()
    letter = Letter.objects.get()
    assert (letter.to, letter.category, letter.context["week"]) == (
        ada.email,
        "weekly",
        "2 March to 8 March 2026",
    )
    assert {"label": "Earned", "value": "$42.00"}.items() <= letter.context["figures"][0].items()


def test_an_address_that_nobody_confirmed_gets_none(ada: User) -> None:
    sells(ada)
    EmailAddress.objects.update(verified=False)
    assert weekly_letters.send_for_last_week() == 0


@pytest.mark.parametrize(
    ("earned", "spent", "sandbox", "values"),
    [
        ([Money(100, "USD", "real"), Money(900, "USD", "simulated")], 0, False, ["$1.00"]),
        ([Money(900, "USD", "simulated")], 0, True, ["$9.00", "$0.07"]),
        ([Money(900, "USD", "simulated")], 1, False, ["$0.01"]),
    ],
)
def test_real_and_sandbox_money_never_stand_in_one_letter(
    earned: list[Money], spent: int, sandbox: bool, values: list[str]
) -> None:
    summary = WeeklySummary(
        user_id=UUID(int=1),
        name="Ada",
        workspace_id=None,
        since=date(2026, 3, 2),
        until=date(2026, 3, 8),
        earned=earned,
        spent_e8=spent,
        simulated_spent_e8=6_500_000,
        tasks_done=1,
        messages=2,
        waiting=[Waiting(UUID(int=2), "Pixel & Pine", "Name the tiers")],
    )
    letter = weekly_letters.letter_of(summary)
    assert letter.sandbox is sandbox
    money = [figure.value for figure in letter.figures if figure.label in ("Earned", "Models cost")]
    assert money == values
    assert letter.waiting[0].text == "Pixel & Pine: Name the tiers. Is it done?"
