"""Who sees the money of a workspace, who adds to its books, and who manages them."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import Membership, Role, User, Workspace
from backend.treasury.models import Grade, Kind, LedgerEntry

from .books import post
from .test_finance_api import API, EXPENSE, FILE, GOAL, code_of


@pytest.fixture
def as_role(ada_workspace: Workspace, bo: User, bo_client: APIClient) -> Callable[[str], APIClient]:
    def become(role: str) -> APIClient:
        Membership.objects.filter(user=bo, workspace=ada_workspace).update(role=role)
        return bo_client

    return become


# Reading, adding and managing, by role.
RIGHTS = {
    Role.OWNER: (200, 201, 201),
    Role.ADMIN: (200, 201, 201),
    Role.ACCOUNTANT: (200, 201, 403),
    Role.MEMBER: (403, 403, 403),
    Role.VIEWER: (403, 403, 403),
}


@pytest.mark.parametrize("role", Role.values)
def test_what_each_role_may_do(
    as_role: Callable[[str], APIClient], ada_workspace: Workspace, role: str
) -> None:
    bought = post(ada_workspace, Kind.EXPENSE, -5, grade=Grade.IMPORTED)
    client, asked = as_role(role), f"?workspace={ada_workspace.pk}"
    reads, adds, manages = RIGHTS[Role(role)]
    for path in ("summary", "entries/", "entries/sum", "export/csv", "goals/"):
        assert client.get(f"{API}{path}{asked}").status_code == reads, path
    assert client.get(f"{API}entries/{bought.pk}").status_code == reads
    assert client.post(f"{API}expenses/{asked}", EXPENSE).status_code == adds
    preview = client.post(f"{API}imports/preview{asked}", {"text": FILE})
    assert preview.status_code == (200 if adds == 201 else 403)
    assert client.post(f"{API}goals/{asked}", GOAL).status_code == manages
    assert client.post(f"{API}entries/{bought.pk}/reverse", {"reason": "No"}).status_code == manages
    if reads == 200:
        rights = client.get(f"{API}summary{asked}").json()["rights"]
        assert rights == {"may_add": adds == 201, "may_manage": manages == 201}
    else:
        assert code_of(client.get(f"{API}summary{asked}")) == (403, "money_hidden")


def test_a_stranger_finds_no_workspace(cy_client: APIClient, ada_workspace: Workspace) -> None:
    for path in ("summary", "entries/", "entries/sum", "export/csv", "goals/"):
        assert cy_client.get(f"{API}{path}?workspace={ada_workspace.pk}").status_code == 404
    assert cy_client.post(f"{API}expenses/?workspace={ada_workspace.pk}", EXPENSE).status_code == 404
    assert LedgerEntry.objects.count() == 0


def test_the_demo_creator_writes_nothing(ada: User, ada_client: APIClient) -> None:
    User.objects.filter(pk=ada.pk).update(is_demo=True)
    assert ada_client.get(f"{API}summary").json()["rights"] == {"may_add": False, "may_manage": False}
    for path, body in (("expenses/", EXPENSE), ("imports/preview", {"text": FILE}), ("goals/", GOAL)):
        assert code_of(ada_client.post(f"{API}{path}", body)) == (403, "demo_account")
    assert LedgerEntry.objects.count() == 0
