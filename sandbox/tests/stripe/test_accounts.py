"""Connected accounts: made, onboarded on their hosted page, told about, and let go."""

import pytest
import stripe

LINK = {
    "type": "account_onboarding",
    "refresh_url": "https://atelier.test/again",
    "return_url": "https://atelier.test/done",
}


@pytest.fixture
def account(client):
    asked = {"card_payments": {"requested": True}, "transfers": {"requested": True}}
    return client.v1.accounts.create({"type": "express", "country": "DE", "capabilities": asked})


def test_a_new_account_may_do_nothing_yet(account):
    assert (account.type, account.country) == ("express", "DE")
    assert (account.charges_enabled, account.payouts_enabled, account.details_submitted) == (False,) * 3
    assert account.capabilities.to_dict() == {"card_payments": "inactive", "transfers": "inactive"}
    assert "external_account" in account.requirements.currently_due


def test_the_controller_form_says_who_bears_what(client):
    made = client.v1.accounts.create({"controller": {"stripe_dashboard": {"type": "express"}}})

    assert (made.type, made.controller.stripe_dashboard.type) == ("none", "express")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.accounts.create({"type": "express", "controller": {"losses": {"payments": "stripe"}}})
    assert refused.value.param == "type"


def test_the_hosted_page_finishes_onboarding(client, http, account):
    link = client.v1.account_links.create({"account": account.id, **LINK})
    page = http.get(link.url)
    answer = http.post(link.url)
    shown = client.v1.accounts.retrieve(account.id)
    [event] = client.v1.events.list({}, {"stripe_account": account.id}).data

    assert (page.status_code, "Sandbox" in page.text, account.id in page.text) == (200, True, True)
    assert (answer.status_code, answer.headers["location"]) == (303, "https://atelier.test/done")
    assert (shown.charges_enabled, shown.payouts_enabled, shown.requirements.currently_due) == (
        True,
        True,
        [],
    )
    assert shown.capabilities.to_dict() == {"card_payments": "active", "transfers": "active"}
    assert (event.type, event["account"]) == ("account.updated", account.id)


def test_a_used_link_leads_to_a_new_one_and_does_nothing_again(client, http, account):
    link = client.v1.account_links.create({"account": account.id, **LINK})
    http.post(link.url)
    http.post(link.url)

    assert http.get(link.url).headers["location"] == "https://atelier.test/again"
    assert len(client.v1.events.list({}, {"stripe_account": account.id}).data) == 1


def test_a_link_is_good_for_a_while(client, http, account, steer):
    steer("clock", frozen_time=1_800_000_000)
    link = client.v1.account_links.create({"account": account.id, **LINK})
    steer("clock/advance", seconds=300)

    assert link.expires_at == 1_800_000_300
    assert http.get(link.url).headers["location"] == "https://atelier.test/again"


def test_no_such_link(http, steer):
    assert http.get("/stripe/pay/accounts/nothing").status_code == 404


def test_only_an_onboarded_account_has_a_dashboard(client, http, account):
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.accounts.login_links.create(account.id)
    http.post(client.v1.account_links.create({"account": account.id, **LINK}).url)
    page = http.get(client.v1.accounts.login_links.create(account.id).url)

    assert (page.status_code, account.id in page.text) == (200, True)


def test_an_account_that_goes_is_told_to_the_platform(client, steer, receiver, account):
    client.v1.webhook_endpoints.create({"url": receiver.url, "enabled_events": ["*"], "connect": True})
    assert client.v1.accounts.delete(account.id).deleted is True
    steer("settle")

    assert [(event["type"], event["account"]) for event in receiver.events] == [
        ("account.application.deauthorized", account.id)
    ]
