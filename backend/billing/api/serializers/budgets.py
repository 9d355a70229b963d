"""Limits on model spend; amounts are 10⁻⁸ USD, and dollars where people write them."""

from typing import Any

from rest_framework import serializers

from backend.treasury.models import ScopeKind

SHOWN = (ScopeKind.PLAN, ScopeKind.WORKSPACE, ScopeKind.USER)


class BudgetForecastOutput(serializers.Serializer[Any]):
    projected_e8 = serializers.IntegerField(allow_null=True)
    display = serializers.CharField(allow_null=True)
    reason = serializers.CharField(allow_blank=True, help_text="Why there is no figure yet.")


class OverageWaitingOutput(serializers.Serializer[Any]):
    month = serializers.DateTimeField(help_text="In which it was spent; its beginning.")
    amount_minor = serializers.IntegerField()
    display = serializers.CharField()
    charged_at = serializers.DateTimeField(
        allow_null=True, help_text="With the invoice of that day; null: with one of its own, soon."
    )


class OverageOutput(serializers.Serializer[Any]):
    included = serializers.BooleanField(help_text="Whether the plan has it.")
    allowed = serializers.BooleanField(help_text="Whether it is switched on.")
    cap_e8 = serializers.IntegerField()
    cap_display = serializers.CharField()
    due_minor = serializers.IntegerField(help_text="US cents past the allowance this month, so far.")
    due_display = serializers.CharField()
    charged_at = serializers.DateTimeField(
        allow_null=True, help_text="About when this month's is charged; null where nothing would be."
    )
    waiting = OverageWaitingOutput(many=True, help_text="Of earlier months, on its way to an invoice.")


class SpendBudgetOutput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[kind.value for kind in SHOWN])
    name = serializers.CharField()
    limit_e8 = serializers.IntegerField(allow_null=True, help_text="null: no limit.")
    limit_display = serializers.CharField(allow_null=True)
    spent_e8 = serializers.IntegerField()
    spent_display = serializers.CharField()
    held_e8 = serializers.IntegerField(help_text="For calls that are under way.")
    left_display = serializers.CharField(allow_null=True)
    percent = serializers.IntegerField(allow_null=True)
    warn_percent = serializers.IntegerField()
    resets_at = serializers.DateTimeField(allow_null=True)
    forecast = BudgetForecastOutput()
    topped_up_display = serializers.CharField(allow_null=True)
    overage = OverageOutput(allow_null=True, help_text="Of the plan's alone.")
    can_edit = serializers.BooleanField()


class BudgetsOutput(serializers.Serializer[Any]):
    sandbox = serializers.BooleanField()
    budgets = SpendBudgetOutput(many=True)


def _dollars(**more: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=12, decimal_places=2, **more)


class SpendLimitInput(serializers.Serializer[Any]):
    limit_usd = _dollars(allow_null=True, help_text="Each month; null takes the limit away.")
    warn_percent = serializers.IntegerField(min_value=1, max_value=100, required=False)


class OverageInput(serializers.Serializer[Any]):
    cap_usd = _dollars(help_text="Each month; 0 forbids it again.")


class TopUpInput(serializers.Serializer[Any]):
    amount_usd = _dollars(help_text="For this month alone.")
