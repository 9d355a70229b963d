"""Orders and Stripe, as whoever looks after the installation reads and moves them."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from backend.billing.catalogue_terms import Action
from backend.billing.models import OURS, OrderState

from .catalogue import MOST_MINOR, SeenInput
from .orders import ServiceOrderOutput

ACTIONS = [action.name.lower() for action in Action]
MOVES = [(str(state), state.label) for state in OURS if state is not OrderState.QUOTED]
STATES = [(str(state), state.label) for state in OrderState if state is not OrderState.DRAFT]


class DeskOrdersQuery(serializers.Serializer[Any]):
    state = serializers.MultipleChoiceField(choices=STATES, required=False, default=set)
    oldest_first = serializers.BooleanField(default=False)


class DeskWorkspaceOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class DeskPersonOutput(serializers.Serializer[Any]):
    name = serializers.CharField(allow_blank=True)
    email = serializers.CharField()


class DeskAnswerOutput(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]
    answer = serializers.CharField()


class DeskRangeOutput(serializers.Serializer[Any]):
    from_minor = serializers.IntegerField()
    to_minor = serializers.IntegerField()
    display = serializers.CharField()


class DeskWayOutput(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=OrderState.choices)
    display = serializers.CharField()


class DeskOrderOutput(ServiceOrderOutput):
    workspace = DeskWorkspaceOutput()
    ordered_by = DeskPersonOutput(allow_null=True)
    asked = DeskAnswerOutput(many=True)
    currency = serializers.CharField()
    price_range = DeskRangeOutput(help_text="Of its package, today.")
    environment = serializers.CharField()
    updated_at = serializers.DateTimeField()
    ways_on = DeskWayOutput(many=True, help_text="What you may make of it now.")


class QuoteInput(SeenInput):
    amount_minor = serializers.IntegerField(min_value=1, max_value=MOST_MINOR)
    note = serializers.CharField(max_length=5000, allow_blank=True, default="")
    valid_until = serializers.DateTimeField(required=False, help_text="Thirty days from now unless you say.")

    def validate_valid_until(self, value: datetime) -> datetime:
        if value <= timezone.now():
            raise serializers.ValidationError("Choose a day that is still to come.")
        return value


class OrderMoveInput(SeenInput):
    to = serializers.ChoiceField(choices=MOVES)
    note = serializers.CharField(max_length=500, allow_blank=True, default="")


class SyncStepOutput(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=ACTIONS)
    action = serializers.CharField()
    subject = serializers.CharField()
    detail = serializers.CharField(allow_blank=True)
    stripe_id = serializers.CharField(allow_blank=True)


class SyncPreviewOutput(serializers.Serializer[Any]):
    environment = serializers.CharField()
    digest = serializers.CharField(help_text="Names this list; send it along to do exactly this.")
    steps = SyncStepOutput(many=True)


class SyncInput(serializers.Serializer[Any]):
    digest = serializers.CharField(max_length=64, help_text="Of the list that was shown.")


class SyncOutput(serializers.Serializer[Any]):
    environment = serializers.CharField()
    done = SyncStepOutput(many=True, help_text="Conflicts among it were left alone.")


class ReconciliationRunOutput(serializers.Serializer[Any]):
    started_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    compared = serializers.IntegerField(help_text="Objects of Stripe's.")
    found = serializers.IntegerField()
    error = serializers.CharField(allow_blank=True)


class ReconciliationDifferenceOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    created_at = serializers.DateTimeField()
    type = serializers.CharField()
    stripe_id = serializers.CharField()
    what = serializers.CharField()
    detail = serializers.CharField()


class ReconciliationOutput(serializers.Serializer[Any]):
    environment = serializers.CharField()
    run = ReconciliationRunOutput(allow_null=True)
    differences = ReconciliationDifferenceOutput(many=True)
    has_more = serializers.BooleanField()
