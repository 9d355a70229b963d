"""What the conversation's endpoints take and give; the wire form itself is made in `backend.agents.wire`."""

from django.conf import settings
from rest_framework import serializers

from backend.agents.models import Message
from backend.ai.api.serializers import MoneyOutput
from backend.projects.api.serializers import ProjectStateOutput, within_reach


class ProjectCreateInput(serializers.Serializer):
    playbook = serializers.SlugField(required=False, default="premium_community")
    target_date = serializers.DateField(
        required=False, allow_null=True, default=None, validators=[within_reach]
    )
    business_name = serializers.CharField(required=False, allow_blank=True, max_length=120, default="")


class MessageSendInput(serializers.Serializer):
    """`text` is checked by the service, which keeps it to the letter."""

    client_id = serializers.UUIDField()
    text = serializers.CharField(
        allow_blank=True,
        trim_whitespace=False,
        help_text=f"At most {settings.MESSAGE_MAX_CHARACTERS} characters",
    )


class MessagePageQuery(serializers.Serializer):
    before = serializers.IntegerField(
        required=False, min_value=1, help_text="Only messages before this position"
    )


class MessageErrorOutput(serializers.Serializer):
    code = serializers.CharField()
    detail = serializers.CharField()
    retryable = serializers.BooleanField()


class MessageUsageOutput(serializers.Serializer):
    input_tokens = serializers.IntegerField()
    output_tokens = serializers.IntegerField()
    cache_read_tokens = serializers.IntegerField()


class DetectedDecisionOutput(serializers.Serializer):
    decision_id = serializers.UUIDField()
    category = serializers.CharField()
    value = serializers.JSONField()
    display = serializers.CharField()
    confidence = serializers.FloatField()
    quote = serializers.CharField()


class DetectedCompletionOutput(serializers.Serializer):
    task_id = serializers.CharField()
    title = serializers.CharField()
    via = serializers.CharField(allow_null=True)
    confidence = serializers.FloatField()
    claimed = serializers.BooleanField()


class DisagreementOutput(serializers.Serializer):
    category = serializers.CharField()
    detector = serializers.JSONField()
    model = serializers.JSONField(allow_null=True)
    confidence = serializers.FloatField()
    quote = serializers.CharField()


class DetectedOutput(serializers.Serializer):
    decisions = DetectedDecisionOutput(many=True)
    completions = DetectedCompletionOutput(many=True)
    next_steps = serializers.ListField(child=serializers.CharField())
    disagreements = DisagreementOutput(many=True)


class MessageOutput(serializers.Serializer):
    id = serializers.UUIDField()
    position = serializers.IntegerField()
    client_id = serializers.UUIDField(allow_null=True)
    reply_to = serializers.UUIDField(allow_null=True)
    role = serializers.ChoiceField(choices=Message.Role.choices)
    status = serializers.ChoiceField(choices=Message.Status.choices)
    text = serializers.CharField()
    error = MessageErrorOutput(allow_null=True)
    created_at = serializers.DateTimeField()
    model = serializers.CharField(allow_null=True)
    usage = MessageUsageOutput(allow_null=True)
    cost = MoneyOutput(allow_null=True)
    detected = DetectedOutput(allow_null=True)
    sandbox = serializers.BooleanField(help_text="Written by the sandbox's scripted partner, not by a model")


class MessagePageOutput(serializers.Serializer):
    results = MessageOutput(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class ExchangeOutput(serializers.Serializer):
    user = MessageOutput(allow_null=True)
    assistant = MessageOutput()


class EditOutput(ExchangeOutput):
    superseded = serializers.ListField(child=serializers.UUIDField())


class StopOutput(serializers.Serializer):
    message = MessageOutput()


class ActiveProjectOutput(ProjectStateOutput):
    conversation_id = serializers.UUIDField(allow_null=True)
    messages = MessageOutput(many=True)
    has_more_messages = serializers.BooleanField()
    messages_left_today = serializers.IntegerField(allow_null=True, help_text="null: unlimited")
    message_limit = serializers.IntegerField(allow_null=True)
    resets_at = serializers.DateTimeField(allow_null=True)
    sandbox = serializers.BooleanField(help_text="Answers come from the sandbox's scripted partner")
