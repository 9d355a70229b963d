from typing import Any

from rest_framework import serializers


class LetterPreferencesReply(serializers.Serializer[Any]):
    usage = serializers.BooleanField(help_text="When a limit of the plan is near or reached.")
    weekly = serializers.BooleanField(help_text="What the week brought, once a week.")


class LetterPreferencesUpdateInput(serializers.Serializer[Any]):
    usage = serializers.BooleanField(required=False)
    weekly = serializers.BooleanField(required=False)
