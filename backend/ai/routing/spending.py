"""What a call may cost at most: held with the governor before it is sent, so that no budget is ever passed.

The bound counts a token for each byte of the prompt, for no tokenizer makes more of them, at the dearest price that
input can have. Where a budget holds less than a whole answer, the answer is given as many tokens as it pays for: the
model itself then stops at the cap.
"""

from dataclasses import dataclass
from uuid import UUID

from pydantic_ai.messages import ModelMessage, ModelMessagesTypeAdapter
from pydantic_ai.models import ModelRequestParameters
from pydantic_core import to_json

from backend.billing.services import allowances
from backend.core.errors import ApplicationError
from backend.treasury.models import ScopeKind
from backend.treasury.services import governor
from backend.treasury.services.periods import Scope
from backend.treasury.worlds import World

from . import runs
from .context import CallContext
from .pricing import CallUsage, cost_of
from .routes import Route

# An answer that cannot have as much is not begun.
LEAST_TOKENS = 256
# What vendors add to a prompt by themselves, such as their words about tools.
ADDED_TOKENS = 1_000


class SpendLimitReached(ApplicationError):
    """An answer was cut where its budget ended; what it had said is kept."""

    code = "spend_limit_reached"
    status = 402
    detail = (
        "The answer stops here, because a spending limit was reached. Raise the limit or wait for its reset, "
        "then ask your partner to go on."
    )


@dataclass(frozen=True)
class Hold:
    """What was granted: the reservation (None where a call costs nothing) and the tokens that it pays for."""

    reservation_id: UUID | None
    max_tokens: int
    is_capped: bool = False


def prompt_bytes(messages: list[ModelMessage], parameters: ModelRequestParameters) -> int:
    """Return no less than what is sent: everything the vendor will be shown, as JSON."""
    return len(ModelMessagesTypeAdapter.dump_json(messages)) + len(
        to_json([parameters.function_tools, parameters.output_tools], serialize_unknown=True)
    )


def write_limits_down(context: CallContext, route: Route) -> None:
    """See to it that the plan's and the run's limits stand as budgets.

    Not in the transaction that holds: a refusal rolls that back, and the limits would be gone with it.
    """
    if context.workspace_id is not None:
        allowances.in_force(context.workspace_id)
    if context.run_id is not None:
        runs.in_force(context.run_id, context.purpose, _world(route))


def hold(call_id: UUID, route: Route, context: CallContext, *, prompt: int, max_tokens: int) -> Hold:
    """Hold what a call with a prompt of so many bytes may cost; call it inside a transaction.

    Raises LimitReached and PriceUnknown.
    """
    whole = _bound(route, prompt, max_tokens)
    if whole == 0:
        return Hold(None, max_tokens)
    reservation = governor.reserve_here(
        scopes=_scopes(context),
        amount_e8=whole,
        at_least_e8=_bound(route, prompt, min(LEAST_TOKENS, max_tokens)),
        purpose=context.purpose,
        world=_world(route),
        subject_id=call_id,
        is_sent=True,
    )
    if reservation.amount_e8 == whole:
        return Hold(reservation.pk, max_tokens)
    affordable = _affordable(route, prompt, max_tokens, reservation.amount_e8)
    return Hold(reservation.pk, affordable, is_capped=True)


def _world(route: Route) -> World:
    return World.SIMULATED if route.sandbox else World.REAL


def _scopes(context: CallContext) -> list[Scope]:
    named = {
        ScopeKind.PLAN: context.workspace_id,
        ScopeKind.WORKSPACE: context.workspace_id,
        ScopeKind.RUN: context.run_id,
        ScopeKind.USER: context.user_id,
    }
    return [Scope(kind, pk) for kind, pk in named.items() if pk is not None]


def _bound(route: Route, prompt: int, output_tokens: int) -> int:
    tokens = prompt + ADDED_TOKENS
    plain = CallUsage(input_tokens=tokens, output_tokens=output_tokens)
    cached = CallUsage(input_tokens=tokens, cache_write_tokens=tokens, output_tokens=output_tokens)
    return max(cost_of(route.vendor, route.model, usage)[0] for usage in (plain, cached))


def _affordable(route: Route, prompt: int, most: int, granted_e8: int) -> int:
    """Return the most output tokens whose bound is granted; bisected, for a vendor's price may have steps."""
    low, high = min(LEAST_TOKENS, most), most
    while low < high:
        middle = (low + high + 1) // 2
        if _bound(route, prompt, middle) <= granted_e8:
            low = middle
        else:
            high = middle - 1
    return low
