from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from backend.accounts.models import User, Workspace
from backend.accounts.selectors import home_workspace
from backend.agents.events import MESSAGE_SENT
from backend.analytics.services.weekly import Money, summary_for
from backend.events.models import DomainEvent
from backend.projects.services import tasks
from backend.projects.tests.factories import ProjectFactory
from backend.treasury.models import Kind
from backend.treasury.services import ledger

from . import happenings

pytestmark = pytest.mark.django_db


def post(workspace: Workspace, day: int, amount: int, grade: str = "verified", kind: str = Kind.SALE) -> None:
    ledger.post(
        workspace_id=workspace.pk,
        movement=ledger.Movement(kind, amount, "USD", date(2026, 3, day), "A sale"),
        grade=grade,
        source_key=str(uuid4()),
        payload={"day": day},
    )


def test_a_week_in_plain_values(ada: User, ada_workspace: Workspace, bo: User, clock) -> None:
    clock("2026-03-04T12:00:00+00:00")
    project = ProjectFactory(user=ada)
    first, second = [task["task_id"] for task in project.playbook.content["phases"][0]["tasks"]][:2]
    tasks.toggle(project=project, task_id=first, completed=True, actor_id=ada.pk)
    tasks.complete_from_chat(project=project, task_id=second, evidence="done", confidence=0.5)
    for day, amount in ((2, 5000), (8, 700), (1, 90_000), (9, 90_000)):
        post(ada_workspace, day, amount)
    post(ada_workspace, 3, -1000, kind=Kind.REFUND)
    post(ada_workspace, 3, -300, kind=Kind.FEE)
    post(ada_workspace, 3, 123, grade="simulated")
    at = datetime(2026, 3, 3, 9, tzinfo=UTC)
    moments = {"created_at": at, "updated_at": at}
    happenings.insert(
        DomainEvent,
        [
            {
                "id": uuid4(),
                "name": MESSAGE_SENT,
                "actor_id": who.pk,
                "workspace_id": home_workspace(who).pk,
                "next_attempt_at": at,
                "payload": {},
                **moments,
            }
            for who in (ada, ada, bo)
        ],
    )
    happenings.insert(
        happenings.ModelCall,
        [
            {"id": uuid4(), "user": ada.pk, "cost_e8": cost, "sandbox": sandbox, "price": {}, **moments}
            for cost, sandbox in ((100, False), (20, False), (3, True))
        ],
    )
    week = summary_for(ada, date(2026, 3, 8))
    assert (week.since, week.until, week.workspace_id) == (
        date(2026, 3, 2),
        date(2026, 3, 8),
        ada_workspace.pk,
    )
    assert week.earned == [Money(5700, "USD", "real"), Money(123, "USD", "simulated")]
    assert (week.spent_e8, week.simulated_spent_e8) == (120, 3)
    assert (week.tasks_done, week.messages) == (1, 2)
    assert [(waiting.project_id, waiting.title) for waiting in week.waiting] == [
        (project.pk, project.completions.get(task_id=second).title)
    ]
    assert not week.is_quiet


def test_a_week_without_anything_is_quiet(cy: User) -> None:
    assert summary_for(cy, date(2026, 3, 4)).is_quiet
