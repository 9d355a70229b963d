"""An invoice as a page on which it can be paid, as a PDF, and a receipt."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.stripe import cards, collection
from sandbox.stripe.books import Books, Object
from sandbox.stripe.card_entry import entered
from sandbox.stripe.errors import StripeError
from sandbox.stripe.lines import day, money
from sandbox.stripe.pages import CARD_FIELDS, Run, guarded, leave, page, rows, said, typed

_MOST_LINES = 40


def routes(run: Run) -> list[Route]:
    async def show(request: Request) -> Response:
        id, words = request.path_params["invoice"], ""
        if request.method == "POST":
            form = await typed(request)
            words = await run(lambda books: _paid(books, id, form))
        invoice, intent = await run(lambda books: _with_intent(books, id))
        if intent and intent["status"] == "requires_action":
            return leave(f"../authenticate/{intent['id']}")
        link = f'<p class="quiet"><a href="{invoice["id"]}/pdf">Download as PDF</a></p>'
        sheet = f'<div class="sheet">{rows(_sums(invoice))}</div>'
        way = _form(invoice, words) if intent else ""
        return page(_title(invoice), sheet + way + link, status=402 if words else 200)

    async def pdf(request: Request) -> Response:
        invoice = await run(lambda books: books.get("invoice", request.path_params["invoice"]))
        texts = [f"{what}: {much}" for what, much in _sums(invoice)]
        lines = [_title(invoice), "Sandbox: no real money moves", "", *texts]
        return Response(_pdf(lines), media_type="application/pdf")

    async def receipt(request: Request) -> Response:
        charge = await run(lambda books: books.get("charge", request.path_params["charge"]))
        paid = money(charge["amount_captured"], charge["currency"])
        back = money(charge["amount_refunded"], charge["currency"])
        sums = [("Date", day(charge["created"])), ("Paid", paid), ("Refunded", back)]
        return page("Receipt", f'<div class="sheet">{rows(sums)}</div>')

    return [
        Route("/invoices/{invoice}", guarded(show), methods=["GET", "POST"]),
        Route("/invoices/{invoice}/pdf", guarded(pdf)),
        Route("/receipts/{charge}", guarded(receipt)),
    ]


def _with_intent(books: Books, id: str) -> tuple[Object, Object | None]:
    """The invoice, and what pays it while it is open."""
    invoice = books.get("invoice", id)
    return invoice, collection.intent_of(books, invoice) if invoice["status"] == "open" else None


def _paid(books: Books, id: str, form: dict[str, str]) -> str:
    """Try the typed card, and keep it for the customer if it pays. Returns the bank's words when it refuses."""
    invoice = books.get("invoice", id)
    try:
        collection.expect(invoice, "open", "paid")
        customer = books.get("customer", invoice["customer"])
        method = entered(books, form, email=customer.get("email") or "", name=customer.get("name") or "")
        cards.attach(books, method, customer["id"])
    except StripeError as refusal:
        return str(refusal)
    collection.collect(books, invoice, method, off_session=False, automatic=False)
    error = collection.intent_of(books, invoice)["last_payment_error"]
    return str(error["message"]) if error and invoice["status"] == "open" else ""


def _form(invoice: Object, words: str) -> str:
    due = money(invoice["amount_due"], invoice["currency"])
    button = f'<button class="primary">Pay {due}</button>'
    return f'<form method="post" class="sheet">{said(words)}{CARD_FIELDS}{button}</form>'


def _title(invoice: Object) -> str:
    return f"Invoice {invoice['number'] or 'draft'}"


def _sums(invoice: Object) -> list[tuple[str, str]]:
    currency = invoice["currency"]
    off = sum(taken["amount"] for taken in invoice["total_discount_amounts"])
    return [
        ("Date", day(invoice["created"])),
        ("Status", invoice["status"]),
        *((line["description"], money(line["amount"], currency)) for line in invoice["lines"]["data"]),
        *([("Discount", money(-off, currency))] if off else []),
        ("Total", money(invoice["total"], currency)),
        ("Due", money(invoice["amount_due"], currency)),
        ("Paid", money(invoice["amount_paid"], currency)),
    ]


def _pdf(lines: list[str]) -> bytes:
    """One page of text: https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf §7.5."""
    shown = [_escaped(line) for line in lines[:_MOST_LINES]]
    text = b"BT /F1 11 Tf 16 TL 56 780 Td " + b" ".join(b"(%b) Tj T*" % line for line in shown) + b" ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(whole)
    return (
        whole
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    )


def _escaped(line: str) -> bytes:
    plain = line.replace("−", "-").encode("cp1252", errors="replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
