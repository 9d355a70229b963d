"""A superuser works with limits and rates in the admin, and can read but not alter the books."""

from uuid import uuid4

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from backend.accounts.models import Workspace
from backend.treasury.models import Budget, LedgerEntry, ScopeKind
from backend.treasury.services import budgets, governor
from backend.treasury.services.governor import LimitReached
from backend.treasury.services.periods import Scope
from backend.treasury.windows import Window

from .books import sale

DOLLAR = 100_000_000


def test_the_books_can_be_read_and_not_altered(root_client: APIClient, ada_workspace: Workspace) -> None:
    entry = sale(ada_workspace, source_key="stripe:txn_1")
    for name, pk in (("ledgerentry", entry.pk), ("receipt", entry.receipt_id)):
        page = root_client.get(reverse(f"admin:treasury_{name}_change", args=[pk]))
        assert page.status_code == 200
        assert entry.receipt.sha256[:12] in page.content.decode()
        address = reverse(f"admin:treasury_{name}_change", args=[pk])
        assert root_client.post(address, {"amount_minor": "1"}).status_code == 403
        assert root_client.post(reverse(f"admin:treasury_{name}_delete", args=[pk])).status_code == 403
        assert root_client.get(reverse(f"admin:treasury_{name}_add")).status_code == 403
    found = root_client.get(reverse("admin:treasury_ledgerentry_changelist"), {"q": "stripe:txn_1"})
    assert "49.00" in found.content.decode()
    assert LedgerEntry.objects.get().amount_minor == 4900


@pytest.fixture
def budget(db: None) -> Budget:
    return budgets.set_limit(scope=Scope(ScopeKind.USER, uuid4()), window=Window.MONTH, limit_e8=DOLLAR)


def test_a_limit_changed_in_the_admin_holds_at_once(root_client: APIClient, budget: Budget) -> None:
    scope = Scope(ScopeKind.USER, budget.scope_id)
    page = reverse("admin:treasury_budget_change", args=[budget.pk])
    form = {
        "limit_e8": str(2 * DOLLAR),
        "warn_percent": "80",
        "overage_cap_e8": "0",
        "periods-TOTAL_FORMS": "0",
        "periods-INITIAL_FORMS": "0",
    }
    assert "$1.00" in root_client.get(page).content.decode()
    assert root_client.post(page, form, format="multipart").status_code == 302
    governor.reserve(scopes=[scope], amount_e8=2 * DOLLAR, purpose="chat")
    with pytest.raises(LimitReached):
        governor.reserve(scopes=[scope], amount_e8=1, purpose="chat")
