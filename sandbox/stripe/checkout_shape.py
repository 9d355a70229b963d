"""A checkout session as it is shown before anyone has paid."""

from sandbox.stripe.addresses import hosted
from sandbox.stripe.books import Books, Object, merged

_DAY = 86_400
_ECHOED = ("billing_address_collection", "cancel_url", "client_reference_id", "customer_email", "locale")


def blank_session(books: Books, id: str, params: Object) -> Object:
    setup = params["mode"] == "setup"
    return {
        "id": id,
        "object": "checkout.session",
        **_EMPTY,
        **{name: params.get(name) for name in _ECHOED},
        "allow_promotion_codes": params.get("allow_promotion_codes"),
        "created": books.now,
        "customer": params.get("customer"),
        "customer_creation": None
        if params.get("customer")
        else params.get("customer_creation", "if_required"),
        "customer_details": None,
        "discounts": [],
        "expires_at": params.get("expires_at", books.now + _DAY),
        "metadata": merged({}, params.get("metadata", {})),
        "mode": params["mode"],
        "payment_method_collection": params.get("payment_method_collection", "always"),
        "payment_status": "no_payment_required" if setup else "unpaid",
        "success_url": params["success_url"],
        "url": hosted(books, f"checkout/{id}"),
    }


_EMPTY: Object = {
    "adaptive_pricing": None,
    "after_expiration": None,
    "amount_subtotal": None,
    "amount_total": None,
    "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
    "client_secret": None,
    "collected_information": None,
    "consent": None,
    "consent_collection": None,
    "currency_conversion": None,
    "custom_fields": [],
    "custom_text": {
        "after_submit": None,
        "shipping_address": None,
        "submit": None,
        "terms_of_service_acceptance": None,
    },
    "customer_account": None,
    "invoice": None,
    "invoice_creation": None,
    "livemode": False,
    "origin_context": None,
    "payment_intent": None,
    "payment_link": None,
    "payment_method_configuration_details": None,
    "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
    "payment_method_types": ["card"],
    "permissions": None,
    "phone_number_collection": {"enabled": False},
    "recovered_from": None,
    "saved_payment_method_options": None,
    "setup_intent": None,
    "shipping_address_collection": None,
    "shipping_cost": None,
    "shipping_options": [],
    "status": "open",
    "submit_type": None,
    "subscription": None,
    "total_details": None,
    "ui_mode": "hosted_page",
    "wallet_options": None,
}
