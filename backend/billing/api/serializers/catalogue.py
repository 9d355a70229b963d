"""What a superuser reads and writes of what is sold. `seen` is the `updated_at` that a write was made from."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.billing.features import KINDS, UNITS, Counting, Feature
from backend.billing.models import Interval
from backend.billing.packages.forms import KINDS as QUESTION_KINDS
from backend.treasury.money import CURRENCIES

from .offers import ServicePackageOutput

# Stripe takes eight digits: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
MOST_MINOR = 99_999_999
MOST_TRIAL_DAYS = 730
MOST_POSITION = 32_767
MOST_QUESTIONS = 40


@extend_schema_field({"type": ["boolean", "integer", "string"]})
class FeatureValueField(serializers.JSONField):
    """A number, true or false, a word, or null for unlimited; which of these a feature takes is its own affair."""


class CatalogueValueOutput(serializers.Serializer[Any]):
    value = FeatureValueField(allow_null=True)
    display = serializers.CharField()


class CatalogueLinkOutput(serializers.Serializer[Any]):
    environment = serializers.CharField()
    stripe_id = serializers.CharField()
    synced_at = serializers.DateTimeField(allow_null=True)
    is_told = serializers.BooleanField(help_text="Stripe was told of it as it is now.")


class CataloguePriceOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    interval = serializers.ChoiceField(choices=Interval.choices)
    currency = serializers.CharField()
    amount_minor = serializers.IntegerField()
    display = serializers.CharField()
    is_current = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    subscriptions = serializers.IntegerField(help_text="That have not ended and pay it.")
    links = CatalogueLinkOutput(many=True)


class CataloguePlanOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    name = serializers.CharField()
    tagline = serializers.CharField(allow_blank=True)
    position = serializers.IntegerField()
    by_contract = serializers.BooleanField()
    is_public = serializers.BooleanField()
    trial_days = serializers.IntegerField()
    has_prices = serializers.BooleanField(help_text="It is sold at a price, so that one can be made.")
    updated_at = serializers.DateTimeField()
    workspaces = serializers.IntegerField(help_text="That have this plan now.")
    values = serializers.DictField(child=CatalogueValueOutput(), help_text="By feature.")
    prices = CataloguePriceOutput(many=True)
    links = CatalogueLinkOutput(many=True)


class FeatureChoiceOutput(serializers.Serializer[Any]):
    value = serializers.CharField()
    display = serializers.CharField()


class CatalogueFeatureOutput(serializers.Serializer[Any]):
    feature = serializers.ChoiceField(choices=Feature.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=KINDS)
    unit = serializers.ChoiceField(choices=UNITS)
    counting = serializers.ChoiceField(choices=[str(way) for way in Counting], allow_null=True)
    by_person = serializers.BooleanField()
    choices = FeatureChoiceOutput(many=True)


class CataloguePackageOutput(ServicePackageOutput):
    position = serializers.IntegerField()
    is_public = serializers.BooleanField()
    updated_at = serializers.DateTimeField()
    open_orders = serializers.IntegerField()


class CatalogueOutput(serializers.Serializer[Any]):
    environment = serializers.ChoiceField(choices=["live", "test", "sandbox"])
    configured = serializers.BooleanField()
    plans = CataloguePlanOutput(many=True)
    features = CatalogueFeatureOutput(many=True)
    packages = CataloguePackageOutput(many=True)
    orders_to_quote = serializers.IntegerField()


class SeenInput(serializers.Serializer[Any]):
    seen = serializers.DateTimeField(
        help_text="Its `updated_at` as you read it; 409 if it is another by now."
    )


class PlanEditInput(SeenInput):
    name = serializers.CharField(max_length=60, required=False)
    tagline = serializers.CharField(max_length=160, allow_blank=True, required=False)
    position = serializers.IntegerField(min_value=0, max_value=MOST_POSITION, required=False)
    is_public = serializers.BooleanField(required=False)
    trial_days = serializers.IntegerField(min_value=0, max_value=MOST_TRIAL_DAYS, required=False)


class InclusionPreviewInput(serializers.Serializer[Any]):
    values = serializers.DictField(
        child=FeatureValueField(allow_null=True),
        allow_empty=False,
        help_text="By feature; null for a number is unlimited.",
    )


class InclusionInput(SeenInput, InclusionPreviewInput):
    confirmed = serializers.IntegerField(
        min_value=0, required=False, help_text="How many workspaces the preview said get less."
    )


class InclusionChangeOutput(serializers.Serializer[Any]):
    feature = serializers.ChoiceField(choices=Feature.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    before = serializers.CharField()
    after = serializers.CharField()
    lowers = serializers.BooleanField()
    workspaces = serializers.IntegerField(allow_null=True, help_text="That get less, where it lowers.")
    over = serializers.IntegerField(
        allow_null=True, help_text="Of those, that use more than that today; null where that is not counted."
    )


class InclusionPreviewOutput(serializers.Serializer[Any]):
    workspaces = serializers.IntegerField(help_text="That get less of something.")
    changes = InclusionChangeOutput(many=True)


class NewPriceInput(SeenInput):
    interval = serializers.ChoiceField(choices=Interval.choices)
    currency = serializers.ChoiceField(choices=sorted(CURRENCIES), default="USD")
    amount_minor = serializers.IntegerField(min_value=1, max_value=MOST_MINOR)


class PackageQuestionInput(serializers.Serializer[Any]):
    name = serializers.RegexField(r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=40)
    label = serializers.CharField(max_length=200)  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=QUESTION_KINDS)
    required = serializers.BooleanField(default=False)  # type: ignore[assignment]
    help = serializers.CharField(max_length=500, allow_blank=True, default="")
    choices = serializers.ListField(
        child=serializers.CharField(max_length=200), max_length=MOST_QUESTIONS, default=list
    )


class PackageEditInput(SeenInput):
    name = serializers.CharField(max_length=120, required=False)
    summary = serializers.CharField(max_length=300, required=False)
    position = serializers.IntegerField(min_value=0, max_value=MOST_POSITION, required=False)
    price_from_minor = serializers.IntegerField(min_value=1, max_value=MOST_MINOR, required=False)
    price_to_minor = serializers.IntegerField(min_value=1, max_value=MOST_MINOR, required=False)
    deliverables = serializers.ListField(
        child=serializers.CharField(max_length=300), max_length=MOST_QUESTIONS, required=False
    )
    form = serializers.ListField(child=PackageQuestionInput(), max_length=MOST_QUESTIONS, required=False)
    is_public = serializers.BooleanField(required=False)
