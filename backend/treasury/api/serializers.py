from datetime import date, timedelta
from typing import Any

from rest_framework import serializers

from backend.treasury import books
from backend.treasury.models import Goal, GoalMetric, Grade, Kind, LedgerEntry
from backend.treasury.money import MOST_MINOR
from backend.treasury.sources import source_of
from backend.treasury.tiles import Tile
from backend.treasury.worlds import World

from .queries import EARLIEST, LATEST, CurrencyField

# A day's receipt for model calls may list thousands; a screen shows the beginning, the hash is of all of it.
LONGEST_SHOWN = 100_000


class AmountField(serializers.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MOST_MINOR, **kwargs)


class SpanOutput(serializers.Serializer):
    since = serializers.DateField()
    until = serializers.DateField()


class TileOutput(serializers.Serializer):
    key = serializers.ChoiceField(Tile.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    amount_minor = serializers.IntegerField()
    previous_minor = serializers.IntegerField()
    change_percent = serializers.IntegerField(allow_null=True)
    entries = serializers.IntegerField()
    by_grade = serializers.DictField(child=serializers.IntegerField())
    margin_percent = serializers.DecimalField(8, 1, allow_null=True, help_text="Only on the tile `kept`")


class DayOutput(serializers.Serializer):
    day = serializers.DateField()
    earned_minor = serializers.IntegerField()
    fees_and_refunds_minor = serializers.IntegerField()
    models_and_tools_minor = serializers.IntegerField()
    kept_minor = serializers.IntegerField()


class LeftOutOutput(serializers.Serializer):
    currency = serializers.CharField()
    net_minor = serializers.IntegerField()


class GoalProgressOutput(serializers.Serializer):
    done_minor = serializers.IntegerField()
    percent = serializers.IntegerField()
    expected_percent = serializers.IntegerField(help_text="If it came in evenly, day by day")
    on_track = serializers.BooleanField()


class GoalOutput(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    metric = serializers.ChoiceField(GoalMetric.choices)
    currency = serializers.CharField()
    world = serializers.ChoiceField(World.choices)
    target_minor = serializers.IntegerField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    archived_at = serializers.DateTimeField(allow_null=True)
    progress = GoalProgressOutput()


class RightsOutput(serializers.Serializer):
    may_add = serializers.BooleanField()
    may_manage = serializers.BooleanField()


class FinanceSummaryOutput(serializers.Serializer):
    workspace = serializers.UUIDField()
    world = serializers.ChoiceField(World.choices)
    worlds = serializers.ListField(child=serializers.ChoiceField(World.choices))
    sandbox_entries = serializers.IntegerField(help_text="In the sandbox's world, of any day")
    currency = serializers.CharField()
    currencies = serializers.ListField(child=serializers.CharField())
    converted = serializers.BooleanField()
    since = serializers.DateField()
    until = serializers.DateField()
    previous = SpanOutput()
    tiles = TileOutput(many=True)
    daily = DayOutput(many=True)
    left_out = LeftOutOutput(many=True)
    goals = GoalOutput(many=True)
    rights = RightsOutput()


class EntryOutput(serializers.Serializer):
    id = serializers.UUIDField()
    day = serializers.DateField()
    kind = serializers.ChoiceField(Kind.choices)
    kind_label = serializers.CharField(source="get_kind_display")
    description = serializers.CharField()
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    grade = serializers.ChoiceField(Grade.choices)
    source = serializers.SerializerMethodField()  # type: ignore[assignment]
    reverses = serializers.UUIDField(source="reverses_id", allow_null=True)
    reversed_by = serializers.SerializerMethodField()
    reversible = serializers.BooleanField(source="is_reversible_by_hand")
    created_at = serializers.DateTimeField()

    def get_source(self, entry: LedgerEntry) -> str:
        return source_of(entry)

    def get_reversed_by(self, entry: LedgerEntry) -> str | None:
        reversal = getattr(entry, "reversal", None)
        return str(reversal.pk) if reversal else None


class EntryReceiptOutput(serializers.Serializer):
    sha256 = serializers.CharField()
    media_type = serializers.CharField()
    raw = serializers.SerializerMethodField()
    is_whole = serializers.SerializerMethodField(help_text="Whether `raw` is all of it")
    is_intact = serializers.BooleanField(help_text="Whether the hash still matches what is kept")
    created_at = serializers.DateTimeField()

    def get_raw(self, receipt: Any) -> str:
        return str(receipt.raw[:LONGEST_SHOWN])

    def get_is_whole(self, receipt: Any) -> bool:
        return len(receipt.raw) <= LONGEST_SHOWN


class EntryDetailOutput(EntryOutput):
    source_key = serializers.CharField()
    receipt = EntryReceiptOutput()


class EntryPageOutput(serializers.Serializer):
    results = EntryOutput(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class EntrySumOutput(serializers.Serializer):
    count = serializers.IntegerField()
    sum_minor = serializers.IntegerField()
    currency = serializers.CharField()


class EntryReverseInput(serializers.Serializer):
    reason = serializers.CharField(max_length=200)


class ExpenseCreateInput(serializers.Serializer):
    amount_minor = AmountField(help_text="As it stands on the bill, positive; in minor units")
    currency = CurrencyField()
    day = serializers.DateField(help_text="When it was paid")
    description = serializers.CharField(max_length=250)
    note = serializers.CharField(
        max_length=2_000, required=False, allow_blank=True, default="", help_text="Kept with the receipt"
    )
    client_id = serializers.UUIDField(
        required=False, help_text="Made by whoever sends it; sent again, it is the same expense"
    )

    def validate_day(self, day: date) -> date:
        # Where it is tomorrow already, it is still today in UTC.
        if not EARLIEST <= day <= books.today() + timedelta(days=1):
            raise serializers.ValidationError("Choose the day on which it was paid, not one to come.")
        return day


class GoalCreateInput(serializers.Serializer):
    name = serializers.CharField(max_length=120)
    metric = serializers.ChoiceField(GoalMetric.choices)
    currency = CurrencyField()
    world = serializers.ChoiceField(World.choices, default=World.REAL)
    target_minor = AmountField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()

    def validate_starts_on(self, day: date) -> date:
        return _within_reach(day)

    def validate_ends_on(self, day: date) -> date:
        return _within_reach(day)


class GoalUpdateInput(serializers.Serializer):
    name = serializers.CharField(max_length=120, required=False)
    target_minor = AmountField(required=False)
    starts_on = serializers.DateField(required=False)
    ends_on = serializers.DateField(required=False)
    archived = serializers.BooleanField(required=False)

    def validate_starts_on(self, day: date) -> date:
        return _within_reach(day)

    def validate_ends_on(self, day: date) -> date:
        return _within_reach(day)


def _within_reach(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise serializers.ValidationError("Choose a day of this century.")
    return day


def goal_reply(goal: Goal, progress: Any) -> dict[str, Any]:
    goal.progress = progress  # type: ignore[attr-defined]
    return dict(GoalOutput(goal).data)
