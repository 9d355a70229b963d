"""Who leaves for good takes their workspace along, and pays for it no longer."""

from backend.accounts.departures import on_departure
from backend.accounts.models import User

from .services import farewells


@on_departure
def end_subscriptions(user: User) -> None:
    farewells.let_go(user)
