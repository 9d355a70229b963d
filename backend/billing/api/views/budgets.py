"""Limits on model spend: looked at by everyone, set by those who manage, one's own cap by oneself."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from backend.billing.api.access import WORKSPACE, Asker, asker, manager
from backend.billing.api.serializers.budgets import BudgetsOutput, OverageInput, SpendLimitInput, TopUpInput
from backend.billing.services import spending_limits, spending_shown
from backend.core.api.idempotency import KEY_HEADER, idempotent

from .records import ByHandToWrite


def _shown(found: Asker) -> Response:
    body = spending_shown.shown(found.workspace.pk, found.user, manages=found.manages)
    return Response(BudgetsOutput(body).data)


def _said(serializer: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    body = serializer(data=request.data)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)


def _limit(said: dict[str, Any]) -> dict[str, int | None]:
    usd = said["limit_usd"]
    return {
        "limit_e8": None if usd is None else spending_limits.e8_of(usd),
        "warn_percent": said.get("warn_percent"),
    }


class BudgetsView(APIView):
    @extend_schema(operation_id="billing_budgets", parameters=[WORKSPACE], responses=BudgetsOutput)
    def get(self, request: Request) -> Response:
        """What models may cost: the plan's allowance, the workspace's limit, your own cap. The tightest wins."""
        return _shown(asker(request))


class WorkspaceBudgetView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(request=SpendLimitInput, parameters=[WORKSPACE], responses=BudgetsOutput)
    def put(self, request: Request) -> Response:
        """Limit what the whole workspace spends on models each month."""
        found = manager(request)
        spending_limits.limit_workspace(found.workspace.pk, **_limit(_said(SpendLimitInput, request)))
        return _shown(found)


class OwnBudgetView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(request=SpendLimitInput, parameters=[WORKSPACE], responses=BudgetsOutput)
    def put(self, request: Request) -> Response:
        """Limit what your own calls cost each month, in every workspace."""
        found = asker(request)
        spending_limits.limit_user(found.user, **_limit(_said(SpendLimitInput, request)))
        return _shown(found)


class OverageView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(request=OverageInput, parameters=[WORKSPACE], responses=BudgetsOutput)
    def put(self, request: Request) -> Response:
        """Let calls go on past the plan's allowance, up to a cap of your own; charged at cost on your next invoice."""
        found = manager(request)
        cap_e8 = spending_limits.e8_of(_said(OverageInput, request)["cap_usd"])
        spending_limits.allow_overage(found.workspace.pk, cap_e8=cap_e8)
        return _shown(found)


class TopUpView(APIView):
    permission_classes = [ByHandToWrite]

    @extend_schema(request=TopUpInput, parameters=[WORKSPACE, KEY_HEADER], responses=BudgetsOutput)
    @idempotent
    def post(self, request: Request) -> Response:
        """Raise the workspace's limit for this month alone."""
        found = manager(request)
        amount_e8 = spending_limits.e8_of(_said(TopUpInput, request)["amount_usd"])
        spending_limits.top_up_workspace(found.workspace.pk, amount_e8=amount_e8)
        return _shown(found)
