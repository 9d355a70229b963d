"""Orders to quote and to move on, and keeping Stripe alike, for whoever looks after the installation."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.requests import person
from backend.billing import orders_shown, selectors
from backend.billing.api.serializers import desk as shapes
from backend.billing.models import ServiceOrder
from backend.billing.services import catalogue_overview, catalogue_sync, order_payments, orders
from backend.billing.worlds import environment
from backend.core.api.idempotency import KEY_HEADER, idempotent
from backend.core.pagination import CursorPagination

from .catalogue import ForSuperusers, checked


class OldestFirst(CursorPagination):
    ordering = "created_at"


class DeskOrdersView(ForSuperusers):
    pagination_class = CursorPagination

    @extend_schema(
        operation_id="catalogue_orders",
        parameters=[shapes.DeskOrdersQuery],
        responses=shapes.DeskOrderOutput(many=True),
    )
    def get(self, request: Request) -> Response:
        """Everyone's orders in these states, or all that were sent in; the newest first unless you say."""
        query = shapes.DeskOrdersQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        pages: Any = OldestFirst() if query.validated_data["oldest_first"] else CursorPagination()
        found = selectors.orders_at_the_desk(query.validated_data["state"])
        rows = pages.paginate_queryset(found, request, view=self) or []
        shown = [orders_shown.for_the_desk(row) for row in rows]
        return pages.get_paginated_response(shapes.DeskOrderOutput(shown, many=True).data)


class QuoteView(ForSuperusers):
    @extend_schema(
        operation_id="catalogue_order_quote", request=shapes.QuoteInput, responses=shapes.DeskOrderOutput
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        """Name the price. The customer is written to; a second quote takes the first one's place."""
        sent = checked(shapes.QuoteInput, request)
        return _shown(orders.quote(order=_order(order_id), actor=person(request), **sent))


class OrderMoveView(ForSuperusers):
    @extend_schema(
        operation_id="catalogue_order_move", request=shapes.OrderMoveInput, responses=shapes.DeskOrderOutput
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        """Move an order on: in progress, delivered, closed, or declined and cancelled before it is paid."""
        sent = checked(shapes.OrderMoveInput, request)
        return _shown(order_payments.move(order=_order(order_id), actor=person(request), **sent))


class CatalogueSyncView(ForSuperusers):
    @extend_schema(operation_id="catalogue_sync_preview", responses=shapes.SyncPreviewOutput)
    def get(self, request: Request) -> Response:
        """Ask Stripe what differs, and what syncing would do about each. Nothing changes."""
        return Response(shapes.SyncPreviewOutput(catalogue_sync.preview()).data)

    @extend_schema(
        operation_id="catalogue_sync",
        parameters=[KEY_HEADER],
        request=shapes.SyncInput,
        responses=shapes.SyncOutput,
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Do what was shown; 409 `differences_changed` carries the new list if it is another by now.

        503 says that Stripe is away; `done` then names the steps that were taken before.
        """
        done = catalogue_sync.run(actor=person(request), **checked(shapes.SyncInput, request))
        body = {"environment": environment(), "done": [catalogue_sync.line(step) for step in done]}
        return Response(shapes.SyncOutput(body).data)


class ReconciliationView(ForSuperusers):
    @extend_schema(operation_id="catalogue_reconciliation", responses=shapes.ReconciliationOutput)
    def get(self, request: Request) -> Response:
        """The last nightly comparison of everything at Stripe with what we hold, and what is open of it."""
        return Response(shapes.ReconciliationOutput(catalogue_overview.reconciliation()).data)


def _order(order_id: UUID) -> ServiceOrder:
    return get_object_or_404(selectors.orders_at_the_desk([]), pk=order_id)


def _shown(order: ServiceOrder) -> Response:
    fresh = selectors.orders_at_the_desk([]).get(pk=order.pk)
    return Response(shapes.DeskOrderOutput(orders_shown.for_the_desk(fresh)).data)
