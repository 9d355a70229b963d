"""The ASGI app: `/v1/…` speaks the API, `/pay/…` shows hosted pages, `/_control/…` steers. Works under any prefix."""

from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from sandbox import stripe
from sandbox.stripe.api import Api
from sandbox.stripe.control import Control
from sandbox.stripe.desk import Desk
from sandbox.stripe.errors import StripeError
from sandbox.stripe.webhook_endpoints import Listener, listen
from sandbox.stripe.webhooks import Courier


def create_app(data_dir: Path, webhooks: Listener | None = None) -> Starlette:
    """The Stripe double, keeping its state in `data_dir`, and telling `webhooks` of all that happens."""
    desk = Desk(data_dir, at_opening=partial(listen, listener=webhooks) if webhooks else None)
    courier = Courier(desk)
    desk.on_commit.append(courier.nudge)
    nouns = _nouns()
    pages = [route for noun in nouns if noun.__name__.endswith("_pages") for route in noun.routes(desk.run)]
    return Starlette(
        routes=[
            Route("/v1/{path:path}", Api(desk).serve, methods=["GET", "POST", "DELETE"]),
            Mount("/pay", routes=pages),
            Mount("/_control", routes=Control(desk, courier).routes()),
        ],
        exception_handlers={StripeError: _refusal, Exception: _broken},
    )


def _nouns() -> list[ModuleType]:
    """Every module of the package. Importing them fills the registry, so a new noun is one new file."""
    return [import_module(f"{stripe.__name__}.{module.name}") for module in iter_modules(stripe.__path__)]


async def _refusal(request: Request, error: Exception) -> Response:
    """For pages and controls; the API answers for itself."""
    assert isinstance(error, StripeError)
    return JSONResponse({"error": error.body}, status_code=error.status)


async def _broken(request: Request, error: Exception) -> Response:
    """A fault of the double itself, answered in the shape clients read; the server logs where it was."""
    return JSONResponse(
        {"error": {"type": "api_error", "message": f"The sandbox is broken here: {error!r}"}}, status_code=500
    )
