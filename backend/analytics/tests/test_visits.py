"""Visits are counted without anything that leads back to a visitor."""

import json
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.accounts.selectors import home_workspace
from backend.accounts.services import api_keys
from backend.analytics.models import Visit, VisitSalt
from backend.analytics.services import visits

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/analytics/visits"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
BROWSER = {
    "HTTP_USER_AGENT": FIREFOX,
    "HTTP_ACCEPT_LANGUAGE": "en",
    "HTTP_SEC_FETCH_SITE": "same-origin",
    "REMOTE_ADDR": "203.0.113.7",
}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()
    visits._salts.clear()


def look(client: Client | None = None, body: object = None, **headers: str) -> int:
    said = {"p": "/", **(body or {})} if body is None or isinstance(body, dict) else body
    text = said if isinstance(said, str) else json.dumps(said)
    sent = (client or Client()).post(
        ADDRESS, text, content_type="text/plain;charset=UTF-8", **{**BROWSER, **headers}
    )
    return sent.status_code


def test_a_beacon_is_kept_with_its_page_campaign_and_referrer_alone(clock) -> None:
    clock("2026-03-01T10:00:00+00:00")
    campaign = "?utm_source=letter&utm_medium=email&utm_campaign=spring&token=secret"
    referrer = "https://www.Example.org/search?q=private"
    assert look(body={"p": "/pricing/", "q": campaign, "r": referrer}) == 204
    visit = Visit.objects.get()
    assert (visit.day, visit.path, visit.device, visit.is_bot) == (
        date(2026, 3, 1),
        "/pricing",
        "desktop",
        False,
    )
    assert (visit.source, visit.medium, visit.campaign) == ("letter", "email", "spring")
    assert visit.referrer == "example.org"
    kept = str(Visit.objects.values().get())
    for secret in ("203.0.113.7", "Firefox", "secret", "private", "search"):
        assert secret not in kept


def test_a_visitor_is_one_within_a_day_and_another_on_the_next(clock) -> None:
    clock("2026-03-01T10:00:00+00:00")
    look()
    look()
    look(REMOTE_ADDR="203.0.113.8")
    clock("2026-03-02T10:00:00+00:00")
    look()
    first, second, other, tomorrow = Visit.objects.order_by("pk").values_list("visitor", flat=True)
    assert first == second
    assert len({first, other, tomorrow}) == 3


def test_yesterdays_salt_goes_and_old_visits_with_it(clock, settings) -> None:
    settings.VISITS_KEPT_DAYS = 30
    clock("2026-03-01T10:00:00+00:00")
    look()
    clock("2026-04-10T10:00:00+00:00")
    look()
    assert visits.forget_old() == 1
    assert list(VisitSalt.objects.values_list("day", flat=True)) == [date(2026, 4, 10)]
    assert Visit.objects.get().day == date(2026, 4, 10)


@pytest.mark.parametrize("wish", [{"HTTP_DNT": "1"}, {"HTTP_SEC_GPC": "1"}])
def test_who_asks_not_to_be_counted_is_not(wish) -> None:
    assert look(**wish) == 204
    assert not Visit.objects.exists()


def test_superusers_and_programs_are_not_counted_and_others_are(root: User, ada: User) -> None:
    browsers = {}
    for user in (root, ada):
        browsers[user.name] = Client()
        browsers[user.name].force_login(user)
        assert look(browsers[user.name]) == 204
    assert Visit.objects.count() == 1
    _, token = api_keys.create(workspace=home_workspace(ada), user=ada, name="till")
    assert look(HTTP_AUTHORIZATION=f"Bearer {token}") == 204
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("headers", "is_bot"),
    [
        ({}, False),
        (
            {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
            True,
        ),
        ({"HTTP_USER_AGENT": "python-requests/2.32"}, True),
        ({"HTTP_USER_AGENT": "Mozilla/5.0 HeadlessChrome/140.0 Safari/537.36"}, True),
        ({"HTTP_USER_AGENT": ""}, True),
        ({"HTTP_ACCEPT_LANGUAGE": ""}, True),
        ({"HTTP_SEC_FETCH_SITE": ""}, True),
        (
            {
                "HTTP_USER_AGENT": "Mozilla/5.0 (iPhone; CPU iPhone OS 15_6 like Mac OS X) Version/15.6 Safari/604.1",
                "HTTP_SEC_FETCH_SITE": "",
            },
            False,
        ),
    ],
)
def test_bots_are_known_by_name_or_by_what_they_lack(headers, is_bot) -> None:
    look(**headers)
    assert Visit.objects.get().is_bot is is_bot


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "desktop"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "mobile"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537.36", "mobile"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Safari/537.36", "tablet"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X)", "tablet"),
    ],
)
def test_devices(agent, device) -> None:
    assert visits.device_of(agent) == device


def test_an_unknown_page_and_our_own_referrer_say_nothing() -> None:
    look(body={"p": "/wp-login.php", "q": "?utm_source=ada@example.com", "r": "http://testserver/pricing"})
    visit = Visit.objects.get()
    assert (visit.path, visit.source, visit.referrer) == ("(other)", "", "")


@pytest.mark.parametrize(
    ("body", "status"),
    [("not json", 400), ("{}", 400), ("[]", 400), ('{"p": "' + "x" * 301 + '"}', 400), ("x" * 2049, 413)],
)
def test_what_is_no_visit_is_refused(body, status) -> None:
    assert look(body=body) == status
    assert not Visit.objects.exists()


def test_one_address_may_send_so_many_a_minute(settings) -> None:
    settings.VISITS_PER_MINUTE = 3
    assert [look() for _ in range(4)] == [204, 204, 204, 429]
    assert look(REMOTE_ADDR="203.0.113.9") == 204


def test_no_token_and_no_cookie_are_needed_and_none_is_set(ada: User) -> None:
    strict = APIClient(enforce_csrf_checks=True)
    strict.force_login(ada)
    assert strict.post(ADDRESS, {"p": "/"}, format="json").status_code == 204
    fresh = Client(enforce_csrf_checks=True)
    look(fresh)
    assert not fresh.cookies


def test_visiting_takes_few_queries(django_assert_max_num_queries) -> None:
    look()
    with django_assert_max_num_queries(1):
        look()


@pytest.mark.parametrize("word", ["\ud800", "a\x00b", "=1+1", "x" * 500, ""])
def test_any_word_of_a_campaign_can_be_kept(word) -> None:
    assert len(visits._first({"utm_source": [word]}, "utm_source")) <= 80
    visits._first({"utm_source": [word]}, "utm_source").encode()
