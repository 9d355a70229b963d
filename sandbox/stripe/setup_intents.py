"""Setup intents: a card is kept for later, and nothing is charged."""

from sandbox.stripe.books import Books, Object
from sandbox.stripe.operations import registry


def succeeded(books: Books, method: Object, customer: str | None, metadata: dict[str, str]) -> Object:
    """A setup that is done."""
    id = books.new_id("seti")
    body = {
        "id": id,
        "object": "setup_intent",
        "application": None,
        "automatic_payment_methods": None,
        "cancellation_reason": None,
        "client_secret": books.new_id(f"{id}_secret"),
        "created": books.now,
        "customer": customer,
        "customer_account": None,
        "description": None,
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "livemode": False,
        "mandate": None,
        "metadata": metadata,
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": method["id"],
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "single_use_mandate": None,
        "status": "succeeded",
        "usage": "off_session",
    }
    books.add(body, parent=customer)
    books.emit("setup_intent.created", {**body, "status": "requires_payment_method", "payment_method": None})
    books.emit("setup_intent.succeeded", body)
    return body


@registry.operation("GET", "/v1/setup_intents/{intent}", {})
def retrieve(books: Books, params: Object, intent: str) -> Object:
    return books.get("setup_intent", intent)
