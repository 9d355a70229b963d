"""Usage, invoices, tax ids and the billing contact."""

from typing import Any

from rest_framework import serializers

from backend.billing.features import UNITS, Feature, Kind

from .subscription import BillingPeriodOutput, PlanNameOutput


class SpendForecastOutput(serializers.Serializer[Any]):
    projected = serializers.IntegerField(allow_null=True, help_text="By the end of the window, in its unit.")
    display = serializers.CharField(allow_blank=True)
    exceeds_limit = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True, help_text="Why there is no figure yet.")
    known_from = serializers.DateTimeField(allow_null=True)


class FeatureUsageOutput(serializers.Serializer[Any]):
    feature = serializers.ChoiceField(choices=Feature.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.ChoiceField(choices=[str(kind) for kind in Kind])
    unit = serializers.ChoiceField(choices=UNITS)
    by_person = serializers.BooleanField(help_text="Each member counts by themselves; this is yours.")
    value = serializers.JSONField(help_text="A number, true or false, a word, or null for unlimited.")
    display = serializers.CharField()
    used_display = serializers.CharField(allow_blank=True)
    limit = serializers.IntegerField(allow_null=True)
    used = serializers.IntegerField(allow_null=True)
    left = serializers.IntegerField(allow_null=True)
    percent = serializers.IntegerField(allow_null=True)
    resets_at = serializers.DateTimeField(allow_null=True)
    allowed = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)
    upgrade = PlanNameOutput(allow_null=True)
    forecast = SpendForecastOutput(allow_null=True)


class BillingUsageOutput(serializers.Serializer[Any]):
    plan = PlanNameOutput()
    features = FeatureUsageOutput(many=True)
    sandbox = serializers.BooleanField()


class BillingInvoiceLineOutput(serializers.Serializer[Any]):
    description = serializers.CharField(allow_blank=True)
    amount_minor = serializers.IntegerField()
    display = serializers.CharField()


class BillingInvoiceOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    number = serializers.CharField(allow_blank=True)
    date = serializers.DateTimeField()
    period = BillingPeriodOutput()
    lines = BillingInvoiceLineOutput(many=True)
    currency = serializers.CharField()
    total_minor = serializers.IntegerField()
    total_display = serializers.CharField()
    tax_minor = serializers.IntegerField()
    paid_minor = serializers.IntegerField()
    due_minor = serializers.IntegerField()
    status = serializers.CharField()
    status_display = serializers.CharField()
    hosted_url = serializers.CharField(allow_null=True)
    pdf_url = serializers.CharField(allow_null=True)
    sandbox = serializers.BooleanField()


class TaxIdInput(serializers.Serializer[Any]):
    type = serializers.RegexField(
        r"^[a-z0-9_]{3,20}\Z", help_text="Stripe's name of the kind, such as eu_vat."
    )
    value = serializers.CharField(max_length=60)


class TaxIdOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    type = serializers.CharField()
    value = serializers.CharField()
    country = serializers.CharField(allow_blank=True)
    verification = serializers.CharField(help_text="pending, verified, unverified or unavailable.")


class BillingAddressInput(serializers.Serializer[Any]):
    line1 = serializers.CharField(max_length=200, default="", allow_blank=True)
    line2 = serializers.CharField(max_length=200, default="", allow_blank=True)
    city = serializers.CharField(max_length=100, default="", allow_blank=True)
    state = serializers.CharField(max_length=100, default="", allow_blank=True)
    postal_code = serializers.CharField(max_length=30, default="", allow_blank=True)
    country = serializers.CharField(
        max_length=2, default="", allow_blank=True, help_text="Two letters, such as DE."
    )

    def validate_country(self, country: str) -> str:
        if country and not (country.isascii() and country.isalpha() and len(country) == 2):
            raise serializers.ValidationError("Write the country in two letters, such as DE.")
        return country.upper()


class BillingAddressOutput(serializers.Serializer[Any]):
    line1 = serializers.CharField(allow_blank=True)
    line2 = serializers.CharField(allow_blank=True)
    city = serializers.CharField(allow_blank=True)
    state = serializers.CharField(allow_blank=True)
    postal_code = serializers.CharField(allow_blank=True)
    country = serializers.CharField(allow_blank=True)


class BillingContactInput(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=120)
    address = BillingAddressInput(default=dict)


class BillingContactOutput(serializers.Serializer[Any]):
    email = serializers.CharField(allow_blank=True)
    name = serializers.CharField(allow_blank=True)
    address = BillingAddressOutput()
    sandbox = serializers.BooleanField()
