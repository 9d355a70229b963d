"""The mailbox: letters as Django writes them to files, read by people and by tests, with nothing in them running."""

from email.message import EmailMessage
from pathlib import Path

import pytest

DIVIDER = b"-" * 79 + b"\n"


def letter(to: str, subject: str, text: str, *, html: str | None = None, minute: int = 0) -> bytes:
    message = EmailMessage()
    message["From"] = "Atelier <hello@atelier.example>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = f"Fri, 20 Nov 2026 10:{minute:02}:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes() + b"\n" + DIVIDER


@pytest.fixture
def mailbox(sandbox_dir: Path):
    folder = sandbox_dir / "mail"
    folder.mkdir(exist_ok=True)
    yield folder
    for path in folder.iterdir():
        path.unlink()


@pytest.fixture
def verification(mailbox):
    text = "Hello Ada,\n\nYour code to confirm your address:\n\nK7M2PX\n\nIt works for 15 minutes."
    html = '<h1>Hi</h1><script>alert(1)</script><img src="https://evil.example/x.png">'
    raw = letter("ada@example.com", "Confirm your address", text, html=html, minute=5)
    (mailbox / "20261120-100500-1.log").write_bytes(raw)
    return "20261120-100500-1.0"


def test_an_empty_mailbox_says_how_letters_get_here(http, mailbox):
    page = http.get("/mail/").text
    assert "Sandbox mailbox: nothing here was really sent" in page
    assert "No letters yet" in page


def test_the_list_is_newest_first_and_refreshes_itself(http, mailbox, verification):
    first = letter("bo@example.com", "Older", "x", minute=1) + letter(
        "bo@example.com", "Newest", "y", minute=9
    )
    (mailbox / "20261120-100100-2.log").write_bytes(first)
    results = http.get("/mail/messages.json").json()["results"]
    assert [one["subject"] for one in results] == ["Newest", "Confirm your address", "Older"]
    page = http.get("/mail/").text
    assert page.index("Newest") < page.index("Confirm your address") < page.index("Older")
    assert 'http-equiv="refresh"' in page


def test_the_list_can_be_for_one_person(http, mailbox, verification):
    (mailbox / "b.log").write_bytes(letter("bo@example.com", "For Bo", "x"))
    results = http.get("/mail/messages.json", params={"to": "Ada@example.com"}).json()["results"]
    assert [one["subject"] for one in results] == ["Confirm your address"]


def test_a_letter_shows_its_code_large_and_its_html_where_nothing_runs(http, verification):
    page = http.get(f"/mail/messages/{verification}")
    assert "<strong>K7M2PX</strong>" in page.text
    assert 'sandbox="" ' in page.text
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_the_json_twin_of_a_letter_carries_the_code(http, verification):
    one = http.get(f"/mail/messages/{verification}.json").json()
    assert (one["code"], one["to"]) == ("K7M2PX", "ada@example.com")
    assert "15 minutes" in one["text"]


def test_everything_from_a_letter_is_escaped(http, mailbox):
    (mailbox / "x.log").write_bytes(
        letter("<b>x</b>@example.com", "<img onerror=1>", "</pre><script>1</script>")
    )
    for page in (http.get("/mail/").text, http.get("/mail/messages/x.0").text):
        assert "<img" not in page
        assert "<script" not in page
        assert "<b>" not in page


def test_a_line_of_dashes_inside_a_letter_does_not_divide_it(http, mailbox):
    text = "before\n" + "-" * 79 + "\nafter\n"
    (mailbox / "d.log").write_bytes(letter("ada@example.com", "Dashes", text))
    results = http.get("/mail/messages.json").json()["results"]
    assert len(results) == 1
    assert "after" in results[0]["text"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Your code is ABC123.", "ABC123"),
        ("Use this code:\n\n  9XK4TR\n\nBye", "9XK4TR"),
        ("Code: XYZ-42Q", "XYZ-42Q"),
        ("Nothing secret here, please answer.", None),
    ],
)
def test_the_code_is_found_where_there_is_one(http, mailbox, text, code):
    (mailbox / "c.log").write_bytes(letter("ada@example.com", "Code", text))
    assert http.get("/mail/messages.json").json()["results"][0]["code"] == code


@pytest.mark.parametrize(
    "path",
    [
        "../secret.0",
        "..%2Fsecret.0",
        "%2e%2e%2fsecret.0",
        "/etc/passwd",
        "secret",
        "secret.0",
        "a/../../secret.0",
        ".0",
    ],
)
def test_only_letters_of_the_mailbox_open(http, mailbox, sandbox_dir, path):
    (sandbox_dir / "secret.log").write_bytes(letter("x@example.com", "Secret", "top secret words"))
    reply = http.get(f"/mail/messages/{path}")
    assert reply.status_code == 404
    assert "top secret words" not in reply.text


def test_a_link_out_of_the_mailbox_does_not_open(http, mailbox, sandbox_dir):
    (sandbox_dir / "secret.log").write_bytes(letter("x@example.com", "Secret", "top secret words"))
    (mailbox / "link.log").symlink_to(sandbox_dir / "secret.log")
    assert http.get("/mail/messages/link.0").status_code == 404


def test_the_index_leads_to_each_double(http):
    page = http.get("/").text
    assert 'href="mail/"' in page
    assert http.get("/mail", follow_redirects=True).status_code == 200
