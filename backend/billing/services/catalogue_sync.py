"""Syncing with Stripe as a superuser does it: the list of what would be done, then exactly that."""

from typing import Any

from backend.accounts.models import User
from backend.billing.catalogue_terms import Action, Step, fingerprint
from backend.billing.models import Plan
from backend.billing.services import stripe_catalogue, stripe_catalogue_steps
from backend.billing.worlds import environment
from backend.core.administration import log_by
from backend.core.errors import ApplicationError

Json = dict[str, Any]


class DifferencesChanged(ApplicationError):
    """Something else would be done than was shown. Carries the list as it is now."""

    code = "differences_changed"
    status = 409
    detail = "The differences are others by now. Look at the new list before you sync."


def preview() -> Json:
    """Ask Stripe what differs. Writes nothing; raises StripeNotConfigured, StripeUnavailable and StripeRefused."""
    return told(stripe_catalogue.differences())


def run(*, actor: User, digest: str) -> list[Step]:
    """Do what a preview with this digest showed, and what follows from it; return what was done, conflicts among it.

    Where nothing differs any more nothing is done, so that asking twice does it once. Raises DifferencesChanged, and
    Stripe's failures with `done`: the steps that were taken until then, which stand.
    """
    steps = stripe_catalogue.differences()
    if not steps:
        return []
    if digest_of(steps) != digest:
        raise DifferencesChanged(**told(steps))
    done: list[Step] = []
    try:
        for step in stripe_catalogue_steps.taken():
            done.append(step)
    except ApplicationError as error:
        error.extra["done"] = [line(step) for step in done]
        raise
    finally:
        _log(actor, done)
    return done


def told(steps: list[Step]) -> Json:
    return {
        "environment": environment(),
        "digest": digest_of(steps),
        "steps": [line(step) for step in steps],
    }


def line(step: Step) -> Json:
    return {
        "kind": step.action.name.lower(),
        "action": str(step.action),
        "subject": step.subject,
        "detail": step.detail,
        "stripe_id": step.stripe_id,
    }


def digest_of(steps: list[Step]) -> str:
    """Name a list of steps, so that what is confirmed is what was shown."""
    return fingerprint({"environment": environment(), "steps": [[*line(step).values()] for step in steps]})


def _log(actor: User, done: list[Step]) -> None:
    for step in done:
        if step.action is not Action.CONFLICT:
            said = f"Synced with Stripe ({environment()}), {step.action}: {step.subject}. {step.detail}"
            log_by(actor.pk, [_plan_of(step)], said.strip())


def _plan_of(step: Step) -> Plan:
    return step.row if isinstance(step.row, Plan) else step.row.plan
