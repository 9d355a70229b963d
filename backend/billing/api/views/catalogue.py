"""Plans, prices and packages, for whoever looks after the installation. One request, one service."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.api.permissions import FOR_SUPERUSERS
from backend.accounts.api.requests import person
from backend.billing.api.serializers import catalogue as shapes
from backend.billing.services import catalogue_overview, inclusion_edits, package_edits, plan_edits
from backend.core.api.idempotency import KEY_HEADER, idempotent


class ForSuperusers(APIView):
    permission_classes = FOR_SUPERUSERS


class CatalogueView(ForSuperusers):
    @extend_schema(operation_id="catalogue", responses=shapes.CatalogueOutput)
    def get(self, request: Request) -> Response:
        """Everything that is sold, retired and hidden things too, and where it stands at Stripe."""
        return Response(shapes.CatalogueOutput(catalogue_overview.overview()).data)


class CataloguePlanView(ForSuperusers):
    @extend_schema(
        operation_id="catalogue_plan_change",
        request=shapes.PlanEditInput,
        responses=shapes.CataloguePlanOutput,
    )
    def patch(self, request: Request, key: str) -> Response:
        """Change a plan's name, description, place, trial, or whether it is on offer."""
        sent = checked(shapes.PlanEditInput, request)
        plan_edits.change(key=key, actor=person(request), seen=sent.pop("seen"), values=sent)
        return _plan(key)


class InclusionPreviewView(ForSuperusers):
    @extend_schema(
        operation_id="catalogue_inclusion_preview",
        request=shapes.InclusionPreviewInput,
        responses=shapes.InclusionPreviewOutput,
    )
    def post(self, request: Request, key: str) -> Response:
        """What would change, and how many workspaces get less by it. Nothing changes."""
        sent = checked(shapes.InclusionPreviewInput, request)
        found = inclusion_edits.preview(key=key, wanted=sent["values"])
        return Response(shapes.InclusionPreviewOutput(found).data)


class InclusionView(ForSuperusers):
    @extend_schema(
        operation_id="catalogue_inclusion_set",
        request=shapes.InclusionInput,
        responses=shapes.CataloguePlanOutput,
    )
    def put(self, request: Request, key: str) -> Response:
        """Set limits, or lift them. Lowering one is done once it is confirmed: 409 carries the preview."""
        sent = checked(shapes.InclusionInput, request)
        inclusion_edits.set_values(
            key=key,
            actor=person(request),
            seen=sent["seen"],
            wanted=sent["values"],
            confirmed=sent.get("confirmed"),
        )
        return _plan(key)


class NewPriceView(ForSuperusers):
    @extend_schema(
        operation_id="catalogue_price_make",
        parameters=[KEY_HEADER],
        request=shapes.NewPriceInput,
        responses={201: shapes.CataloguePlanOutput},
    )
    @idempotent
    def post(self, request: Request, key: str) -> Response:
        """Ask another amount from now on. The old price stays for whoever pays it."""
        plan_edits.make_price(key=key, actor=person(request), **checked(shapes.NewPriceInput, request))
        return _plan(key, status.HTTP_201_CREATED)


class RetirePriceView(ForSuperusers):
    @extend_schema(
        operation_id="catalogue_price_retire", request=shapes.SeenInput, responses=shapes.CataloguePlanOutput
    )
    def post(self, request: Request, price_id: UUID) -> Response:
        """Offer a price to nobody new; `seen` is its plan's."""
        seen = checked(shapes.SeenInput, request)["seen"]
        return _plan(plan_edits.retire_price(price_id=price_id, actor=person(request), seen=seen).key)


class CataloguePackageView(ForSuperusers):
    @extend_schema(
        operation_id="catalogue_package_change",
        request=shapes.PackageEditInput,
        responses=shapes.CataloguePackageOutput,
    )
    def patch(self, request: Request, key: str) -> Response:
        """Change a service package, or put it on offer and take it off."""
        sent = checked(shapes.PackageEditInput, request)
        package_edits.change(key=key, actor=person(request), seen=sent.pop("seen"), values=sent)
        return Response(shapes.CataloguePackageOutput(catalogue_overview.package(key)).data)


def checked(shape: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    body = shape(data=request.data)
    body.is_valid(raise_exception=True)
    return {name: _plain(value) for name, value in body.validated_data.items()}


def _plain(value: Any) -> Any:
    """Return nested rows as the dictionaries that are kept."""
    return (
        [dict(row) if isinstance(row, dict) else row for row in value] if isinstance(value, list) else value
    )


def _plan(key: str, code: int = status.HTTP_200_OK) -> Response:
    return Response(shapes.CataloguePlanOutput(catalogue_overview.plan(key)).data, status=code)
