"""Every letter reads well in both its forms, and says the same in both."""

import dataclasses
import json
import re
from html.parser import HTMLParser

import pytest
from pytest_django.fixtures import Settings

from backend.letters import catalogue
from backend.letters.catalogue import LetterContent, MoneyLetter
from backend.letters.models import OPTIONAL, Letter
from backend.letters.services import rendering

EVERY = sorted(catalogue.every_letter(), key=lambda kind: kind.template)
HOSTILE = "<img src=x onerror=alert(1)>{{ 7|add:7 }}{% now %} & “Eve”"
every_letter = pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.template)


def letter_of(content: LetterContent) -> Letter:
    facts = json.loads(json.dumps(content.context()))
    letter = Letter(to="ada@example.com", template=content.template, category=content.category, context=facts)
    letter.user_id = letter.pk
    letter.subject = rendering.subject_of(content.template, facts)
    return letter


def hostile(content: LetterContent) -> LetterContent:
    """The same letter with something nasty in every fact that is not an address."""

    def nasty(name: str, value: object) -> object:
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return spoiled(value)
        if isinstance(value, list):
            return [nasty(name, item) for item in value]
        return HOSTILE if isinstance(value, str) and "link" not in name else value

    def spoiled(facts: object) -> object:
        values = {
            field.name: nasty(field.name, getattr(facts, field.name)) for field in dataclasses.fields(facts)
        }
        return dataclasses.replace(facts, **values)

    return spoiled(content)


class Reader(HTMLParser):
    """What a reader of the page is shown, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attributes if tag == "a" and name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.words += data


def links_in(text: str) -> list[str]:
    return re.findall(r"https?://\S+", text)


def test_the_catalogue_is_whole() -> None:
    assert [kind.template for kind in EVERY] == [
        "daily_cost_alert",
        "limit_reached",
        "near_limit",
        "payment_failed",
        "plan_changed",
        "receipt",
        "service_order_update",
        "subscription_canceled",
        "subscription_ended",
        "trial_ending",
        "weekly_summary",
        "welcome",
    ]
    assert {kind.template for kind in EVERY if kind.category in OPTIONAL} == {
        "limit_reached",
        "near_limit",
        "weekly_summary",
    }


@every_letter
def test_it_renders_whole_with_the_same_links_in_both_forms(kind: type[LetterContent]) -> None:
    content = kind.sample()
    letter = letter_of(content)
    texts = rendering.texts_of(letter)
    page = Reader(texts.html)
    for said in (letter.subject, texts.text, texts.html):
        assert said.strip()
        assert not re.search(r"\{\{|\{%|%\}|\}\}|None", said)
    assert "&" not in texts.text and not re.search(r"<\w", texts.text)
    assert page.links == links_in(texts.text)
    assert page.links[0].startswith("https://atelier.example/")
    assert kind.why in texts.text and kind.why in page.words
    assert texts.html.count('class="button"') == 1
    assert "img" not in page.tags and "script" not in page.tags
    assert "color-scheme" in texts.html and "prefers-color-scheme: dark" in texts.html
    assert 10 <= len(letter.subject) <= 78


@every_letter
def test_what_people_wrote_stays_text(kind: type[LetterContent]) -> None:
    letter = letter_of(hostile(kind.sample()))
    texts = rendering.texts_of(letter)
    page = Reader(texts.html)
    assert "img" not in page.tags
    assert "{{ 7|add:7 }}" in page.words and HOSTILE in texts.text
    assert HOSTILE in letter.subject or HOSTILE[:20] not in letter.subject
    assert "\n" not in letter.subject and len(letter.subject) <= 250


@pytest.mark.parametrize(
    "kind", [kind for kind in EVERY if issubclass(kind, MoneyLetter)], ids=lambda kind: kind.template
)
def test_sandbox_money_is_called_so_and_real_money_is_not(kind: type[MoneyLetter]) -> None:
    for sandbox in (True, False):
        letter = letter_of(dataclasses.replace(kind.sample(), sandbox=sandbox))
        texts = rendering.texts_of(letter)
        assert letter.subject.startswith("[Sandbox] ") is sandbox
        assert texts.text.startswith("THIS IS THE SANDBOX.") is sandbox
        for said in (texts.text, Reader(texts.html).words):
            assert ("no money" in said.lower() and "sandbox" in said.lower()) is sandbox


def test_what_is_not_known_is_not_spoken_of() -> None:
    failed = catalogue.PaymentFailedLetter.sample()
    text = rendering.texts_of(letter_of(dataclasses.replace(failed, next_try_on=None, narrows_on=None))).text
    assert "We do not try again by ourselves." in text and "free plan" not in text
    receipt = dataclasses.replace(catalogue.ReceiptLetter.sample(), card_brand="", card_last4="")
    assert "Paid by" not in rendering.texts_of(letter_of(receipt)).text
    week = dataclasses.replace(catalogue.WeeklySummaryLetter.sample(), figures=[], waiting=[])
    text = rendering.texts_of(letter_of(week)).text
    assert "A quiet week" in text and "Waiting for you" not in text


def test_the_foot_names_the_house(settings: Settings) -> None:
    settings.PUBLIC_URL, settings.EMAIL_POSTAL_ADDRESS = "https://atelier.test", "Kiln Lane 4, 1100 Lisbon"
    texts = rendering.texts_of(letter_of(catalogue.WelcomeLetter.sample()))
    for said in (texts.text, texts.html):
        assert "atelier.test" in said and "Kiln Lane 4, 1100 Lisbon" in said and "nsubscribe" not in said
