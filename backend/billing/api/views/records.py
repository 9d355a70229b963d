"""What was used and paid, and whom the invoices speak of."""

from typing import Any

from djstripe.models import Invoice
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.permissions import SignedInByHand
from backend.billing import inclusions, selectors
from backend.billing.api.access import WORKSPACE, asker, manager, reader_of_money
from backend.billing.api.serializers.records import (
    BillingContactInput,
    BillingContactOutput,
    BillingInvoiceOutput,
    BillingUsageOutput,
    TaxIdInput,
    TaxIdOutput,
)
from backend.billing.services import customers, invoices, taxes, usage_report
from backend.billing.worlds import environment
from backend.core.api.idempotency import KEY_HEADER, idempotent
from backend.core.pagination import CursorPagination

READING = ("GET", "HEAD", "OPTIONS")


class ByHandToWrite(IsAuthenticated):
    """An API key may read; what changes how money is asked for is done by people."""

    message = SignedInByHand.message

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        return request.method in READING or SignedInByHand().has_permission(request, view)


class UsageView(APIView):
    @extend_schema(operation_id="billing_usage", parameters=[WORKSPACE], responses=BillingUsageOutput)
    def get(self, request: Request) -> Response:
        """Every feature of the plan: how much of it is used and left."""
        found = asker(request)
        plan = inclusions.of(found.workspace.pk).plan
        body = {
            "plan": {"key": plan.key, "name": plan.name},
            "features": usage_report.report(found.workspace.pk, found.user),
            "sandbox": environment() != "live",
        }
        return Response(BillingUsageOutput(body).data)


class InvoicePages(CursorPagination):
    ordering = "-created"
    page_size = 20
    max_page_size = 100


class InvoicesView(APIView):
    pagination_class = InvoicePages

    @extend_schema(
        operation_id="billing_invoices", parameters=[WORKSPACE], responses=BillingInvoiceOutput(many=True)
    )
    def get(self, request: Request) -> Response:
        """Invoices and receipts, newest first."""
        found = reader_of_money(request)
        pages = self.pagination_class()
        rows: list[Invoice] = (
            pages.paginate_queryset(
                selectors.invoices(selectors.account_of(found.workspace.pk)), request, view=self
            )
            or []
        )
        sandbox = environment() != "live"
        shown = [invoices.shown(row, sandbox=sandbox) for row in rows]
        return pages.get_paginated_response(BillingInvoiceOutput(shown, many=True).data)


class TaxIdsView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(operation_id="billing_tax_ids", parameters=[WORKSPACE], responses=TaxIdOutput(many=True))
    def get(self, request: Request) -> Response:
        """The tax ids on the workspace's invoices; a few at most, so they come as one list."""
        found = taxes.tax_ids(workspace=reader_of_money(request).workspace)
        return Response(TaxIdOutput(found, many=True).data)

    @extend_schema(
        operation_id="billing_tax_id_add",
        parameters=[WORKSPACE, KEY_HEADER],
        request=TaxIdInput,
        responses={201: TaxIdOutput},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Put a tax id on the invoices to come."""
        found = manager(request)
        body = TaxIdInput(data=request.data)
        body.is_valid(raise_exception=True)
        sent = body.validated_data
        made = taxes.add(workspace=found.workspace, actor=found.user, kind=sent["type"], value=sent["value"])
        return Response(TaxIdOutput(made).data, status=status.HTTP_201_CREATED)


class TaxIdView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(operation_id="billing_tax_id_remove", parameters=[WORKSPACE], responses={204: None})
    def delete(self, request: Request, tax_id: str) -> Response:
        """Take a tax id off the invoices to come."""
        taxes.remove(workspace=manager(request).workspace, tax_id=tax_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class ContactView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(operation_id="billing_contact", parameters=[WORKSPACE], responses=BillingContactOutput)
    def get(self, request: Request) -> Response:
        """Whom invoices are sent to."""
        found = customers.contact(workspace=reader_of_money(request).workspace)
        return Response(BillingContactOutput(found).data)

    @extend_schema(
        operation_id="billing_contact_save",
        parameters=[WORKSPACE],
        request=BillingContactInput,
        responses=BillingContactOutput,
    )
    def put(self, request: Request) -> Response:
        """Say whom invoices are sent to."""
        found = manager(request)
        body = BillingContactInput(data=request.data)
        body.is_valid(raise_exception=True)
        saved = customers.change_contact(workspace=found.workspace, actor=found.user, **body.validated_data)
        return Response(BillingContactOutput(saved).data)
