"""The books over HTTP: receipts, reversing, expenses, files; and who may do what."""

import hashlib
import json
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from rest_framework.test import APIClient

from backend.accounts.models import User, Workspace
from backend.events.models import DomainEvent
from backend.events.services import outbox
from backend.treasury import events
from backend.treasury.models import Grade, Kind, LedgerEntry, ScopeKind
from backend.treasury.services import ledger

from .books import DAY, sale

API = "/api/v1/finance/"
EXPENSE = {"amount_minor": 1299, "currency": "EUR", "day": "2026-11-02", "description": "Clay"}
GOAL = {
    "name": "First thousand",
    "metric": "kept",
    "currency": "USD",
    "target_minor": 100_000,
    "starts_on": "2026-11-01",
    "ends_on": "2026-11-30",
}
FILE = (
    "date,kind,amount,currency,description\n2026-11-18,expense,-12.50,EUR,Clay\n2026-11-19,sale,15,USD,Kiln\n"
)


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["code"]


def test_an_entry_opens_to_its_receipt(ada_client: APIClient, ada_workspace: Workspace) -> None:
    entry = sale(ada_workspace, source_key="stripe:txn_1", description="Founding membership")
    found = ada_client.get(f"{API}entries/{entry.pk}").json()
    assert (found["source"], found["source_key"], found["kind_label"]) == ("Stripe", "stripe:txn_1", "Sale")
    receipt = found["receipt"]
    assert json.loads(receipt["raw"]) == {"key": "stripe:txn_1"}
    assert receipt["sha256"] == hashlib.sha256(receipt["raw"].encode()).hexdigest()
    assert (receipt["is_intact"], receipt["is_whole"]) == (True, True)
    assert (found["reverses"], found["reversed_by"], found["reversible"]) == (None, None, False)


def test_a_long_receipt_is_shown_in_part_and_checked_whole(
    ada_client: APIClient, ada_workspace: Workspace
) -> None:
    entry = ledger.post(
        workspace_id=ada_workspace.pk,
        movement=ledger.Movement(Kind.FEE, -1, "USD", DAY, "Long"),
        grade=Grade.VERIFIED,
        source_key="stripe:long",
        payload="y" * 150_000,
        media_type="text/plain",
    )
    receipt = ada_client.get(f"{API}entries/{entry.pk}").json()["receipt"]
    assert (len(receipt["raw"]), receipt["is_whole"], receipt["is_intact"]) == (100_000, False, True)


def test_what_people_wrote_is_reversed_by_hand_once(ada_client: APIClient) -> None:
    written = ada_client.post(f"{API}expenses/", {**EXPENSE, "note": "Twenty kilos"}).json()
    assert written["reversible"]
    address = f"{API}entries/{written['id']}/reverse"
    reversal = ada_client.post(address, {"reason": "Paid privately"})
    assert reversal.status_code == 201
    assert reversal.json()["reverses"] == written["id"]
    assert reversal.json()["amount_minor"] == 1299
    after = ada_client.get(f"{API}entries/{written['id']}").json()
    assert (after["reversed_by"], after["reversible"]) == (reversal.json()["id"], False)
    assert code_of(ada_client.post(address, {"reason": "Again"})) == (409, "already_reversed")
    again = f"{API}entries/{reversal.json()['id']}/reverse"
    assert code_of(ada_client.post(again, {"reason": "Back"})) == (409, "reversal_stands")
    assert ada_client.post(address, {"reason": "  "}).status_code == 400


@pytest.mark.parametrize("grade", [Grade.VERIFIED, Grade.ESTIMATED, Grade.SIMULATED])
def test_what_was_read_elsewhere_is_not_reversed_by_hand(
    ada_client: APIClient, ada_workspace: Workspace, grade: str
) -> None:
    entry = sale(ada_workspace, grade=grade)
    response = ada_client.post(f"{API}entries/{entry.pk}/reverse", {"reason": "No"})
    assert code_of(response) == (409, "not_reversed_by_hand")
    assert "put right there" in response.json()["detail"]
    assert LedgerEntry.objects.count() == 1


def test_an_expense_is_written_once_and_keeps_its_note(ada_client: APIClient) -> None:
    body = {**EXPENSE, "note": "Twenty kilos", "client_id": str(uuid4())}
    first = ada_client.post(f"{API}expenses/", body, headers={"Idempotency-Key": "one"})
    assert first.status_code == 201
    assert (first.json()["amount_minor"], first.json()["grade"]) == (-1299, "imported")
    assert json.loads(first.json()["receipt"]["raw"])["note"] == "Twenty kilos"
    replayed = ada_client.post(f"{API}expenses/", body, headers={"Idempotency-Key": "one"})
    resent = ada_client.post(f"{API}expenses/", body)
    assert replayed.json()["id"] == resent.json()["id"] == first.json()["id"]
    assert replayed.headers["Idempotency-Replayed"] == "true"
    assert LedgerEntry.objects.count() == 1
    assert DomainEvent.objects.filter(name="treasury.expense_recorded").count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount_minor": 0}, "amount_minor"),
        ({"amount_minor": -5}, "amount_minor"),
        ({"amount_minor": 10**16}, "amount_minor"),
        ({"currency": "XXQ"}, "currency"),
        ({"day": "2099-01-01"}, "day"),
        ({"description": " "}, "description"),
    ],
)
def test_an_expense_that_cannot_be(ada_client: APIClient, change: dict[str, Any], field: str) -> None:
    response = ada_client.post(f"{API}expenses/", {**EXPENSE, **change})
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]


def test_a_file_is_looked_at_confirmed_and_never_taken_twice(ada_client: APIClient) -> None:
    bad = FILE + "18.11.2026,expense,-1,USD,Tape\n"
    found = ada_client.post(f"{API}imports/preview", {"text": bad}).json()
    assert (found["new_count"], found["known_count"], found["error_count"]) == (2, 0, 1)
    assert [(row["line"], row["amount_minor"], row["known"]) for row in found["rows"]] == [
        (2, -1250, False),
        (3, 1500, False),
    ]
    assert (found["faults"][0]["line"], found["faults"][0]["column"]) == (4, "date")
    assert LedgerEntry.objects.count() == 0
    sent = {"text": bad, "digest": found["digest"]}
    refused = ada_client.post(f"{API}imports/confirm", sent)
    assert code_of(refused) == (400, "rows_unusable")
    taken = ada_client.post(f"{API}imports/confirm", {**sent, "leave_out_errors": True})
    assert (taken.status_code, taken.json()) == (201, {"posted": 2})
    again = ada_client.post(f"{API}imports/confirm", {**sent, "leave_out_errors": True})
    assert (again.status_code, again.json()) == (201, {"posted": 0})
    assert LedgerEntry.objects.count() == 2
    known = ada_client.post(f"{API}imports/preview", {"text": FILE}).json()
    assert (known["new_count"], known["known_count"]) == (0, 2)
    other = ada_client.post(f"{API}imports/confirm", {**sent, "digest": "0" * 64})
    assert code_of(other) == (409, "another_file")


def body_of(response: Any) -> str:
    async def read() -> bytes:
        return b"".join([chunk async for chunk in response.streaming_content])

    return async_to_sync(read)().decode()


def test_the_books_leave_as_a_file_of_one_world(ada_client: APIClient, ada_workspace: Workspace) -> None:
    sale(ada_workspace, source_key="stripe:1")
    sale(ada_workspace, currency="EUR", source_key="stripe:2")
    sale(ada_workspace, grade=Grade.SIMULATED, source_key="sandbox:1")
    days = {"since": "2026-11-01", "until": "2026-11-20"}
    csv = ada_client.get(f"{API}export/csv", days)
    assert csv.headers["Content-Disposition"] == 'attachment; filename="books-2026-11-01-to-2026-11-20.csv"'
    text = body_of(csv)
    assert "stripe:1" in text
    assert "stripe:2" in text
    assert "sandbox:1" not in text
    only = body_of(ada_client.get(f"{API}export/csv", {**days, "currency": "EUR"}))
    assert "stripe:1" not in only
    ofx = ada_client.get(f"{API}export/ofx", {**days, "world": "simulated"}, headers={"Accept": "*/*"})
    assert ofx.headers["Content-Disposition"].startswith('attachment; filename="sandbox-books-')
    assert "SANDBOX-" in body_of(ofx)
    assert ada_client.get(f"{API}export/pdf").status_code == 404


def test_the_feed_tells_of_it_without_amounts(ada_client: APIClient, bo_client: APIClient) -> None:
    written = ada_client.post(f"{API}expenses/", EXPENSE).json()
    ada_client.post(f"{API}entries/{written['id']}/reverse", {"reason": "Private"})
    digest = hashlib.sha256(FILE.encode()).hexdigest()
    ada_client.post(f"{API}imports/confirm", {"text": FILE, "digest": digest})
    told = [line["text"] for line in bo_client.get("/api/v1/activity/").json()["results"]]
    assert told[:3] == [
        "Ada imported 2 entries from a file",
        "Ada reversed an entry of the books",
        "Ada wrote down an expense",
    ]


def test_an_owner_takes_the_books_along(
    ada_client: APIClient, bo_client: APIClient, ada_workspace: Workspace
) -> None:
    sale(ada_workspace, source_key="stripe:1")
    ada_client.post(f"{API}goals/", GOAL)
    hers = json.loads(body_of(ada_client.get("/api/v1/users/me/export")))
    assert [(row["source_key"], row["amount_minor"]) for row in hers["ledger"]] == [("stripe:1", 4900)]
    assert [row["name"] for row in hers["goals"]] == ["First thousand"]
    his = json.loads(body_of(bo_client.get("/api/v1/users/me/export")))
    assert (his["ledger"], his["goals"]) == ([], [])


def test_budgets_are_told_of_in_words(ada: User, ada_client: APIClient, ada_workspace: Workspace) -> None:
    for scope in (ScopeKind.WORKSPACE, ScopeKind.USER):
        for name in (events.BUDGET_WARNED, events.BUDGET_EXHAUSTED):
            outbox.record(name, workspace_id=ada_workspace.pk, payload={"scope": scope.value})
    told = [line["text"] for line in ada_client.get("/api/v1/activity/").json()["results"]]
    assert told[:4] == [
        "Atelier stopped spending: someone's own cap is used up",
        "Atelier warned that someone's own cap is nearly used up",
        "Atelier stopped spending: the workspace's budget is used up",
        "Atelier warned that the workspace's budget is nearly used up",
    ]
