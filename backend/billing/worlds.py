"""Which Stripe we speak with. Only its live mode moves real money; test keys and the sandbox are simulated."""

from django.conf import settings

from backend.treasury.worlds import World


def environment() -> str:
    """Return "live", "test" or "sandbox": ids of one mean nothing in another."""
    return str(settings.STRIPE_ENVIRONMENT)


def follows_stripes_clock() -> bool:
    """Say whether time is what Stripe's events say it is: the sandbox's clock is moved by hand, no other one is."""
    return environment() == "sandbox"


def world_of(environment_name: str) -> World:
    return World.REAL if environment_name in ("live", "contract") else World.SIMULATED


def is_configured() -> bool:
    return bool(settings.STRIPE_SECRET_KEY)
