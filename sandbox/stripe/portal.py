"""The billing portal: configurations say what a customer may change, sessions let one customer in."""

from sandbox.stripe.addresses import hosted, web_address
from sandbox.stripe.books import Books, Object, merged
from sandbox.stripe.operations import registry
from sandbox.stripe.parameters import (
    PAGING,
    Required,
    Schema,
    choice,
    flag,
    list_of,
    metadata,
    object_of,
    text,
)
from sandbox.stripe.subscriptions import PRORATION

_CONFIGURATION = "billing_portal.configuration"
_URL = "/v1/billing_portal/configurations"
_PRODUCTS = list_of(object_of({"product": Required(text), "prices": Required(list_of(text))}))
_FEATURES: Schema = {
    "customer_update": object_of({"enabled": flag, "allowed_updates": list_of(text)}),
    "invoice_history": object_of({"enabled": flag}),
    "payment_method_update": object_of({"enabled": flag}),
    "subscription_cancel": object_of(
        {
            "enabled": flag,
            "mode": choice("at_period_end", "immediately"),
            "proration_behavior": PRORATION,
            "cancellation_reason": object_of({"enabled": flag, "options": list_of(text)}),
        }
    ),
    "subscription_update": object_of(
        {
            "enabled": flag,
            "default_allowed_updates": list_of(text),
            "products": _PRODUCTS,
            "proration_behavior": PRORATION,
        }
    ),
}
_FIELDS: Schema = {
    "business_profile": object_of(
        {"headline": text, "privacy_policy_url": web_address, "terms_of_service_url": web_address}
    ),
    "default_return_url": web_address,
    "features": object_of(_FEATURES),
    "metadata": metadata,
    "name": text,
}
_DEFAULTS: Object = {
    "customer_update": {"enabled": False, "allowed_updates": []},
    "invoice_history": {"enabled": True},
    "payment_method_update": {"enabled": True, "payment_method_configuration": None},
    "subscription_cancel": {
        "enabled": True,
        "mode": "at_period_end",
        "proration_behavior": "none",
        "cancellation_reason": {"enabled": False, "feedback_options": None, "options": []},
    },
    "subscription_update": {
        "enabled": True,
        "billing_cycle_anchor": "unchanged",
        "default_allowed_updates": ["price"],
        "products": None,
        "proration_behavior": "always_invoice",
        "schedule_at_period_end": {"conditions": []},
        "trial_update_behavior": "end_trial",
    },
}


@registry.operation("POST", _URL, {**_FIELDS, "features": Required(object_of(_FEATURES))})
def create_configuration(books: Books, params: Object) -> Object:
    return _configuration(books, params, default=False)


@registry.operation("GET", _URL + "/{configuration}", {})
def retrieve_configuration(books: Books, params: Object, configuration: str) -> Object:
    return books.get(_CONFIGURATION, configuration)


@registry.operation("GET", _URL, {**PAGING, "active": flag, "is_default": flag})
def configurations(books: Books, params: Object) -> Object:
    wanted = {name: params.get(name) for name in ("active", "is_default")}
    return books.page(_CONFIGURATION, params, _URL, **wanted)


@registry.operation("POST", _URL + "/{configuration}", {**_FIELDS, "active": flag})
def update_configuration(books: Books, params: Object, configuration: str) -> Object:
    found = books.get(_CONFIGURATION, configuration)
    fields = dict(params)
    fields["features"] = _features(found["features"], params.get("features", {}))
    fields["metadata"] = merged(found["metadata"], params.get("metadata") or found["metadata"])
    found.update(fields, updated=books.now)
    books.emit("billing_portal.configuration.updated", found)
    return books.save(found)


@registry.operation(
    "POST",
    "/v1/billing_portal/sessions",
    {"customer": Required(text), "return_url": web_address, "configuration": text, "locale": text},
)
def create(books: Books, params: Object) -> Object:
    customer = books.get("customer", params["customer"], param="customer")
    configuration = _wanted(books, params.get("configuration"))
    id = books.new_id("bps")
    session = {
        "id": id,
        "object": "billing_portal.session",
        "configuration": configuration["id"],
        "created": books.now,
        "customer": customer["id"],
        "customer_account": None,
        "flow": None,
        "livemode": False,
        "locale": params.get("locale"),
        "on_behalf_of": None,
        "return_url": params.get("return_url") or configuration["default_return_url"],
        "url": hosted(books, f"portal/{id}"),
    }
    books.add(session, parent=customer["id"])
    books.emit("billing_portal.session.created", session)
    return session


def features_of(books: Books, session: Object) -> Object:
    """What the customer may do in this session."""
    found: Object = books.get(_CONFIGURATION, session["configuration"])["features"]
    return found


def offered(books: Books, features: Object, currency: str) -> list[Object]:
    """The prices between which a customer may change: those of the configuration, or all that recur."""
    products = features["subscription_update"]["products"]
    named = {price for each in products for price in each["prices"]} if products else None
    return [
        price
        for price in books.every("price")
        if price["active"]
        and price["recurring"]
        and price["currency"] == currency
        and (named is None or price["id"] in named)
    ]


def _wanted(books: Books, id: str | None) -> Object:
    """The configuration named, or the account's default, which is made when it is first needed."""
    if id:
        return books.get(_CONFIGURATION, id, param="configuration")
    default = next((each for each in books.every(_CONFIGURATION) if each["is_default"]), None)
    return default or _configuration(books, {}, default=True)


def _configuration(books: Books, params: Object, *, default: bool) -> Object:
    profile = dict.fromkeys(("headline", "privacy_policy_url", "terms_of_service_url"))
    body = {
        "id": books.new_id("bpc"),
        "object": _CONFIGURATION,
        "active": True,
        "application": None,
        "business_profile": {**profile, **params.get("business_profile", {})},
        "created": books.now,
        "default_return_url": params.get("default_return_url"),
        "features": _features(_DEFAULTS if default else _switched_off(), params.get("features", {})),
        "is_default": default,
        "livemode": False,
        "login_page": {"enabled": False, "url": None},
        "metadata": merged({}, params.get("metadata", {})),
        "name": params.get("name"),
        "updated": books.now,
    }
    books.add(body)
    books.emit("billing_portal.configuration.created", body)
    return body


def _switched_off() -> Object:
    return {name: {**feature, "enabled": False} for name, feature in _DEFAULTS.items()}


def _features(before: Object, change: Object) -> Object:
    return {name: {**feature, **change.get(name, {})} for name, feature in before.items()}
