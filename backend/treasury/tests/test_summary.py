"""Every figure of the money page is the sum of the entries that can be listed behind it, to the minor unit."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from backend.accounts.models import Workspace
from backend.treasury.models import Grade, Kind, LedgerEntry
from backend.treasury.models.ledger import INCOMING, OUTGOING
from backend.treasury.services import ledger, rates
from backend.treasury.tiles import TILE_OF, Tile, kinds_of
from backend.treasury.worlds import World

from .books import DAY, post, sale

API = "/api/v1/finance/"
NOVEMBER = {"since": "2026-11-01", "until": "2026-11-20"}
Counting = Callable[..., AbstractContextManager[Any]]


def got(client: APIClient, path: str, **params: Any) -> Any:
    response = client.get(f"{API}{path}", params)
    assert response.status_code == 200, response.json()
    return response.json()


def tiles(found: Any) -> dict[str, Any]:
    return {tile["key"]: tile for tile in found["tiles"]}


def pages(client: APIClient, **params: Any) -> Iterator[Any]:
    page = got(client, "entries/", **params)
    while True:
        yield from page["results"]
        if page["next"] is None:
            return
        page = client.get(page["next"]).json()


def test_every_kind_is_on_one_tile_and_payouts_on_none() -> None:
    parts = [kind for tile in Tile.values if tile != Tile.KEPT for kind in kinds_of(tile)]
    assert sorted([*parts, Kind.PAYOUT]) == sorted(Kind.values)
    assert set(TILE_OF) == set(kinds_of(Tile.KEPT)) == set(parts)


def fill(workspace: Workspace, seed: int) -> None:
    """Two worlds, three currencies, fifty days and some reversals; the days are few, so each holds several."""
    chance = random.Random(seed)
    for _ in range(120):
        kind = chance.choice(Kind.values)
        amount = chance.randint(1, 99_999)
        incoming = kind in INCOMING or (kind not in OUTGOING and chance.random() < 0.3)
        entry = post(
            workspace,
            kind,
            amount if incoming else -amount,
            currency=chance.choice(["USD", "USD", "EUR", "JPY"]),
            grade=chance.choice(Grade.values),
            day=DAY - timedelta(days=chance.randint(0, 50)),
        )
        if chance.random() < 0.15:
            ledger.reverse(entry, reason="Counted twice")


@pytest.mark.parametrize("seed", range(3))
def test_each_tile_is_the_sum_of_what_is_behind_it(
    ada_client: APIClient, ada_workspace: Workspace, cy_workspace: Workspace, seed: int
) -> None:
    fill(ada_workspace, seed)
    fill(cy_workspace, seed + 10)
    # Reversals are dated the day they are made, so the look reaches to whenever this runs.
    until = max(LedgerEntry.objects.values_list("day", flat=True))
    for world in World.values:
        for currency in ("USD", "EUR", "JPY"):
            look = {"world": world, "currency": currency, "since": "2026-10-15", "until": until.isoformat()}
            found = got(ada_client, "summary", **look)
            for key, tile in tiles(found).items():
                behind = list(pages(ada_client, tile=key, page_size=7, **look))
                assert len({entry["id"] for entry in behind}) == len(behind)
                assert sum(entry["amount_minor"] for entry in behind) == tile["amount_minor"]
                assert len(behind) == tile["entries"] == sum(tile["by_grade"].values())
                assert all((entry["grade"] == "simulated") == (world == "simulated") for entry in behind)
                assert got(ada_client, "entries/sum", tile=key, **look) == {
                    "count": tile["entries"],
                    "sum_minor": tile["amount_minor"],
                    "currency": currency,
                }
                assert sum(day[f"{key}_minor"] for day in found["daily"]) == tile["amount_minor"]


def test_converted_tiles_add_up_too(ada_client: APIClient, ada_workspace: Workspace) -> None:
    fill(ada_workspace, 5)
    until = max(LedgerEntry.objects.values_list("day", flat=True))
    day = date(2026, 8, 1)
    while day <= until:
        for quote, rate in (("USD", "1.0837"), ("JPY", "161.23")):
            rates.record(base="EUR", quote=quote, day=day, rate=Decimal(rate), source="ECB")
        day += timedelta(days=3)
    look = {"convert": "true", "currency": "USD", "since": "2026-10-15", "until": until.isoformat()}
    found = got(ada_client, "summary", **look)
    assert found["left_out"] == []
    for key, tile in tiles(found).items():
        behind = list(pages(ada_client, tile=key, **look))
        assert {entry["currency"] for entry in behind} == {"USD", "EUR", "JPY"}
        total = got(ada_client, "entries/sum", tile=key, **look)
        assert (total["count"], total["sum_minor"]) == (len(behind), tile["amount_minor"])


def test_what_stands_on_the_tiles(ada_client: APIClient, ada_workspace: Workspace) -> None:
    sale(ada_workspace, 10_000)
    sale(ada_workspace, 5_000, grade=Grade.IMPORTED, day=date(2026, 11, 2))
    sale(ada_workspace, 12_000, day=date(2026, 10, 12))
    post(ada_workspace, Kind.FEE, -600)
    post(ada_workspace, Kind.MODEL_COST, -150, grade=Grade.ESTIMATED)
    post(ada_workspace, Kind.PAYOUT, -9_000)
    sale(ada_workspace, 700, currency="EUR")
    found = got(ada_client, "summary", **NOVEMBER)
    assert found["previous"] == {"since": "2026-10-12", "until": "2026-10-31"}
    assert (found["world"], found["currency"], found["currencies"]) == ("real", "USD", ["USD", "EUR"])
    stands = {key: (tile["amount_minor"], tile["entries"]) for key, tile in tiles(found).items()}
    assert stands == {
        "earned": (15_000, 2),
        "fees_and_refunds": (-600, 1),
        "models_and_tools": (-150, 1),
        "kept": (14_250, 4),
    }
    earned, kept = tiles(found)["earned"], tiles(found)["kept"]
    assert (earned["previous_minor"], earned["change_percent"]) == (12_000, 25)
    assert earned["by_grade"] == {"verified": 1, "imported": 1}
    assert tiles(found)["fees_and_refunds"]["change_percent"] is None
    assert (earned["margin_percent"], kept["margin_percent"]) == (None, 95.0)
    assert found["left_out"] == [{"currency": "EUR", "net_minor": 700}]
    assert len(found["daily"]) == 20
    assert found["daily"][1] == {
        "day": "2026-11-02",
        "earned_minor": 5_000,
        "fees_and_refunds_minor": 0,
        "models_and_tools_minor": 0,
        "kept_minor": 5_000,
    }


def test_the_world_is_chosen_by_what_there_is(
    ada_client: APIClient, ada_workspace: Workspace, settings: Settings
) -> None:
    def worlds() -> tuple[str, list[str], int]:
        found = got(ada_client, "summary", **NOVEMBER)
        return found["world"], found["worlds"], found["sandbox_entries"]

    assert worlds() == ("real", ["real"], 0)
    settings.SANDBOX_MOUNTED = True
    assert worlds() == ("simulated", ["real", "simulated"], 0)
    sale(ada_workspace, 900, grade=Grade.SIMULATED)
    settings.SANDBOX_MOUNTED = False
    assert worlds() == ("real", ["real", "simulated"], 1)
    settings.SANDBOX_MOUNTED = True
    assert worlds()[0] == "simulated"
    sale(ada_workspace, 1)
    assert worlds()[0] == "real"
    assert tiles(got(ada_client, "summary", **NOVEMBER))["earned"]["amount_minor"] == 1


def test_a_missing_rate_is_named(ada_client: APIClient, ada_workspace: Workspace) -> None:
    sale(ada_workspace, 1)
    sale(ada_workspace, 1)
    sale(ada_workspace, 700, currency="EUR")
    response = ada_client.get(f"{API}summary", {**NOVEMBER, "convert": "true"})
    assert (response.status_code, response.json()["code"]) == (409, "no_exchange_rate")
    assert response.json()["detail"].startswith("There is no rate of EUR in USD for 2026-11-20.")


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"since": "2026-11-20", "until": "2026-11-19"}, "since"),
        ({"since": "2020-01-01", "until": "2026-11-19"}, "since"),
        ({"until": "2101-01-01"}, "until"),
        ({"currency": "XXQ"}, "currency"),
        ({"currency": "usd"}, "currency"),
        ({"world": "both"}, "world"),
        ({"workspace": "mine"}, "workspace"),
    ],
)
def test_what_cannot_be_looked_at_is_said(ada_client: APIClient, params: dict[str, str], field: str) -> None:
    response = ada_client.get(f"{API}summary", params)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]


def test_a_day_of_many_entries_is_paged_through(ada_client: APIClient, ada_workspace: Workspace) -> None:
    for amount in range(1, 14):
        sale(ada_workspace, amount)
    listed = [entry["amount_minor"] for entry in pages(ada_client, page_size=3, **NOVEMBER)]
    assert listed == list(range(13, 0, -1))
    odd = ada_client.get(f"{API}entries/", {"cursor": "2026-11-20_nothing"})
    assert odd.status_code == 400


def test_queries_do_not_grow_with_the_books(
    ada_client: APIClient, ada_workspace: Workspace, django_assert_num_queries: Counting
) -> None:
    def ask() -> None:
        with django_assert_num_queries(8):
            got(ada_client, "summary", convert="true", **NOVEMBER)
        with django_assert_num_queries(5):
            got(ada_client, "entries/", **NOVEMBER)
        with django_assert_num_queries(5):
            got(ada_client, "entries/sum", **NOVEMBER)

    for quote in ("USD", "JPY"):
        rates.record(base="EUR", quote=quote, day=date(2026, 11, 19), rate=Decimal("1.1"), source="ECB")
    sale(ada_workspace, currency="USD")
    sale(ada_workspace, currency="EUR")
    ask()
    for currency in ("USD", "EUR", "JPY", "JPY", "USD", "USD"):
        ledger.reverse(sale(ada_workspace, currency=currency), reason="Twice")
    ask()
