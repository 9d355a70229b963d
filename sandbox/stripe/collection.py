"""From a draft to money: an invoice is finalized, tried, paid, or given up."""

from sandbox.stripe import dunning, intents, lifecycle, waiting_changes
from sandbox.stripe.addresses import hosted
from sandbox.stripe.books import Books, Object
from sandbox.stripe.drafting import settled
from sandbox.stripe.errors import StripeError


def finalize(books: Books, invoice: Object) -> Object:
    """Give the draft its number, use the customer's balance, and ask for what is due; nothing due is paid at once."""
    expect(invoice, "draft", "finalized")
    books.unschedule("invoice_finalize", invoice["id"])
    customer = books.get("customer", invoice["customer"])
    due, balance = settled(invoice["total"], customer.get("balance", 0), invoice["currency"])
    invoice.update(
        status="open",
        number=_next_number(books, customer),
        starting_balance=customer.get("balance", 0),
        ending_balance=balance,
        amount_due=due,
        amount_remaining=due,
        automatically_finalizes_at=None,
        effective_at=books.now,
        hosted_invoice_url=hosted(books, f"invoices/{invoice['id']}"),
        invoice_pdf=hosted(books, f"invoices/{invoice['id']}/pdf"),
    )
    invoice["status_transitions"]["finalized_at"] = books.now
    set_balance(books, customer, balance)
    if due:
        _ask(books, invoice)
    books.save(invoice)
    books.emit("invoice.finalized", invoice)
    return invoice if due else _paid(books, invoice)


def collect(
    books: Books,
    invoice: Object,
    method: Object | None,
    *,
    off_session: bool,
    authenticated: bool = False,
    automatic: bool = True,
) -> Object:
    """Try the card for what is due, and let the subscription follow. Only automatic attempts use up retries."""
    expect(invoice, "open", "paid", "uncollectible")
    invoice["attempt_count"] += automatic
    invoice["attempted"] = True
    if method is None:
        return _failed(books, invoice, automatic=automatic)
    intent = intents.confirm(
        books, intent_of(books, invoice), method, off_session=off_session, authenticated=authenticated
    )
    return follow(books, invoice, intent, automatic=automatic)


def follow(books: Books, invoice: Object, intent: Object, *, automatic: bool = False) -> Object:
    """Let the invoice follow what became of its payment intent."""
    if intent["status"] == "succeeded":
        return _paid(books, invoice)
    if intent["status"] == "requires_action":
        books.save(invoice)
        books.emit("invoice.payment_action_required", invoice)
        _fall_behind(books, invoice)
        return invoice
    error = intent["last_payment_error"] or {}
    if error.get("code") == "authentication_required":
        books.emit("invoice.payment_action_required", invoice)
    return _failed(books, invoice, automatic=automatic)


def void(books: Books, invoice: Object) -> Object:
    """The invoice never was: what it took from the balance, or gave to it, is undone."""
    expect(invoice, "open", "voided", "uncollectible")
    customer = books.get("customer", invoice["customer"])
    used = invoice["ending_balance"] - invoice["starting_balance"]
    set_balance(books, customer, customer.get("balance", 0) - used)
    return _close(books, invoice, "void", "voided_at", "invoice.voided")


def mark_uncollectible(books: Books, invoice: Object) -> Object:
    expect(invoice, "open", "marked uncollectible")
    return _close(books, invoice, "uncollectible", "marked_uncollectible_at", "invoice.marked_uncollectible")


def invoice_of(books: Books, intent: Object) -> Object | None:
    """The open invoice that the intent pays, if it pays one."""
    for payment in books.every("invoice_payment", parent=intent["id"]):
        invoice = books.get("invoice", payment["invoice"])
        return invoice if invoice["status"] == "open" else None
    return None


def intent_of(books: Books, invoice: Object) -> Object:
    payment = invoice["payments"]["data"][0]["payment"]
    return books.get("payment_intent", payment["payment_intent"])


def subscription_of(books: Books, invoice: Object) -> Object | None:
    parent = invoice["parent"]
    return books.find("subscription", parent["subscription_details"]["subscription"]) if parent else None


def expect(invoice: Object, status: str, done: str, *others: str) -> None:
    """Raises unless the invoice has a status in which this can be done to it."""
    if invoice["status"] not in (status, *others):
        raise StripeError(
            f"This invoice is {invoice['status']}; only one that is {status} can be {done}.",
            code="invoice_not_editable",
        )


def set_balance(books: Books, customer: Object, balance: int) -> None:
    """The customer's balance from now on: below zero it is a credit for the next invoice."""
    before = customer.get("balance", 0)
    if balance != before:
        customer["balance"] = balance
        books.save(customer)
        books.emit("customer.updated", customer, {"balance": before})


def _ask(books: Books, invoice: Object) -> None:
    """Make the payment intent, and link it with the invoice."""
    words = "Subscription creation" if invoice["billing_reason"] == "subscription_create" else "Invoice"
    intent = intents.new_intent(
        books,
        amount=invoice["amount_due"],
        currency=invoice["currency"],
        customer=invoice["customer"],
        description=words,
        setup_future_usage="off_session" if words == "Subscription creation" else None,
    )
    payment = {
        "id": books.new_id("inpay"),
        "object": "invoice_payment",
        "amount_paid": None,
        "amount_requested": invoice["amount_due"],
        "created": books.now,
        "currency": invoice["currency"],
        "invoice": invoice["id"],
        "is_default": True,
        "livemode": False,
        "payment": {"payment_intent": intent["id"], "type": "payment_intent"},
        "status": "open",
        "status_transitions": {"canceled_at": None, "paid_at": None},
    }
    books.add(payment, parent=intent["id"])
    invoice["payments"]["data"] = [payment]
    invoice["confirmation_secret"] = {"client_secret": intent["client_secret"], "type": "payment_intent"}


def _paid(books: Books, invoice: Object) -> Object:
    books.unschedule("invoice_retry", invoice["id"])
    due = invoice["amount_due"]
    invoice.update(
        status="paid",
        amount_paid=due,
        amount_remaining=0,
        attempted=True,
        auto_advance=False,
        next_payment_attempt=None,
    )
    invoice["status_transitions"]["paid_at"] = books.now
    _settle_payment(books, invoice, "paid", "paid_at", due)
    books.save(invoice)
    books.emit("invoice.paid", invoice)
    books.emit("invoice.payment_succeeded", invoice)
    if subscription := subscription_of(books, invoice):
        _let_run(books, subscription, invoice)
    return invoice


def _let_run(books: Books, subscription: Object, invoice: Object) -> None:
    """A paid invoice lets its subscription run, and leaves it the card if that is wanted."""
    fields: Object = {}
    saving = subscription["payment_settings"]["save_default_payment_method"] == "on_subscription"
    if saving and invoice["payments"]["data"]:
        fields["default_payment_method"] = intent_of(books, invoice)["payment_method"]
    if subscription["status"] in ("incomplete", "past_due", "unpaid"):
        books.unschedule("incomplete_expiry", subscription["id"])
        fields["status"] = "active"
    lifecycle.change(books, subscription, **fields)
    if waiting_changes.waits_for(subscription, invoice):
        waiting_changes.make_good(books, subscription)


def _failed(books: Books, invoice: Object, *, automatic: bool) -> Object:
    renewing = _is_renewal(books, invoice)
    if automatic and renewing:
        invoice["next_payment_attempt"] = dunning.next_attempt(invoice, books.now)
    invoice["auto_advance"] = invoice["next_payment_attempt"] is not None
    books.save(invoice)
    books.emit("invoice.payment_failed", invoice)
    subscription = subscription_of(books, invoice)
    if automatic and renewing and subscription and subscription["status"] not in lifecycle.ENDED:
        dunning.after_failure(books, invoice, subscription)
    return invoice


def _fall_behind(books: Books, invoice: Object) -> None:
    subscription = subscription_of(books, invoice)
    if subscription and subscription["status"] == "active" and _is_renewal(books, invoice):
        lifecycle.change(books, subscription, status="past_due")


def _is_renewal(books: Books, invoice: Object) -> bool:
    """Whether the subscription goes on while this is unpaid; a first invoice and a waiting change's expire instead."""
    if invoice["parent"] is None or invoice["billing_reason"] == "subscription_create":
        return False
    return not waiting_changes.waits_for(subscription_of(books, invoice), invoice)


def _close(books: Books, invoice: Object, status: str, moment: str, event: str) -> Object:
    books.unschedule("invoice_retry", invoice["id"])
    invoice.update(status=status, auto_advance=False, next_payment_attempt=None)
    invoice["status_transitions"][moment] = books.now
    if status == "void" and invoice["payments"]["data"]:
        intents.cancel(books, intent_of(books, invoice), "void_invoice")
        _settle_payment(books, invoice, "canceled", "canceled_at", None)
    books.save(invoice)
    books.emit(event, invoice)
    subscription = subscription_of(books, invoice)
    if status == "void" and subscription and waiting_changes.waits_for(subscription, invoice):
        waiting_changes.give_up(books, subscription)
    return invoice


def _settle_payment(books: Books, invoice: Object, status: str, moment: str, paid: int | None) -> None:
    for payment in invoice["payments"]["data"]:
        payment.update(status=status, amount_paid=paid)
        payment["status_transitions"][moment] = books.now
        books.save(payment)
        books.emit(f"invoice_payment.{status}", payment)


def _next_number(books: Books, customer: Object) -> str:
    prefix = customer.get("invoice_prefix") or customer["id"][-8:].upper()
    sequence = customer.get("next_invoice_sequence") or 1
    customer["next_invoice_sequence"] = sequence + 1
    books.save(customer)
    return f"{prefix}-{sequence:04}"
