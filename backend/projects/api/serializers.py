"""What comes in is checked here; what goes out is plain JSON already, described here for the schema."""

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from rest_framework import serializers

from backend.projects import values
from backend.projects.models import MAX_FOLLOWERS, CompletedVia, PrimaryPlatform, ProjectStatus

MAX_JSON_LENGTH = 20_000


class PercentField(serializers.DecimalField):
    """A percentage as a JSON number; more than two decimals are rounded, not refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=5, decimal_places=2, min_value=Decimal(0), max_value=Decimal(100), **kwargs
        )

    def validate_precision(self, value: Decimal) -> Decimal:
        rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP) if abs(value) < 1000 else value
        return super().validate_precision(rounded)


class FreeJSONField(serializers.JSONField):
    """Any JSON of reasonable length, without the NUL that no database keeps."""

    def to_internal_value(self, data: Any) -> Any:
        text = json.dumps(super().to_internal_value(data))
        if len(text) > MAX_JSON_LENGTH:
            raise serializers.ValidationError(f"Keep this under {MAX_JSON_LENGTH:,} characters.")
        if "\\u0000" in text:
            raise serializers.ValidationError("Null characters are not allowed.")
        return data


class ProfileInput(serializers.Serializer[Any]):
    primary_platform = serializers.ChoiceField(PrimaryPlatform.choices)
    follower_count = serializers.IntegerField(min_value=0, max_value=MAX_FOLLOWERS)
    engagement_rate = PercentField(help_text="In percent: 6.5 means 6.5 %.")
    niche = serializers.CharField(min_length=2, max_length=120)
    demographics = FreeJSONField(required=False, allow_null=True)
    signals = FreeJSONField(required=False, allow_null=True)
    personality = FreeJSONField(required=False, allow_null=True)


class ProfileOutput(serializers.Serializer[Any]):
    primary_platform = serializers.ChoiceField(PrimaryPlatform.choices)
    follower_count = serializers.IntegerField()
    engagement_rate = serializers.FloatField(help_text="In percent: 6.5 means 6.5 %.")
    niche = serializers.CharField()
    demographics = serializers.JSONField(allow_null=True)
    signals = serializers.JSONField(allow_null=True)
    personality = serializers.JSONField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class BusinessOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class RecommendationOutput(serializers.Serializer[Any]):
    value = serializers.JSONField()
    display = serializers.CharField()
    arithmetic = serializers.ListField(child=serializers.CharField())
    reason = serializers.CharField()


class DecisionOptionOutput(serializers.Serializer[Any]):
    value = serializers.JSONField()
    label = serializers.CharField()  # type: ignore[assignment]  # shadows the attribute of the same name
    pros = serializers.ListField(child=serializers.CharField())
    cons = serializers.ListField(child=serializers.CharField())
    best_for = serializers.CharField()


class DecisionPointOutput(serializers.Serializer[Any]):
    category = serializers.ChoiceField(values.CATEGORIES)
    question = serializers.CharField()
    why = serializers.CharField()
    options = DecisionOptionOutput(many=True)
    recommendation = RecommendationOutput(allow_null=True)


class PlaybookSummaryOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    version = serializers.IntegerField()
    title = serializers.CharField()


class PlaybookOutput(PlaybookSummaryOutput):
    decisions = DecisionPointOutput(many=True)


class TaskCostOutput(serializers.Serializer[Any]):
    min_minor = serializers.IntegerField()
    max_minor = serializers.IntegerField()
    currency = serializers.CharField()


class TaskClaimOutput(serializers.Serializer[Any]):
    evidence = serializers.CharField()
    confidence = serializers.FloatField()


class TaskOutput(serializers.Serializer[Any]):
    task_id = serializers.CharField()
    title = serializers.CharField()
    why = serializers.CharField()
    how = serializers.ListField(child=serializers.CharField())
    note = serializers.CharField(allow_null=True, help_text="A hint for the platform that was decided on.")
    done_when = serializers.CharField()
    minutes = serializers.IntegerField()
    cost = TaskCostOutput()
    depends_on = serializers.ListField(child=serializers.CharField())
    decision = serializers.ChoiceField(values.CATEGORIES, allow_null=True)
    added = serializers.BooleanField(help_text="Added by the creator, not from the playbook.")
    completed = serializers.BooleanField()
    completed_via = serializers.ChoiceField(CompletedVia.choices, allow_null=True)
    completed_at = serializers.DateTimeField(allow_null=True)
    claimed = TaskClaimOutput(allow_null=True)


class PhaseOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    goal = serializers.CharField()
    milestone = serializers.CharField()
    kind = serializers.ChoiceField(["planning", "execution"])
    completed = serializers.IntegerField()
    total = serializers.IntegerField()
    tasks = TaskOutput(many=True)


class DecisionOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    category = serializers.ChoiceField(values.CATEGORIES)
    value = serializers.JSONField()
    display = serializers.CharField()
    rationale = serializers.CharField()
    confidence = serializers.FloatField()
    quote = serializers.CharField()
    is_current = serializers.BooleanField()
    source_message_id = serializers.UUIDField(allow_null=True)
    created_at = serializers.DateTimeField()


class ProgressOutput(serializers.Serializer[Any]):
    """Whole percentages, 0 to 100."""

    overall = serializers.IntegerField()
    planning = serializers.IntegerField()
    execution = serializers.IntegerField()
    timeline = serializers.IntegerField()


class ProjectSummaryOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    user_id = serializers.UUIDField(help_text="Whose launch it is.")
    status = serializers.ChoiceField(ProjectStatus.choices)
    business = BusinessOutput()
    playbook = PlaybookSummaryOutput()
    target_date = serializers.DateField(allow_null=True)
    started_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)


class ProjectStateOutput(serializers.Serializer[Any]):
    """Everything about a project but its conversation."""

    id = serializers.UUIDField()
    status = serializers.ChoiceField(ProjectStatus.choices)
    business = BusinessOutput()
    playbook = PlaybookOutput()
    target_date = serializers.DateField(allow_null=True)
    started_at = serializers.DateTimeField()
    completed_at = serializers.DateTimeField(allow_null=True)
    customized_plan = serializers.JSONField()
    phases = PhaseOutput(many=True)
    decisions = DecisionOutput(many=True)
    progress = ProgressOutput()
    can_edit = serializers.BooleanField()


def within_reach(day: date) -> None:
    if not values.is_within_reach(day):
        raise serializers.ValidationError("Choose a day between the years 2000 and 2199.")


class ProjectUpdateInput(serializers.Serializer[Any]):
    target_date = serializers.DateField(required=False, allow_null=True, validators=[within_reach])
    status = serializers.ChoiceField(ProjectStatus.choices, required=False)
    customized_plan = FreeJSONField(
        required=False, help_text="{skip, add, edit, order}; {} is the playbook as it is."
    )
    business_name = serializers.CharField(required=False, max_length=120)


class TaskToggleInput(serializers.Serializer[Any]):
    completed = serializers.BooleanField()


class TaskClaimInput(serializers.Serializer[Any]):
    accept = serializers.BooleanField()


class TaskChangeOutput(serializers.Serializer[Any]):
    task = TaskOutput()
    progress = ProgressOutput()


class DecisionInput(serializers.Serializer[Any]):
    category = serializers.ChoiceField(values.CATEGORIES)
    value = FreeJSONField()
    rationale = serializers.CharField(required=False, allow_blank=True, max_length=2000)


class DecisionRejectionOutput(serializers.Serializer[Any]):
    decision = DecisionOutput()
    current = DecisionOutput(allow_null=True)
