"""Doors to an account's own pages, each good for a while: https://docs.stripe.com/api/account_links."""

import secrets

from sandbox.stripe import accounts
from sandbox.stripe.addresses import hosted
from sandbox.stripe.books import PLATFORM, Books, Object
from sandbox.stripe.errors import StripeError
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import Required, Schema, choice, object_of, text

_KIND = "account_link"
_GOOD_FOR = 5 * 60
_CREATE: Schema = {
    "account": Required(text),
    "type": Required(choice("account_onboarding", "account_update")),
    "refresh_url": Required(text),
    "return_url": Required(text),
    "collection_options": object_of(
        {
            "fields": choice("currently_due", "eventually_due"),
            "future_requirements": choice("include", "omit"),
        }
    ),
}


@registry.operation("POST", "/v1/account_links", _CREATE)
def create(books: Books, params: Object) -> Object:
    account = accounts.find(books, params["account"] or "")
    if (
        params["type"] == "account_update"
        and account["controller"].get("requirement_collection") != "application"
    ):
        raise StripeError(
            "You cannot create `account_update` type Account Links for this account.", param="type"
        )
    token = secrets.token_urlsafe(16)
    books.of(PLATFORM).add(
        {
            "id": token,
            "object": _KIND,
            "account": account["id"],
            "expires_at": books.now + _GOOD_FOR,
            "refresh_url": params["refresh_url"],
            "return_url": params["return_url"],
            "used": False,
        }
    )
    return {
        "object": _KIND,
        "created": books.now,
        "expires_at": books.now + _GOOD_FOR,
        "url": hosted(books, f"accounts/{token}"),
    }


@registry.operation("POST", "/v1/accounts/{account}/login_links", {})
def log_in(books: Books, params: Object, account: str) -> Object:
    found = accounts.find(books, account)
    if not found["details_submitted"]:
        raise StripeError("Cannot create a login link for an account that has not completed onboarding.")
    return {"object": "login_link", "created": books.now, "url": hosted(books, f"express/{account}")}


def find_link(books: Books, token: str) -> Object | None:
    return books.of(PLATFORM).find(_KIND, token)


def is_good(books: Books, link: Object) -> bool:
    """Whether it still opens: not once its time has passed or it was used."""
    return not link["used"] and books.now < int(link["expires_at"])


def use(books: Books, link: Object) -> Object:
    """Finish onboarding. The link is spent."""
    books.of(PLATFORM).save({**link, "used": True})
    return accounts.onboard(books, link["account"])
