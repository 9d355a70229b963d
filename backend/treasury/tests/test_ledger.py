"""Posting once, reversing once, and adding up one world at a time."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import UUID, uuid4

import pytest

from backend.accounts.models import User, Workspace
from backend.conftest import AtOnce
from backend.core.errors import Invalid
from backend.events.models import DomainEvent
from backend.treasury import selectors
from backend.treasury.exchange import NoRate
from backend.treasury.models import Grade, Kind, LedgerEntry, Receipt
from backend.treasury.services import expenses, ledger, rates
from backend.treasury.services.ledger import AlreadyReversed, CannotReverse, PostedOtherwise
from backend.treasury.worlds import World

from .books import DAY, post, sale


def test_an_entry_opens_to_its_receipt(ada_workspace: Workspace) -> None:
    raw = '{"id": "txn_1",  "net": 4900}'
    entry = ledger.post(
        workspace_id=ada_workspace.pk,
        movement=ledger.Movement(Kind.SALE, 4900, "USD", DAY, "A kiln"),
        grade=Grade.VERIFIED,
        source_key="stripe:txn_1",
        payload=raw,
    )
    assert entry.receipt.raw == raw
    assert entry.receipt.sha256 == sha256(raw.encode()).hexdigest()
    assert entry.receipt.is_intact
    event = DomainEvent.objects.get(name="treasury.entry_posted")
    assert (event.workspace_id, event.payload["entry_id"]) == (ada_workspace.pk, str(entry.pk))


def test_one_cause_posts_once(ada_workspace: Workspace, cy_workspace: Workspace) -> None:
    first = sale(ada_workspace, source_key="stripe:txn_1")
    assert sale(ada_workspace, source_key="stripe:txn_1") == first
    assert sale(cy_workspace, source_key="stripe:txn_1") != first
    with pytest.raises(PostedOtherwise):
        sale(ada_workspace, 5000, source_key="stripe:txn_1")
    assert LedgerEntry.objects.for_workspace(ada_workspace).count() == 1
    assert DomainEvent.objects.filter(name="treasury.entry_posted").count() == 2


def test_a_sale_and_its_fee_share_a_receipt(ada_workspace: Workspace) -> None:
    for kind, amount in ((Kind.SALE, 4900), (Kind.FEE, -172)):
        movement = ledger.Movement(kind, amount, "USD", DAY, "A kiln")
        ledger.post(
            workspace_id=ada_workspace.pk,
            movement=movement,
            grade=Grade.VERIFIED,
            source_key=f"txn_1:{kind}",
            payload={"id": "txn_1"},
        )
    assert Receipt.objects.get().entries.count() == 2


@pytest.mark.parametrize(
    ("kind", "amount", "currency", "field"),
    [
        (Kind.SALE, -1, "USD", "amount"),
        (Kind.EXPENSE, 1, "USD", "amount"),
        (Kind.FEE, 0, "USD", "amount"),
        (Kind.SALE, 10**16, "USD", "amount"),
        (Kind.SALE, 1, "XYZ", "currency"),
    ],
)
def test_what_is_no_movement_is_said_by_field(
    ada_workspace: Workspace, kind: str, amount: int, currency: str, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        post(ada_workspace, kind, amount, currency=currency)
    assert list(refusal.value.extra["errors"]) == [field]


def test_a_mistake_is_reversed_once_and_both_stay(ada_workspace: Workspace) -> None:
    entry = sale(ada_workspace)
    reversal = ledger.reverse(entry, reason="Counted twice")
    assert (reversal.amount_minor, reversal.kind, reversal.grade) == (-4900, "sale", "verified")
    assert (reversal.reverses, reversal.description) == (entry, "Reversed: Counted twice")
    with pytest.raises(AlreadyReversed):
        ledger.reverse(entry, reason="Again")
    with pytest.raises(CannotReverse):
        ledger.reverse(reversal, reason="Back and forth")
    assert LedgerEntry.objects.count() == 2
    assert selectors.totals(ada_workspace.pk, World.REAL, "USD").net == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_posts_and_one_reverses(ada_workspace: Workspace, at_once: AtOnce) -> None:
    posted = at_once(8, lambda: sale(ada_workspace, source_key="stripe:txn_1"))
    (entry,) = set(posted)
    reversed_ = at_once(8, lambda: ledger.reverse(entry, reason="Twice"))
    assert sorted(type(result).__name__ for result in reversed_) == ["AlreadyReversed"] * 7 + ["LedgerEntry"]
    assert LedgerEntry.objects.count() == 2


def test_simulated_money_is_in_no_real_total(ada_workspace: Workspace, cy_workspace: Workspace) -> None:
    for number, grade in enumerate(Grade.values, start=1):
        sale(ada_workspace, 10**number, grade=grade)
    post(ada_workspace, Kind.EXPENSE, -5, grade=Grade.IMPORTED)
    post(ada_workspace, Kind.PAYOUT, -700)
    sale(ada_workspace, 77, currency="EUR")
    sale(cy_workspace, 99)
    real = selectors.totals(ada_workspace.pk, World.REAL, "USD")
    assert real.by_kind == {"sale": 1110, "expense": -5, "payout": -700}
    assert real.net == 1105
    assert selectors.totals(ada_workspace.pk, World.SIMULATED, "USD").by_kind == {"sale": 10_000}
    assert selectors.totals(ada_workspace.pk, World.REAL, "EUR").net == 77
    with pytest.raises(ValueError, match="both"):
        selectors.totals(ada_workspace.pk, "both", "USD")


def test_totals_of_some_days(ada_workspace: Workspace) -> None:
    for day in (19, 20, 21):
        sale(ada_workspace, day, day=date(2026, 11, day))
    found = selectors.totals(
        ada_workspace.pk, World.REAL, "USD", since=date(2026, 11, 20), until=date(2026, 11, 20)
    )
    assert found.net == 20


class TestRates:
    def test_each_day_at_its_own_rate(self, ada_workspace: Workspace) -> None:
        for day, rate in ((19, "1.10"), (20, "1.20")):
            rates.record(base="EUR", quote="USD", day=date(2026, 11, day), rate=Decimal(rate), source="ECB")
        sale(ada_workspace, 1000, currency="EUR", day=date(2026, 11, 19))
        sale(ada_workspace, 1000, currency="EUR", day=date(2026, 11, 22))
        sale(ada_workspace, 5, currency="USD")
        assert selectors.totals_in(ada_workspace.pk, World.REAL, "USD").net == 1100 + 1200 + 5

    def test_minor_units_differ(self, db: None) -> None:
        rates.record(base="USD", quote="JPY", day=DAY, rate=Decimal("150.25"), source="ECB")
        rates.record(base="USD", quote="KWD", day=DAY, rate=Decimal("0.3"), source="ECB")
        assert selectors.convert(1000, "USD", "JPY", DAY) == 1502  # 1502.5, half to even
        assert selectors.convert(1000, "USD", "KWD", DAY) == 3000
        assert selectors.convert(15025, "JPY", "USD", DAY) == 10_000

    def test_an_old_rate_is_no_rate(self, db: None) -> None:
        rates.record(base="EUR", quote="USD", day=date(2026, 11, 12), rate=Decimal("1.1"), source="ECB")
        with pytest.raises(NoRate) as refusal:
            selectors.convert(1, "EUR", "USD", DAY)
        assert refusal.value.extra == {"base": "EUR", "quote": "USD", "day": "2026-11-20"}


def test_an_expense_written_down_by_hand(ada: User, ada_workspace: Workspace) -> None:
    client_id = uuid4()

    def record(client_id: UUID) -> LedgerEntry:
        return expenses.record(
            workspace_id=ada_workspace.pk,
            client_id=client_id,
            amount_minor=1299,
            currency="EUR",
            day=DAY,
            description="Clay",
            actor_id=ada.pk,
        )

    entry = record(client_id)
    assert (entry.kind, entry.amount_minor, entry.grade) == ("expense", -1299, "imported")
    assert record(client_id) == entry
    assert record(uuid4()) != entry
