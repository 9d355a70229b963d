"""Each tile of the dashboard equals the sum of the rows behind it, and real money never meets simulated."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from backend.accounts.models import User, Workspace
from backend.analytics.metrics import SHOWN
from backend.analytics.models import DailyMetric, MarginTarget, SubscriptionDay, WorkspaceDay
from backend.analytics.selectors.figures import cost_rate
from backend.analytics.services import aggregation
from backend.treasury.models import ExchangeRate

from . import happenings
from .history import FIRST, ONE
from .test_mrr import change

pytestmark = pytest.mark.django_db
SIGN_UPS = {"name": "accounts.user_signed_up"}
SUMMARY = "/api/v1/analytics/summary"
BEGUN = datetime(2026, 1, 5, tzinfo=UTC)
UNTIL = BEGUN + timedelta(days=40)
DAYS = {"since": "2026-01-15", "until": "2026-02-10", "world": "real", "currency": "USD"}


@pytest.fixture
def forty_days(clock, root) -> None:
    persons = happenings.people(80, joined=BEGUN, spread=timedelta(days=35))
    clock(UNTIL.isoformat())
    Workspace.objects.bulk_create(
        Workspace(pk=happenings.UUID(int=person.pk.int ^ 1), name=f"Of {person.email}") for person in persons
    )
    happenings.life(persons, number=6000, added=UNTIL, since=BEGUN, late=timedelta(0), seed=5)
    persons[3].departed_at = BEGUN + timedelta(days=20)
    persons[3].save()
    aggregation.catch_up()


def text_of(answer) -> str:
    async def read() -> bytes:
        return b"".join([chunk async for chunk in answer.streaming_content])

    return async_to_sync(read)().decode()


def rows_of(client, metric: str, **days: str) -> list[dict]:
    address = f"/api/v1/analytics/metrics/{metric}/rows?page_size=200&" + "&".join(
        f"{name}={value}" for name, value in {**DAYS, **days}.items()
    )
    found = []
    while address:
        page = client.get(address).json()
        found += page["results"]
        address = page["next"]
    return found


def test_every_tile_equals_the_sum_of_its_rows(forty_days, root_client) -> None:
    tiles = root_client.get(SUMMARY, DAYS).json()["tiles"]
    assert [tile["metric"] for tile in tiles] == list(SHOWN)
    told = []
    for tile in tiles:
        if tile["opens"]:
            rows = rows_of(root_client, tile["metric"])
            assert sum(row["value"] for row in rows) == tile["value"], tile
            assert len({row["id"] for row in rows}) == len(rows)
            told += [tile["metric"]] * bool(rows)
        else:
            answer = root_client.get(f"/api/v1/analytics/metrics/{tile['metric']}/rows")
            assert (answer.status_code, answer.json()["code"]) == (409, "made_of_others")
            assert set(tile["made_of"]) <= set(SHOWN)
    assert set(told) >= {"mrr", "mrr_churn", "sign_ups", "model_cost", "visits", "total_users", "revenue"}


def test_the_chart_s_days_add_up_to_the_tile(forty_days, root_client) -> None:
    body = root_client.get(SUMMARY, DAYS).json()
    tiles = {tile["metric"]: tile for tile in body["tiles"]}
    assert len(body["charts"]["days"]) == 27
    for line in body["charts"]["series"]:
        tile = tiles.get(line["metric"])
        if tile and tile["form"] == "flow":
            assert sum(line["values"]) == tile["value"], line["metric"]
        elif tile and tile["form"] == "stock":
            assert line["values"][-1] == tile["value"]
    assert body["movements"]["grain"] == "day"
    level = body["movements"]["opening"]
    for row in body["movements"]["rows"]:
        parts = [row[kind] for kind in ("new", "expansion", "contraction", "churn", "reactivation")]
        assert sum(parts) == row["net"]
        assert row["mrr"] == level + row["net"]
        level = row["mrr"]
    assert level == body["movements"]["closing"] == tiles["mrr"]["value"]
    assert sum(line["calls"] for line in body["workspaces"]["by_cost"]) <= tiles["model_calls"]["value"]


def test_the_summary_takes_as_many_queries_for_a_year_as_for_a_day(
    forty_days, root_client, django_assert_max_num_queries
) -> None:
    for since in ("2026-02-10", "2025-02-11"):
        with django_assert_max_num_queries(22):
            assert root_client.get(SUMMARY, {**DAYS, "since": since}).status_code == 200


def test_rows_and_events_take_few_queries(forty_days, root_client, django_assert_max_num_queries) -> None:
    for address in ("metrics/mrr/rows", "metrics/sign_ups/rows", "metrics/model_cost/rows", "events"):
        with django_assert_max_num_queries(7):
            page = root_client.get(f"/api/v1/analytics/{address}", DAYS if "rows" in address else SIGN_UPS)
        assert page.json()["results"], address


def test_real_and_simulated_money_are_two_dashboards(clock, root_client) -> None:
    clock("2024-01-10T12:00:00+00:00")
    change(FIRST, 1, "active", 1900)
    other = {"world": "simulated", "subscription_id": "00000000-0000-0000-0000-000000000009"}
    change(FIRST, 1, "active", 9900, currency="EUR", **other)
    aggregation.catch_up()
    shown = {}
    for world, currency in (("real", "USD"), ("simulated", "EUR"), ("simulated", "USD")):
        body = root_client.get(SUMMARY, {"world": world, "currency": currency}).json()
        mrr = next(tile["value"] for tile in body["tiles"] if tile["metric"] == "mrr")
        shown[world, currency] = (mrr, body["currencies"])
    # Nobody of the sandbox pays dollars, and the answer says who pays what.
    assert shown == {
        ("real", "USD"): (1900, ["USD"]),
        ("simulated", "EUR"): (9900, ["EUR"]),
        ("simulated", "USD"): (0, ["EUR", "USD"]),
    }


def a_month(clock) -> None:
    """Ten pay 19 dollars; one of them leaves in the thirty days that end on the thirtieth."""
    clock("2024-01-31T12:00:00+00:00")
    for number in range(10):
        ids = {
            "subscription_id": f"00000000-0000-0000-0000-0000000001{number:02}",
            "workspace_id": f"00000000-0000-0000-0000-0000000002{number:02}",
        }
        change(FIRST, 1, "active", 1900, **ids)
        if number == 0:
            change(FIRST + 10 * ONE, 1, "canceled", 0, **ids)
    happenings.insert(
        happenings.ModelCall,
        [
            {
                "id": happenings.id_at(datetime(2024, 1, 20, tzinfo=UTC)),
                "created_at": datetime(2024, 1, 20, tzinfo=UTC),
                "updated_at": datetime(2024, 1, 20, tzinfo=UTC),
                "workspace_id": happenings.UUID("00000000-0000-0000-0000-000000000201"),
                "cost_e8": 9 * 10**8,
                "price": {},
            }
        ],
    )
    aggregation.catch_up()


def test_ratios_by_hand(clock, root_client) -> None:
    a_month(clock)
    days = {"since": "2024-01-02", "until": "2024-01-31"}
    body = root_client.get(SUMMARY, {**days, "world": "real"}).json()
    tiles = {tile["metric"]: tile["value"] for tile in body["tiles"]}
    assert (tiles["mrr"], tiles["arr"], tiles["arpu"]) == (9 * 1900, 12 * 9 * 1900, 1900)
    assert (tiles["churn"], tiles["revenue_churn"]) == (10.0, 10.0)
    # A dollar of nine for each of nine that pay: (19.00 − 1.00) / 10 %.
    assert tiles["ltv"] == 18_000
    assert tiles["revenue"] == 9 * 1874 + 562
    margin = next(line for line in body["charts"]["series"] if line["metric"] == "margin")["values"]
    # On the nineteenth day nine dollars were spent, and a 365th of twelve times 171 dollars came in.
    assert (min(margin), max(margin)) == (margin[18], 100)
    assert margin[18] == round(100 - 100 * 900 * 365 / (12 * 9 * 1900), 2)
    targets = {target["metric"]: target for target in body["targets"]}
    assert (targets["churn"]["target"], targets["churn"]["met"]) == (2, False)
    assert (targets["ltv"]["met"], targets["margin"]["met"]) == (False, True)


def test_without_churn_a_lifetime_has_no_worth_but_a_reason(clock, root_client) -> None:
    a_month(clock)
    body = root_client.get(SUMMARY, {"since": "2024-01-20", "until": "2024-01-31", "world": "real"}).json()
    ltv = next(tile for tile in body["tiles"] if tile["metric"] == "ltv")
    assert ltv["value"] is None
    assert "Nobody has left" in ltv["reason"]


def test_a_workspace_may_have_a_margin_target_of_its_own(clock, root_client, ada_workspace) -> None:
    clock("2024-01-31T12:00:00+00:00")
    change(FIRST, 1, "active", 1900, workspace_id=ada_workspace.pk)
    WorkspaceDay.objects.create(
        day=FIRST + ONE, workspace_id=ada_workspace.pk, world="real", calls=3, cost_e8=5 * 10**8
    )
    aggregation.subscriptions.rebuild(None)
    MarginTarget.objects.create(workspace=ada_workspace, percent=80)
    days = {"since": "2024-01-01", "until": "2024-01-30", "world": "real"}
    line = root_client.get(SUMMARY, days).json()["workspaces"]["by_cost"][0]
    assert line["revenue_minor"] == 1874
    assert (line["margin_minor"], line["margin_percent"]) == (1374, 73.32)
    assert (line["target_percent"], line["met"], line["name"]) == (80, False, ada_workspace.name)


def test_cost_is_shown_in_another_currency_at_its_rate_and_not_without_one(db) -> None:
    assert cost_rate("EUR", FIRST).of(10**8).value is None
    assert "no rate" in cost_rate("EUR", FIRST).of(10**8).reason
    ExchangeRate.objects.create(base="USD", quote="EUR", day=FIRST, rate="0.9", source="test")
    assert cost_rate("EUR", FIRST).of(10**8).value == 90
    ExchangeRate.objects.create(base="USD", quote="JPY", day=FIRST, rate="150", source="test")
    assert cost_rate("JPY", FIRST).of(10**8).value == 150


def test_long_periods_show_movements_by_the_month(clock, root_client) -> None:
    clock("2024-06-30T12:00:00+00:00")
    change(FIRST, 1, "active", 1900)
    change(FIRST + 40 * ONE, 1, "active", 9900)
    aggregation.catch_up()
    days = {"since": "2024-01-01", "until": "2024-06-30", "world": "real"}
    movements = root_client.get(SUMMARY, days).json()["movements"]
    assert movements["grain"] == "month"
    assert [(row["period"], row["net"], row["mrr"]) for row in movements["rows"]][:3] == [
        ("2024-01-01", 1900, 1900),
        ("2024-02-01", 8000, 9900),
        ("2024-03-01", 0, 9900),
    ]


def happened(person: User, name: str, day: int) -> dict[str, Any]:
    """A row of an event of `person`, so many days after everything began."""
    at = BEGUN + timedelta(days=day, hours=2)
    return {
        "id": happenings.id_at(at),
        **dict.fromkeys(("created_at", "updated_at", "next_attempt_at"), at),
        "name": name,
        "actor_id": person.pk,
        "workspace_id": happenings.UUID(int=person.pk.int ^ 1),
        "payload": {},
    }


def test_the_funnel_and_the_cohorts(clock, root_client) -> None:
    clock("2026-01-20T12:00:00+00:00")
    persons = happenings.people(3, joined=BEGUN, spread=timedelta(hours=1))
    workspace = happenings.UUID(int=persons[0].pk.int ^ 1)

    steps = ["projects.profile_saved", "projects.project_started", "agents.message_answered"]
    happenings.insert(
        happenings.DomainEvent,
        [
            *(happened(person, "accounts.user_signed_up", 0) for person in persons),
            *(happened(person, "accounts.user_verified", 0) for person in persons[:2]),
            *(happened(persons[0], step, 8) for step in steps),
            happened(persons[1], "agents.message_sent", 0),
        ],
    )
    change(BEGUN.date() + 9 * ONE, 5, "active", 1900, workspace_id=workspace)
    aggregation.catch_up()
    days = {"since": "2026-01-05", "until": "2026-01-06", "world": "real"}
    body = root_client.get(SUMMARY, days).json()
    people = {step["step"]: step["people"] for step in body["funnel"]["cohort"]}
    assert people == {
        "visited": 0,
        "signed_up": 3,
        "verified": 2,
        "profile": 1,
        "project": 1,
        "answered": 1,
        "activated": 1,
        "paid": 1,
    }
    reached = {step["step"]: step["people"] for step in body["funnel"]["reached"]}
    assert (reached["signed_up"], reached["activated"], reached["paid"]) == (3, 0, 0)
    body = root_client.get(SUMMARY, {**days, "until": "2026-01-20"}).json()
    assert body["cohorts"]["activity"]["week"] == [
        {
            "cohort": "2026-01-05",
            "size": 3,
            "periods": [
                {"period": "2026-01-05", "retained": 1, "percent": 33.33},
                {"period": "2026-01-12", "retained": 1, "percent": 33.33},
                {"period": "2026-01-19", "retained": 0, "percent": 0.0},
            ],
        }
    ]
    assert body["cohorts"]["paying"]["week"][0]["cohort"] == "2026-01-12"


def test_exports_hold_the_same_figures_and_run_no_formula(forty_days, root_client) -> None:
    Workspace.objects.update(name="=HYPERLINK(1)")
    for name in ("metrics", "movements", "funnel", "cohorts", "workspaces"):
        answer = root_client.get(f"/api/v1/analytics/export/{name}.csv", DAYS)
        lines = text_of(answer).splitlines()
        assert len(lines) > 1, name
        assert not any(",=HYPERLINK" in line for line in lines)
    moved = SubscriptionDay.objects.filter(
        world="real", currency="USD", day__range=("2026-01-15", "2026-02-10")
    )
    answer = root_client.get("/api/v1/analytics/export/movements.csv", DAYS)
    assert len(text_of(answer).splitlines()) - 1 == moved.exclude(movement="").count()
    missing = root_client.get("/api/v1/analytics/export/secrets.csv")
    assert (missing.status_code, missing.json()["code"]) == (404, "no_such_export")


def test_events_are_told_in_words_and_narrowed_by_name(forty_days, root_client) -> None:
    page = root_client.get("/api/v1/analytics/events?name=accounts.user_signed_up&page_size=5").json()
    assert {line["name"] for line in page["results"]} == {"accounts.user_signed_up"}
    assert page["results"][0]["text"].endswith("opened the workspace")
    assert page["next"]


@pytest.mark.parametrize(
    "bad",
    [
        {"since": "1999-01-01"},
        {"since": "2026-03-01", "until": "2026-02-01"},
        {"currency": "XXY"},
        {"since": "2010-01-01"},
    ],
)
def test_what_cannot_be_answered_is_refused(root_client, bad) -> None:
    assert root_client.get(SUMMARY, bad).status_code == 400


def test_an_unknown_figure_and_a_made_up_cursor(root_client) -> None:
    assert root_client.get("/api/v1/analytics/metrics/karma/rows").json()["code"] == "no_such_figure"
    for cursor in ("cD1ub25zZW5zZQ==", "cD0tNQ=="):
        answer = root_client.get(f"/api/v1/analytics/metrics/mrr/rows?cursor={cursor}")
        assert answer.status_code == 404


def test_nothing_counted_yet_is_an_empty_dashboard(root_client) -> None:
    body = root_client.get(SUMMARY).json()
    assert body["counted_at"] is None
    assert not DailyMetric.objects.exists()
    assert {tile["value"] for tile in body["tiles"] if tile["metric"] == "mrr"} == {0}
