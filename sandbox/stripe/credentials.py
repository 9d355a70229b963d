"""Who asks, for which account, in which version of the API: https://docs.stripe.com/api/authentication."""

import base64
import binascii
import re
from collections.abc import Mapping

from sandbox.stripe.books import API_VERSION, PLATFORM, Books
from sandbox.stripe.errors import StripeError

_TEST_KEY = re.compile(r"(sk|rk)_test_[A-Za-z0-9]{24,}")
_NO_KEY = (
    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer "
    "auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for "
    "details, or we can help at https://support.stripe.com/."
)
_PUBLISHABLE = (
    "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of "
    "your API keys at https://dashboard.stripe.com/account/apikeys."
)


def check_key(headers: Mapping[str, str]) -> str:
    """Return the key, sent as a Bearer or as the user of Basic authentication. Raises 401 in Stripe's words."""
    key = _sent_key(headers.get("authorization", ""))
    if not key:
        raise StripeError(_NO_KEY, status=401)
    if key.startswith("pk_"):
        raise StripeError(_PUBLISHABLE, status=401, code="secret_key_required")
    if not _TEST_KEY.fullmatch(key):
        raise StripeError(f"Invalid API Key provided: {_masked(key)}", status=401)
    return key


def check_version(headers: Mapping[str, str]) -> str:
    """Objects have one shape here, so another version is refused rather than answered wrongly."""
    version = headers.get("stripe-version", API_VERSION)
    if version != API_VERSION:
        raise StripeError(f"Invalid Stripe API version: {version}. The sandbox speaks only {API_VERSION}.")
    return version


def check_account(books: Books, account: str, key: str) -> None:
    """The account that `Stripe-Account` names is the platform itself or one that it has connected."""
    if account == PLATFORM or books.of(PLATFORM).find("account", account):
        return
    raise StripeError(
        f"The provided key '{_masked(key)}' does not have access to account '{account}' (or that account does not "
        "exist). Application access may have been revoked.",
        status=403,
        code="account_invalid",
    )


def _sent_key(authorization: str) -> str:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _masked(key: str) -> str:
    """As Stripe shows a key that it refuses: its beginning and its last four characters."""
    if len(key) < 12:
        return "*" * len(key)
    return f"{key[:8]}{'*' * (len(key) - 12)}{key[-4:]}"
