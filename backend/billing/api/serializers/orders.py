from typing import Any

from rest_framework import serializers

from backend.billing.models import OrderState

LONGEST_ANSWERS = 40


class AnswersField(serializers.DictField):
    """Answers by the question's name."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        answers: dict[str, Any] = super().to_internal_value(data)
        if len(answers) > LONGEST_ANSWERS:
            raise serializers.ValidationError("These are more answers than any form asks for.")
        return answers


class ServiceOrderInput(serializers.Serializer[Any]):
    package = serializers.SlugField(max_length=60)
    answers = AnswersField(default=dict)
    draft = serializers.BooleanField(default=False, help_text="Keep it for later instead of requesting it.")


class ServiceOrderRequestInput(serializers.Serializer[Any]):
    answers = AnswersField(required=False)


class ServiceOrderCancelInput(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=500, default="", allow_blank=True)


class ServiceOrderPackageOutput(serializers.Serializer[Any]):
    key = serializers.CharField()
    name = serializers.CharField()


class ServiceOrderMoveOutput(serializers.Serializer[Any]):
    from_state = serializers.CharField(allow_blank=True)
    to_state = serializers.CharField(help_text="One of the states that an order has.")
    display = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class ServiceOrderQuoteOutput(serializers.Serializer[Any]):
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    display = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    valid_until = serializers.DateTimeField(allow_null=True)
    holds = serializers.BooleanField()


class ServiceOrderOutput(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.CharField()
    package = ServiceOrderPackageOutput()
    state = serializers.ChoiceField(choices=OrderState.choices)
    state_display = serializers.CharField()
    answers = serializers.DictField()
    quote = ServiceOrderQuoteOutput(allow_null=True)
    paid_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    history = ServiceOrderMoveOutput(many=True)
    can = serializers.ListField(child=serializers.ChoiceField(choices=["request", "accept", "cancel"]))
    sandbox = serializers.BooleanField()
