"""Many events of many people over many days, written as their ids and moments would have been."""

import itertools
import json
import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models

from backend.accounts.models import User
from backend.agents.events import MESSAGE_ANSWERED, MESSAGE_SENT
from backend.ai.models import ModelCall
from backend.analytics.aggregation.sources import first_id_of
from backend.analytics.models import Visit
from backend.billing.models import SubscriptionChange
from backend.events.models import DomainEvent
from backend.projects.events import PROFILE_SAVED, PROJECT_STARTED, TASK_COMPLETED

_numbers = itertools.count(1)
EVENTS = [MESSAGE_SENT] * 8 + [MESSAGE_ANSWERED] * 7 + [TASK_COMPLETED] * 3 + [PROFILE_SAVED, PROJECT_STARTED]


def id_at(moment: datetime) -> UUID:
    """Return the id of a row added at `moment`."""
    return UUID(int=first_id_of(moment).int + next(_numbers))


def insert(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows with the moments they name, which saving them would replace by now."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    usual = {
        name: field.get_db_prep_save(field.get_default(), connection)
        for name, field in fields.items()
        if name != "id"
    }
    whole = [[_bound(row[name]) if name in row else usual[name] for name in fields] for row in rows]
    names = ", ".join(f'"{field.column}"' for field in fields.values())
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', whole)  # noqa: S608


def _bound(value: Any) -> Any:
    """Make a value ready for the database, without asking its field a million times."""
    if isinstance(value, dict):
        return json.dumps(value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def people(count: int, *, joined: datetime, spread: timedelta, seed: int = 3) -> list[User]:
    chance = random.Random(seed)
    rows = [
        User(pk=id_at(joined), email=f"p{seed}-{number}@example.com", is_demo=number % 50 == 49)
        for number in range(count)
    ]
    User.objects.bulk_create(rows, batch_size=1000)
    for row in rows:
        row.created_at = joined + spread * chance.random()
    User.objects.bulk_update(rows, ["created_at"], batch_size=1000)
    return rows


def life(
    persons: list[User], *, number: int, added: datetime, since: datetime, late: timedelta, seed: int
) -> None:
    """Add `number` events, and a tenth as many calls and visits, that happened between `since` and `added`.

    One in fifty is heard of late: it happened up to `late` before.
    """
    chance = random.Random(seed)
    span = (added - since) - timedelta(seconds=1)

    def moment() -> datetime:
        begun = since - late * chance.random() if chance.random() < 0.02 else since
        return begun + span * chance.random() if begun == since else begun

    def event(name: str, person: User, at: datetime) -> dict[str, Any]:
        return {
            "id": id_at(added),
            "created_at": at,
            "updated_at": at,
            "next_attempt_at": at,
            "name": name,
            "actor_id": person.pk,
            "workspace_id": UUID(int=person.pk.int ^ 1),
            "payload": {},
        }

    joined = [
        event("accounts.user_signed_up", person, person.created_at)
        for person in persons
        if since <= person.created_at < added
    ]
    verified = [
        event("accounts.user_verified", person, moment()) for person in persons if chance.random() < 0.3
    ]
    chosen = chance.choices
    some = [
        event(name, person, moment())
        for name, person in zip(chosen(EVENTS, k=number), chosen(persons, k=number), strict=True)
    ]
    insert(DomainEvent, [*joined, *verified, *some])
    insert(ModelCall, (_call(person, moment(), added, chance) for person in chosen(persons, k=number // 10)))
    insert(Visit, (_visit(moment(), added, chance) for _ in range(number // 10)))
    insert(
        SubscriptionChange,
        (_change(person, moment(), added, chance) for person in chosen(persons, k=number // 50)),
    )


def _call(person: User, at: datetime, added: datetime, chance: random.Random) -> dict[str, Any]:
    return {
        "id": id_at(added), "created_at": at, "updated_at": at, "user": person.pk,
        "workspace_id": UUID(int=person.pk.int ^ 1), "purpose": "chat", "vendor": "anthropic", "model": "m",
        "sandbox": chance.random() < 0.3, "status": "succeeded", "cost_e8": chance.randrange(10**7), "price": {},
    }  # fmt: skip


def _visit(at: datetime, added: datetime, chance: random.Random) -> dict[str, Any]:
    return {
        "id": id_at(added), "created_at": added, "updated_at": added, "day": at.date(), "at": at,
        "path": chance.choice(["/", "/pricing", "(other)"]), "source": chance.choice(["", "newsletter"]),
        "referrer": chance.choice(["", "example.org"]), "visitor": f"{chance.randrange(300):032x}",
        "campaign": chance.choice(["", "spring"]), "device": "mobile", "is_bot": chance.random() < 0.1,
    }  # fmt: skip


def _change(person: User, at: datetime, added: datetime, chance: random.Random) -> dict[str, Any]:
    paid = chance.choice([0, 1900, 9900])
    return {
        "id": id_at(added), "created_at": added, "updated_at": added,
        "subscription_id": UUID(int=person.pk.int ^ 2), "workspace_id": UUID(int=person.pk.int ^ 1),
        "world": "real", "occurred_at": at, "status": "active" if paid else "canceled", "plan_key": "pro",
        "currency": "USD", "mrr_minor": paid, "cause": f"c{next(_numbers)}",
    }  # fmt: skip
