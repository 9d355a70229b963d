"""Whatever the order of reservations, settlements, deaths and sweeps, the limits hold and the sums agree."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.treasury.models import Budget, Reservation, ScopeKind
from backend.treasury.services import budgets, governor
from backend.treasury.services.governor import LimitReached
from backend.treasury.services.periods import Scope
from backend.treasury.windows import Window

LIMITS = (1000, 1700, 2500)

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["reserve", "take_what_is_left", "send", "settle", "release", "die", "sweep"]),
        st.integers(0, 1200),
        st.sets(st.integers(0, len(LIMITS) - 1), min_size=1),
        st.integers(0, 20),
    ),
    max_size=30,
)


class Desk:
    """Three budgets and what was reserved in them; each step is one of the governor's verbs."""

    def __init__(self) -> None:
        scopes = [Scope(ScopeKind.RUN, uuid4()) for _ in LIMITS]
        self.scopes = scopes
        self.budgets = [
            budgets.set_limit(scope=scope, window=Window.TOTAL, limit_e8=limit)
            for scope, limit in zip(scopes, LIMITS, strict=True)
        ]
        self.open: list[Reservation] = []

    def do(self, verb: str, amount: int, chosen: set[int], which: int) -> None:
        if verb in ("reserve", "take_what_is_left"):
            self.reserve(amount, chosen, at_least=None if verb == "reserve" else 0)
        elif verb == "sweep":
            governor.sweep()
            self.open = [row for row in self.open if Reservation.objects.get(pk=row.pk).status == "held"]
        elif self.open:
            self.go_on(verb, amount, self.open[which % len(self.open)])

    def reserve(self, amount: int, chosen: set[int], at_least: int | None) -> None:
        try:
            made = governor.reserve(
                scopes=[self.scopes[index] for index in chosen],
                amount_e8=amount,
                at_least_e8=at_least,
                purpose="chat",
            )
        except LimitReached as refusal:
            assert refusal.extra["left_e8"] < max(amount, 1)
            return
        self.open.append(made)

    def go_on(self, verb: str, amount: int, reservation: Reservation) -> None:
        if verb == "send":
            governor.mark_sent(reservation.pk)
        elif verb == "die":
            governor.renew(reservation.pk, lease=timedelta(seconds=-1))
        else:
            self.open.remove(reservation)
            if verb == "settle":
                governor.settle(reservation.pk, min(amount, reservation.amount_e8))
            else:
                governor.release(reservation.pk)


def sums(budget: Budget) -> tuple[int, int]:
    """Return what the reservations themselves say is spent and held in `budget`."""
    ours = Reservation.objects.filter(holds__period__budget=budget)
    spent = ours.aggregate(total=Sum("actual_e8"))["total"] or 0
    held = ours.filter(status="held").aggregate(total=Sum("amount_e8"))["total"] or 0
    return spent, held


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_order_of_steps_passes_a_limit(steps: list[tuple[str, int, set[int], int]]) -> None:
    with transaction.atomic():
        desk = Desk()
        for step in steps:
            desk.do(*step)
            for budget in desk.budgets:
                period = budget.periods.get()
                assert period.spent_e8 + period.held_e8 <= period.limit_e8
                assert (period.spent_e8, period.held_e8) == sums(budget)
        transaction.set_rollback(True)
