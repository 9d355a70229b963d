from typing import Any

from rest_framework import serializers


class DemoOutput(serializers.Serializer[Any]):
    available = serializers.BooleanField()
    name = serializers.CharField(help_text="Whom you would be; empty when there is no demo creator.")
    about = serializers.CharField(help_text="Where their launch stands, in a sentence or two.")


class DemoSessionOutput(serializers.Serializer[Any]):
    name = serializers.CharField()
    project_id = serializers.UUIDField(allow_null=True, help_text="The launch they are in the middle of.")
