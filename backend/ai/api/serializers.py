from datetime import UTC, date, timedelta

from django.utils import timezone
from rest_framework import serializers

# Days beyond these cannot be reckoned with: a calendar has a first and a last day.
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class MoneyOutput(serializers.Serializer):
    amount_e8 = serializers.IntegerField(help_text="10⁻⁸ of the currency")
    currency = serializers.CharField()
    display = serializers.CharField()


class UsageTotalsOutput(serializers.Serializer):
    calls = serializers.IntegerField()
    input_tokens = serializers.IntegerField()
    output_tokens = serializers.IntegerField()
    cost = MoneyOutput()


class UsageDayOutput(UsageTotalsOutput):
    date = serializers.DateField()


class MessageAllowanceOutput(serializers.Serializer):
    used = serializers.IntegerField()
    limit = serializers.IntegerField(allow_null=True, help_text="null: unlimited")
    left = serializers.IntegerField(allow_null=True)
    resets_at = serializers.DateTimeField()


class UsageOutput(serializers.Serializer):
    messages = MessageAllowanceOutput()
    month = UsageTotalsOutput()
    days = UsageDayOutput(many=True)
    sandbox = serializers.BooleanField(
        help_text="These are the sandbox's simulated calls; they cost nothing real"
    )


class UsageByUserOutput(UsageTotalsOutput):
    user_id = serializers.UUIDField(allow_null=True)
    email = serializers.EmailField(allow_null=True)


class UsageByModelOutput(UsageTotalsOutput):
    vendor = serializers.CharField()
    model = serializers.CharField()


class SystemUsageOutput(serializers.Serializer):
    since = serializers.DateField()
    until = serializers.DateField()
    sandbox = serializers.BooleanField(
        help_text="These are the sandbox's simulated calls; they cost nothing real"
    )
    total = UsageTotalsOutput()
    by_user = UsageByUserOutput(many=True)
    by_model = UsageByModelOutput(many=True)
    by_day = UsageDayOutput(many=True)


class SystemUsageQuery(serializers.Serializer):
    since = serializers.DateField(required=False, help_text="First day, UTC; thirty days ago by default")
    until = serializers.DateField(required=False, help_text="Last day, UTC; today by default")

    def validate(self, days: dict[str, date]) -> dict[str, date]:
        """Fill in what was left out, and refuse days on which nothing can have been used."""
        until = days.get("until") or timezone.now().astimezone(UTC).date()
        if not EARLIEST <= until <= LATEST:
            raise serializers.ValidationError({"until": "Choose a day of this century."})
        since = days.get("since") or max(EARLIEST, until - timedelta(days=29))
        if not EARLIEST <= since <= until:
            raise serializers.ValidationError(
                {"since": "Choose a day of this century, not after the last day."}
            )
        return {"since": since, "until": until}
