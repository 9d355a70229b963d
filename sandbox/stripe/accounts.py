"""The platform and the accounts it has connected: https://docs.stripe.com/api/accounts.

A connected account is kept in the platform's books; what happens to it is told in its own, as Connect events are.
"""

from typing import Any

from sandbox.stripe.books import PLATFORM, Books, Object, changed, merged
from sandbox.stripe.errors import StripeError, missing
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import PAGING, Reader, Schema, choice, flag, metadata, object_of, text

_URL = "/v1/accounts"
_OWED = ["business_type", "external_account", "tos_acceptance.date", "tos_acceptance.ip"]


def _country(value: Any, name: str) -> str:
    if not isinstance(value, str) or len(value) != 2 or not value.isalpha():
        raise StripeError(f"Country '{value}' is unknown.", code="country_unsupported", param=name)
    return value.upper()


_REQUESTED: Reader = object_of({"requested": flag})
_FIELDS: Schema = {
    "business_profile": object_of(
        dict.fromkeys(("mcc", "name", "product_description", "support_email", "url"), text)
    ),
    "business_type": choice("individual", "company", "non_profit", "government_entity"),
    "capabilities": object_of({"card_payments": _REQUESTED, "transfers": _REQUESTED}),
    "email": text,
    "metadata": metadata,
}
_CONTROLLER: Schema = {
    "fees": object_of({"payer": choice("account", "application")}),
    "losses": object_of({"payments": choice("application", "stripe")}),
    "requirement_collection": choice("application", "stripe"),
    "stripe_dashboard": object_of({"type": choice("express", "full", "none")}),
}
_CREATE: Schema = {
    **_FIELDS,
    "country": _country,
    "type": choice("express", "standard", "custom"),
    "controller": object_of(_CONTROLLER),
}


@registry.operation("GET", "/v1/account", {})
def own(books: Books, params: Object) -> Object:
    return platform(books) if books.account == PLATFORM else find(books, books.account)


@registry.operation("POST", _URL, _CREATE)
def create(books: Books, params: Object) -> Object:
    if "type" in params and "controller" in params:
        raise StripeError("You may only specify one of these parameters: type, controller.", param="type")
    owed = list(_OWED)
    account = {
        "id": books.new_id("acct").replace("_", "_1", 1),
        "object": "account",
        "business_profile": _BLANK_PROFILE | params.get("business_profile", {}),
        "business_type": params.get("business_type"),
        "capabilities": dict.fromkeys(params.get("capabilities", {}), "inactive"),
        "charges_enabled": False,
        "controller": _controller(params),
        "country": params.get("country", "US"),
        "created": books.now,
        "default_currency": "usd",
        "details_submitted": False,
        "email": params.get("email"),
        "external_accounts": _no_bank(),
        "future_requirements": _requirements([]),
        "metadata": merged({}, params.get("metadata", {})),
        "payouts_enabled": False,
        "requirements": _requirements(owed),
        "settings": _settings(None),
        "tos_acceptance": {"date": None, "ip": None, "user_agent": None},
        "type": params.get("type", "none" if "controller" in params else "standard"),
    }
    return books.of(PLATFORM).add(account)


@registry.operation("GET", _URL, PAGING)
def list_(books: Books, params: Object) -> Object:
    return books.of(PLATFORM).page("account", params, _URL)


@registry.operation("GET", _URL + "/{account}", {})
def retrieve(books: Books, params: Object, account: str) -> Object:
    return platform(books) if account == PLATFORM else find(books, account)


@registry.operation("POST", _URL + "/{account}", _FIELDS)
def update(books: Books, params: Object, account: str) -> Object:
    before = find(books, account)
    after = {**before, **params}
    after["business_profile"] = before["business_profile"] | params.get("business_profile", {})
    wanted = dict.fromkeys(params.get("capabilities", {}), "inactive")
    after["capabilities"] = wanted | before["capabilities"]
    if "metadata" in params:
        after["metadata"] = merged(before["metadata"], params["metadata"])
    return keep(books, before, after)


@registry.operation("DELETE", _URL + "/{account}", {})
def delete(books: Books, params: Object, account: str) -> Object:
    """Told to the platform as the end of its access."""
    found = find(books, account)
    application = {"id": "ca_SandboxPlatform", "object": "application", "name": "Sandbox platform"}
    books.of(account).emit("account.application.deauthorized", application)
    books.of(PLATFORM).drop(found)
    return {"id": account, "object": "account", "deleted": True}


def platform(books: Books) -> Object:
    """The account whose keys are used."""
    return {
        "id": PLATFORM,
        "object": "account",
        "business_profile": _BLANK_PROFILE | {"name": "Sandbox platform"},
        "business_type": "company",
        "capabilities": {"card_payments": "active", "transfers": "active"},
        "charges_enabled": True,
        "controller": {"type": "account"},
        "country": "US",
        "default_currency": "usd",
        "details_submitted": True,
        "email": "platform@sandbox.test",
        "external_accounts": _no_bank(),
        "payouts_enabled": True,
        "settings": _settings("Sandbox platform"),
        "type": "standard",
    }


def find(books: Books, account: str) -> Object:
    found = books.of(PLATFORM).find("account", account)
    if found is None:
        raise missing("account", account, param="account")
    return found


def keep(books: Books, before: Object, after: Object) -> Object:
    """Save a connected account and, if it differs, tell it to those who listen to connected accounts."""
    if changes := changed(before, after):
        books.of(PLATFORM).save(after)
        books.of(after["id"]).emit("account.updated", after, changes)
    return after


def onboard(books: Books, account: str) -> Object:
    """What the owner does on the hosted page: tell all that is asked, so that the account may take money."""
    before = find(books, account)
    after = {
        **before,
        "business_type": before["business_type"] or "individual",
        "capabilities": dict.fromkeys(before["capabilities"], "active"),
        "charges_enabled": True,
        "details_submitted": True,
        "payouts_enabled": True,
        "requirements": _requirements([]),
        "tos_acceptance": {"date": books.now, "ip": "127.0.0.1", "user_agent": None},
    }
    return keep(books, before, after)


_BLANK_PROFILE: Object = dict.fromkeys(
    (
        "mcc",
        "name",
        "product_description",
        "support_address",
        "support_email",
        "support_phone",
        "support_url",
        "url",
    )
)


def _controller(params: Object) -> Object:
    if "controller" not in params:
        return {"type": "application", "is_controller": True}
    sent = params["controller"]
    return {
        "fees": sent.get("fees", {"payer": "account"}),
        "is_controller": True,
        "losses": sent.get("losses", {"payments": "stripe"}),
        "requirement_collection": sent.get("requirement_collection", "stripe"),
        "stripe_dashboard": sent.get("stripe_dashboard", {"type": "full"}),
        "type": "application",
    }


def _requirements(owed: list[str]) -> Object:
    return {
        "alternatives": [],
        "current_deadline": None,
        "currently_due": owed,
        "disabled_reason": "requirements.past_due" if owed else None,
        "errors": [],
        "eventually_due": owed,
        "past_due": owed,
        "pending_verification": [],
    }


def _settings(name: str | None) -> Object:
    return {
        "branding": {"icon": None, "logo": None, "primary_color": None, "secondary_color": None},
        "card_payments": {"statement_descriptor_prefix": None},
        "dashboard": {"display_name": name, "timezone": "Etc/UTC"},
        "payments": {"statement_descriptor": None},
        "payouts": {"debit_negative_balances": True, "schedule": {"delay_days": 2, "interval": "daily"}},
    }


def _no_bank() -> Object:
    return {"object": "list", "data": [], "has_more": False, "url": f"{_URL}/external_accounts"}
