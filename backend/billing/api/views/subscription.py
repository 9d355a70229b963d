"""The plan of a workspace: seen, bought, changed, ended. One request, one service."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.permissions import SignedInByHand
from backend.billing.api.access import WORKSPACE, Asker, asker, manager
from backend.billing.api.serializers import subscription as shapes
from backend.billing.services import (
    cancellations,
    checkout,
    overview,
    plan_changes,
    portal,
    promotions,
    seats,
)
from backend.core.api.idempotency import KEY_HEADER, idempotent


class Spending(APIView):
    """For people in their browser: an API key never starts a payment."""

    permission_classes = [IsAuthenticated, SignedInByHand]


class SubscriptionView(APIView):
    @extend_schema(
        operation_id="billing_subscription", parameters=[WORKSPACE], responses=shapes.SubscriptionOutput
    )
    def get(self, request: Request) -> Response:
        """The workspace's plan, what comes next, and what you may do about it."""
        return _overview(asker(request))


class CheckoutView(Spending):
    @extend_schema(
        operation_id="billing_checkout",
        parameters=[WORKSPACE, KEY_HEADER],
        request=shapes.CheckoutInput,
        responses={201: shapes.CheckoutOutput},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Open Stripe's checkout for a plan; send the person to `url`."""
        found = manager(request)
        opened = checkout.start(
            workspace=found.workspace, actor=found.user, **_sent(shapes.CheckoutInput, request)
        )
        return Response(shapes.CheckoutOutput(opened).data, status=status.HTTP_201_CREATED)


class LegacyCheckoutView(CheckoutView):
    @extend_schema(
        operation_id="create_checkout_session",
        parameters=[WORKSPACE, KEY_HEADER],
        request=shapes.CheckoutInput,
        responses={201: shapes.CheckoutOutput},
    )
    def post(self, request: Request) -> Response:
        """The same as billing/checkout, under its older name."""
        return super().post(request)


class CheckoutStateView(APIView):
    @extend_schema(
        operation_id="billing_checkout_state", parameters=[WORKSPACE], responses=shapes.CheckoutStateOutput
    )
    def get(self, request: Request, session_id: str) -> Response:
        """Where a checkout stands; one that is paid takes effect before this answers."""
        found = manager(request)
        state = checkout.state(workspace=found.workspace, session_id=session_id)
        return Response(shapes.CheckoutStateOutput(state).data)


class PlanChangePreviewView(Spending):
    @extend_schema(
        operation_id="billing_plan_change_preview",
        parameters=[WORKSPACE],
        request=shapes.PlanChangeInput,
        responses=shapes.PlanChangePreviewOutput,
    )
    def post(self, request: Request) -> Response:
        """What another plan costs now and at each renewal, to the cent. Nothing changes."""
        found, sent = manager(request), _sent(shapes.PlanChangeInput, request)
        shown = plan_changes.preview(workspace=found.workspace, user=found.user, **sent)
        return Response(shapes.PlanChangePreviewOutput(shown).data)


class PlanChangeView(Spending):
    @extend_schema(
        operation_id="billing_plan_change",
        parameters=[WORKSPACE, KEY_HEADER],
        request=shapes.PlanChangeConfirmInput,
        responses=shapes.PlanChangeOutput,
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Do exactly what the preview showed; 409 `preview_outdated` carries the new preview if it costs otherwise."""
        found, sent = manager(request), _sent(shapes.PlanChangeConfirmInput, request)
        outcome = plan_changes.apply(workspace=found.workspace, user=found.user, **sent)
        return Response(shapes.PlanChangeOutput(outcome).data)


class CancelView(Spending):
    @extend_schema(
        operation_id="billing_cancel",
        parameters=[WORKSPACE, KEY_HEADER],
        request=shapes.CancelInput,
        responses=shapes.SubscriptionOutput,
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """End the plan with the period that is paid for, or at once."""
        found = manager(request)
        cancellations.cancel(workspace=found.workspace, **_sent(shapes.CancelInput, request))
        return _overview(found)


class ResumeView(Spending):
    @extend_schema(
        operation_id="billing_resume",
        parameters=[WORKSPACE, KEY_HEADER],
        request=None,
        responses=shapes.SubscriptionOutput,
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Go on with a plan that was cancelled and still runs."""
        found = manager(request)
        cancellations.resume(workspace=found.workspace)
        return _overview(found)


class PromotionView(Spending):
    @extend_schema(
        operation_id="billing_coupon",
        parameters=[WORKSPACE, KEY_HEADER],
        request=shapes.PromotionInput,
        responses=shapes.SubscriptionOutput,
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Apply a promotion code to the running subscription."""
        found = manager(request)
        promotions.apply(workspace=found.workspace, **_sent(shapes.PromotionInput, request))
        return _overview(found)


class PortalView(Spending):
    @extend_schema(
        operation_id="billing_portal", parameters=[WORKSPACE], request=None, responses=shapes.PortalOutput
    )
    def post(self, request: Request) -> Response:
        """Open Stripe's own pages for cards and invoices; send the person to `url`."""
        found = manager(request)
        return Response({"url": portal.open_portal(workspace=found.workspace, actor=found.user)})


class SeatsView(Spending):
    @extend_schema(
        operation_id="billing_seats",
        parameters=[WORKSPACE],
        request=shapes.SeatsInput,
        responses=shapes.SeatsOutput,
    )
    def put(self, request: Request) -> Response:
        """Ask whether the plan has so many seats. Plans include theirs: nothing is charged."""
        found = manager(request)
        return Response(seats.want(workspace=found.workspace, **_sent(shapes.SeatsInput, request)))


def _overview(found: Asker) -> Response:
    shown = overview.overview(
        found.workspace.pk,
        sees_money=found.sees_money,
        manages=found.manages,
        is_demo=found.user.is_demo,
        by_key=found.by_key,
    )
    return Response(shapes.SubscriptionOutput(shown).data)


def _sent(shape: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    body = shape(data=request.data)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)
