"""Service orders, from the request to the delivery."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.billing import orders_shown, selectors
from backend.billing.api.access import WORKSPACE, manager, order_of, reader_of_money
from backend.billing.api.serializers.orders import (
    ServiceOrderCancelInput,
    ServiceOrderInput,
    ServiceOrderOutput,
    ServiceOrderRequestInput,
)
from backend.billing.api.serializers.subscription import CheckoutOutput
from backend.billing.models import ServiceOrder
from backend.billing.services import order_payments, orders
from backend.core.api.idempotency import KEY_HEADER, idempotent
from backend.core.pagination import CursorPagination

from .records import ByHandToWrite


class OrdersView(APIView):
    permission_classes = [ByHandToWrite]
    pagination_class = CursorPagination

    @extend_schema(
        operation_id="billing_orders", parameters=[WORKSPACE], responses=ServiceOrderOutput(many=True)
    )
    def get(self, request: Request) -> Response:
        """The workspace's orders, newest first."""
        found = reader_of_money(request)
        pages = self.pagination_class()
        rows = pages.paginate_queryset(selectors.orders_of(found.workspace.pk), request, view=self) or []
        shown = [orders_shown.order(row) for row in rows]
        return pages.get_paginated_response(ServiceOrderOutput(shown, many=True).data)

    @extend_schema(
        operation_id="billing_order_place",
        parameters=[WORKSPACE, KEY_HEADER],
        request=ServiceOrderInput,
        responses={201: ServiceOrderOutput},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Request a package, or keep a draft of the request. It costs nothing until a quote is accepted."""
        found = manager(request)
        body = ServiceOrderInput(data=request.data)
        body.is_valid(raise_exception=True)
        order = orders.place(workspace=found.workspace, actor=found.user, **body.validated_data)
        return Response(_shown(order), status=status.HTTP_201_CREATED)


class OrderView(APIView):
    @extend_schema(operation_id="billing_order", responses=ServiceOrderOutput)
    def get(self, request: Request, order_id: UUID) -> Response:
        """One order with its history."""
        _, order = order_of(request, order_id, to_manage=False)
        return Response(_shown(order))


class OrderRequestView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(
        operation_id="billing_order_request", request=ServiceOrderRequestInput, responses=ServiceOrderOutput
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        """Send a draft in."""
        found, order = order_of(request, order_id, to_manage=True)
        body = ServiceOrderRequestInput(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(_shown(orders.request(order=order, actor=found.user, **body.validated_data)))


class OrderAcceptView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(
        operation_id="billing_order_accept",
        parameters=[KEY_HEADER],
        request=None,
        responses={201: CheckoutOutput},
    )
    @idempotent
    def post(self, request: Request, order_id: UUID) -> Response:
        """Take the quote; send the person to `url` to pay. Asked again, it gives the checkout that is open."""
        found, order = order_of(request, order_id, to_manage=True)
        opened = order_payments.accept(order=order, workspace=found.workspace, actor=found.user)
        return Response(CheckoutOutput(opened).data, status=status.HTTP_201_CREATED)


class OrderCancelView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(
        operation_id="billing_order_cancel", request=ServiceOrderCancelInput, responses=ServiceOrderOutput
    )
    def post(self, request: Request, order_id: UUID) -> Response:
        """Let an order go that is not paid."""
        found, order = order_of(request, order_id, to_manage=True)
        body = ServiceOrderCancelInput(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(_shown(order_payments.cancel(order=order, actor=found.user, **body.validated_data)))


def _shown(order: ServiceOrder) -> dict[str, object]:
    fresh = selectors.orders_of(order.workspace_id).get(pk=order.pk)
    return dict(ServiceOrderOutput(orders_shown.order(fresh)).data)
