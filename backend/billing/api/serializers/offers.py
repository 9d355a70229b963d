from typing import Any

from rest_framework import serializers

from backend.billing.features import Feature
from backend.billing.models import Interval


class PlanPriceOutput(serializers.Serializer[Any]):
    interval = serializers.ChoiceField(choices=Interval.choices)
    amount_minor = serializers.IntegerField(help_text="Minor units of the currency, each interval.")
    currency = serializers.CharField()
    display = serializers.CharField(help_text="Such as $19, or $19.50.")
    per_month_display = serializers.CharField(help_text="A twelfth, for a yearly price.")
    saving_percent = serializers.IntegerField(
        allow_null=True, help_text="Of a yearly price against twelve months."
    )


class PlanContactOutput(serializers.Serializer[Any]):
    email = serializers.CharField()


class PlanOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    name = serializers.CharField()
    tagline = serializers.CharField()
    position = serializers.IntegerField()
    by_contract = serializers.BooleanField()
    trial_days = serializers.IntegerField()
    prices = PlanPriceOutput(many=True)
    contact = PlanContactOutput(allow_null=True)


class FeatureValueOutput(serializers.Serializer[Any]):
    value = serializers.JSONField(help_text="A number, true or false, a word, or null for unlimited.")
    display = serializers.CharField()


class FeatureRowOutput(serializers.Serializer[Any]):
    feature = serializers.ChoiceField(choices=Feature.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.CharField()
    unit = serializers.CharField()
    values = serializers.DictField(child=FeatureValueOutput(), help_text="By the plan's key.")


class PricingOutput(serializers.Serializer[Any]):
    plans = PlanOutput(many=True)
    features = FeatureRowOutput(many=True)
    grace_days = serializers.IntegerField(
        help_text="After a failed payment nothing is taken away for so long."
    )
    sandbox = serializers.BooleanField()
    configured = serializers.BooleanField()


class SoldProductOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    type = serializers.CharField()
    prices = PlanPriceOutput(many=True)


class ServicePackageQuestionOutput(serializers.Serializer[Any]):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=["text", "long_text", "url", "choice", "number"])
    required = serializers.BooleanField(default=False)  # type: ignore[assignment]
    help = serializers.CharField(default="")
    choices = serializers.ListField(child=serializers.CharField(), default=list)


class ServicePackageOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    name = serializers.CharField()
    summary = serializers.CharField()
    currency = serializers.CharField()
    price_from_minor = serializers.IntegerField()
    price_to_minor = serializers.IntegerField()
    price_display = serializers.CharField()
    deliverables = serializers.ListField(child=serializers.CharField())
    form = ServicePackageQuestionOutput(many=True)
