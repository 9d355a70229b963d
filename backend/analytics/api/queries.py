"""What the dashboard may be asked for."""

from datetime import UTC, date, timedelta
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from backend.analytics.models import Forecast
from backend.analytics.selectors.periods import Period
from backend.billing.worlds import environment, world_of
from backend.treasury.money import CURRENCIES
from backend.treasury.worlds import World

# Days beyond these cannot be reckoned with: a calendar has a first and a last day.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
LONGEST_DAYS = 1096
USUAL_DAYS = 30


class CurrencyField(serializers.CharField):
    def to_internal_value(self, data: Any) -> str:
        currency = super().to_internal_value(data)
        if currency not in CURRENCIES:
            raise serializers.ValidationError("Use a currency of ISO 4217, such as USD.")
        return currency


class PeriodQuery(serializers.Serializer):
    since = serializers.DateField(required=False, help_text="First day, UTC; thirty days ago by default")
    until = serializers.DateField(required=False, help_text="Last day, UTC; today by default")
    world = serializers.ChoiceField(
        World.choices, required=False, help_text="By default the one that the installation bills in"
    )
    currency = CurrencyField(default="USD", max_length=3)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Fill in what was left out, and refuse days on which nothing can have happened."""
        until = attrs.get("until") or timezone.now().astimezone(UTC).date()
        if not EARLIEST <= until <= LATEST:
            raise serializers.ValidationError({"until": "Choose a day of this century."})
        since = attrs.get("since") or max(EARLIEST, until - timedelta(days=USUAL_DAYS - 1))
        if not EARLIEST <= since <= until:
            raise serializers.ValidationError(
                {"since": "Choose a day of this century, not after the last day."}
            )
        if (until - since).days >= LONGEST_DAYS:
            raise serializers.ValidationError({"since": "Choose three years at most."})
        return {**attrs, "since": since, "until": until, "world": attrs.get("world") or self.usual_world()}

    @staticmethod
    def usual_world() -> str:
        return world_of(environment()).value

    def period(self) -> Period:
        given = self.validated_data
        return Period(given["since"], given["until"], given["world"], given["currency"])


class SummaryQuery(PeriodQuery):
    compare = serializers.BooleanField(default=True, help_text="With the period of the same length before")


class RowsQuery(PeriodQuery):
    day = serializers.DateField(required=False, help_text="One day, in place of since and until")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        day = attrs.get("day")
        return super().validate({**attrs, "since": day, "until": day} if day else attrs)


class EventsQuery(serializers.Serializer):
    name = serializers.RegexField(
        r"^[a-z_.]{1,120}$", required=False, default="", help_text="A name, or its beginning: billing."
    )


class ProjectionsQuery(serializers.Serializer):
    metric = serializers.ChoiceField(
        [(Forecast.Metric.EARNED.value, "Earned"), (Forecast.Metric.KEPT.value, "Kept")],
        default=Forecast.Metric.EARNED.value,
    )
    world = serializers.ChoiceField(World.choices, default=World.REAL.value)
    currency = CurrencyField(default="USD", max_length=3)
    workspace = serializers.UUIDField(required=False, help_text="Your own by default")
