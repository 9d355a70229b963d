"""What a checkout session may be told when it is made: https://docs.stripe.com/api/checkout/sessions/create."""

from sandbox.stripe import discounts
from sandbox.stripe.addresses import web_address
from sandbox.stripe.parameters import (
    Required,
    Schema,
    amount,
    choice,
    currency,
    flag,
    integer,
    list_of,
    metadata,
    object_of,
    text,
    timestamp,
)
from sandbox.stripe.subscriptions import TRIAL_SETTINGS

_RECURRING = object_of(
    {"interval": Required(choice("day", "week", "month", "year")), "interval_count": integer(1, 36)}
)
_PRODUCT_DATA = object_of(
    {"name": Required(text), "description": text, "images": list_of(text), "metadata": metadata}
)
_PRICE_DATA = object_of(
    {
        "currency": Required(currency),
        "unit_amount": Required(amount),
        "product": text,
        "product_data": _PRODUCT_DATA,
        "recurring": _RECURRING,
        "tax_behavior": choice("exclusive", "inclusive", "unspecified"),
    }
)
_LINE = object_of({"price": text, "price_data": _PRICE_DATA, "quantity": integer(1, 999_999)})
_SUBSCRIPTION_DATA = object_of(
    {
        "description": text,
        "metadata": metadata,
        "trial_end": timestamp,
        "trial_period_days": integer(1, 730),
        "trial_settings": TRIAL_SETTINGS,
    }
)
_INTENT_DATA = object_of(
    {
        "application_fee_amount": integer(least=1),
        "description": text,
        "metadata": metadata,
        "on_behalf_of": text,
        "receipt_email": text,
        "setup_future_usage": choice("off_session", "on_session"),
        "transfer_data": object_of({"destination": text, "amount": integer(least=1)}),
        "transfer_group": text,
    }
)
CREATE: Schema = {
    "mode": Required(choice("payment", "subscription", "setup")),
    "line_items": list_of(_LINE),
    "success_url": Required(web_address),
    "cancel_url": web_address,
    "customer": text,
    "customer_email": text,
    "customer_creation": choice("always", "if_required"),
    "client_reference_id": text,
    "metadata": metadata,
    "allow_promotion_codes": flag,
    "discounts": discounts.DISCOUNTS,
    "automatic_tax": object_of({"enabled": flag}),
    "billing_address_collection": choice("auto", "required"),
    "tax_id_collection": object_of({"enabled": flag}),
    "customer_update": object_of(dict.fromkeys(("address", "name", "shipping"), text)),
    "payment_method_types": list_of(choice("card")),
    "payment_method_collection": choice("always", "if_required"),
    "subscription_data": _SUBSCRIPTION_DATA,
    "payment_intent_data": _INTENT_DATA,
    "setup_intent_data": object_of({"metadata": metadata}),
    "currency": currency,
    "locale": text,
    "expires_at": timestamp,
}
