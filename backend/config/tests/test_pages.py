"""The prerendered pages, the app's page, and what search engines ask for."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.fixtures import Settings

from backend.accounts.models import User

SCRIPT = "document.documentElement.dataset.theme = 'dark'"
# Of SCRIPT: openssl dgst -sha256 -binary | base64
SCRIPT_HASH = "'sha256-OtwzC4kLCUqUC1CG1s30zaJDdDxZwQK0GoeqKYn4JMc='"
LANDING = (
    f'<!doctype html><link rel="canonical" href="%ORIGIN%/"><script>{SCRIPT}</script>'
    '<script type="application/ld+json">{"@type": "FAQPage"}</script>'
)


@pytest.fixture(autouse=True)
def build(settings: Settings, tmp_path: Path) -> Path:
    settings.FRONTEND_DIST = tmp_path
    settings.PUBLIC_URL = "https://atelier.example"
    (tmp_path / "index.html").write_text(f"<!doctype html><title>App</title><script>{SCRIPT}</script>")
    (tmp_path / "landing.html").write_text(LANDING)
    (tmp_path / "pricing.html").write_text("<!doctype html><title>Pricing</title>")
    (tmp_path / "pages.json").write_text(json.dumps({"/": "landing.html", "/pricing": "pricing.html"}))
    return tmp_path


@pytest.fixture
def stranger() -> Client:
    return Client()


@pytest.fixture
def signed_in(ada: User) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def test_a_stranger_reads_the_landing_page_without_a_cookie_or_a_query(
    stranger: Client, django_assert_num_queries: Any, db: None
) -> None:
    with django_assert_num_queries(0):
        response = stranger.get("/")
    assert 'href="https://atelier.example/"' in response.content.decode()
    assert not response.cookies
    assert response["Cache-Control"] == "no-cache"
    assert {"Cookie", "Accept-Encoding"} <= set(response["Vary"].split(", "))


def test_the_policy_knows_what_is_run_and_not_what_is_only_read(stranger: Client) -> None:
    for path in ("/", "/dashboard"):
        policy = stranger.get(path)["Content-Security-Policy"]
        scripts = next(part for part in policy.split(";") if "script-src" in part)
        assert scripts.split() == ["script-src", "'self'", SCRIPT_HASH]


def test_someone_signed_in_is_taken_home_without_touching_the_session(
    signed_in: Client, django_assert_max_num_queries: Any
) -> None:
    before = Session.objects.values_list("session_data", "expire_date").get()
    with django_assert_max_num_queries(2):
        response = signed_in.get("/")
    assert (response.status_code, response["Location"]) == (302, "/dashboard")
    assert "no-store" in response["Cache-Control"]
    assert "Cookie" in response["Vary"]
    assert not response.cookies
    assert Session.objects.values_list("session_data", "expire_date").get() == before


@pytest.mark.django_db
def test_a_session_that_is_over_reads_the_landing_page(signed_in: Client) -> None:
    Session.objects.all().delete()
    signed_in.cookies["sessionid"] = "gone"
    assert signed_in.get("/").status_code == 200


def test_head_says_what_get_would(stranger: Client) -> None:
    got, head = stranger.get("/"), stranger.head("/")
    assert (head.status_code, head.content) == (200, b"")
    for header in ("ETag", "Content-Length", "Content-Type", "Cache-Control", "Content-Security-Policy"):
        assert head[header] == got[header]


def test_nothing_can_be_posted_to_it(stranger: Client) -> None:
    assert stranger.post("/").status_code == 405


def test_a_browser_that_has_it_is_told_so(stranger: Client) -> None:
    etag = stranger.get("/")["ETag"]
    again = stranger.get("/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert SCRIPT_HASH in again["Content-Security-Policy"]


def test_a_new_build_is_served_at_once(stranger: Client, build: Path) -> None:
    etag = stranger.get("/")["ETag"]
    page = build / "landing.html"
    page.write_text("<!doctype html><title>New</title>")
    response = stranger.get("/", headers={"If-None-Match": etag})
    assert b"New" in response.content


@pytest.mark.parametrize(
    ("accepts", "squeezed"),
    [("gzip, deflate, br", True), ("", False), ("gzip;q=0, br", False), ("br", False)],
)
@pytest.mark.parametrize("path", ["/", "/dashboard", "/pricing"])
def test_pages_are_compressed_for_those_who_can_read_it(
    stranger: Client, path: str, accepts: str, squeezed: bool
) -> None:
    plain = stranger.get(path)
    response = stranger.get(path, headers={"Accept-Encoding": accepts})
    assert response.get("Content-Encoding") == ("gzip" if squeezed else None)
    content = gzip.decompress(response.content) if squeezed else response.content
    assert content == plain.content
    assert "Accept-Encoding" in response["Vary"]
    assert (response["ETag"] != plain["ETag"]) is squeezed


def test_another_prerendered_page_stands_at_its_address_for_everybody(
    stranger: Client, signed_in: Client
) -> None:
    for client in (stranger, signed_in):
        response = client.get("/pricing")
        assert (response.status_code, b"Pricing" in response.content) == (200, True)
        assert "csrftoken" not in response.cookies


def test_a_page_says_whom_to_write_to(stranger: Client, settings: Settings, build: Path) -> None:
    settings.SALES_CONTACT = 'sales@atelier.example" onclick="'
    (build / "pricing.html").write_text('<!doctype html><a href="mailto:%CONTACT%">Write to us</a>')
    page = stranger.get("/pricing").content.decode()
    assert '<a href="mailto:sales@atelier.example&quot; onclick=&quot;">' in page


def test_every_other_address_is_the_app_with_its_token(stranger: Client) -> None:
    for path in ("/dashboard", "/landing.html", "/pages.json", "/index.html", "/pricing/"):
        response = stranger.get(path)
        assert b"<title>App</title>" in response.content
        assert "csrftoken" in response.cookies


def test_before_a_build_each_page_says_so(stranger: Client, settings: Settings, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path / "nothing"
    for path in ("/", "/dashboard"):
        response = stranger.get(path)
        assert (response.status_code, b"not built yet" in response.content) == (503, True)


def test_search_engines_are_shown_what_there_is(stranger: Client) -> None:
    assert b"Sitemap: https://atelier.example/sitemap.xml" in stranger.get("/robots.txt").content
    sitemap = stranger.get("/sitemap.xml")
    assert sitemap["Content-Type"] == "application/xml"
    assert b"<loc>https://atelier.example/</loc>" in sitemap.content
    assert b"<loc>https://atelier.example/pricing</loc>" in sitemap.content


def test_a_page_names_the_scripts_that_its_address_will_ask_for(build: Path, stranger: Client) -> None:
    (build / "index.html").write_text("<!doctype html><head><title>App</title></head>")
    (build / "hints.json").write_text(
        json.dumps([{"pattern": "/projects/[^/]+", "scripts": ["/static/assets/talk.js"]}])
    )
    link = '<link rel="modulepreload" crossorigin href="/static/assets/talk.js"></head>'
    assert link in stranger.get("/projects/7").content.decode()
    assert "modulepreload" not in stranger.get("/projects/7/kit").content.decode()
