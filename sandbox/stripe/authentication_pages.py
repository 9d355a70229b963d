"""The bank's challenge for a payment that was confirmed through the API."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.stripe.books import Object
from sandbox.stripe.intents import unexpected
from sandbox.stripe.lines import money
from sandbox.stripe.pages import Run, challenge, guarded, leave, page, typed
from sandbox.stripe.payment_intents import authenticate


def routes(run: Run) -> list[Route]:
    async def show(request: Request) -> Response:
        id = request.path_params["intent"]
        intent = await run(lambda books: books.get("payment_intent", id))
        if intent["status"] != "requires_action":
            raise unexpected(intent, "authenticated")
        if request.method == "GET":
            what = f" who pays {money(intent['amount'], intent['currency'])}"
            return page("Confirm that it is you", challenge(what))
        return_url = intent["next_action"]["redirect_to_url"]["return_url"]
        passed = (await typed(request)).get("answer") == "complete"
        done = await run(lambda books: authenticate(books, id, passed=passed))
        return _done(done, return_url)

    return [Route("/authenticate/{intent}", guarded(show), methods=["GET", "POST"])]


def _done(intent: Object, return_url: str | None) -> Response:
    if return_url:
        sign = "&" if "?" in return_url else "?"
        secret = f"payment_intent={intent['id']}&payment_intent_client_secret={intent['client_secret']}"
        return leave(f"{return_url}{sign}{secret}&redirect_status={intent['status']}")
    words = "It is paid." if intent["status"] == "succeeded" else "The payment was not made."
    return page(words, '<p class="quiet">You can close this page.</p>')
