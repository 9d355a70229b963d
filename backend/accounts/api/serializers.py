from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.accounts.models import ApiKey, Membership, Role, Scope, User
from backend.accounts.selectors import memberships_of


class WorkspaceMembershipReply(serializers.ModelSerializer[Membership]):
    id = serializers.UUIDField(source="workspace_id", read_only=True)
    name = serializers.CharField(source="workspace.name", read_only=True)
    role = serializers.ChoiceField(choices=Role.choices, read_only=True)

    class Meta:
        model = Membership
        fields = ["id", "name", "role"]


class UserReply(serializers.ModelSerializer[User]):
    sandbox = serializers.SerializerMethodField(help_text="Answers come from the sandbox, not a model.")
    workspaces = serializers.SerializerMethodField()

    class Meta:
        model = User
        fields = ["id", "email", "name", "time_zone", "is_superuser", "is_demo", "sandbox", "workspaces"]
        read_only_fields = fields

    def get_sandbox(self, user: User) -> bool:
        return bool(settings.AI_SANDBOX)

    @extend_schema_field(WorkspaceMembershipReply(many=True))
    def get_workspaces(self, user: User) -> Any:
        return WorkspaceMembershipReply(memberships_of(user), many=True).data


class UserUpdateInput(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ["name", "time_zone"]


class AccountDeleteInput(serializers.Serializer[User]):
    password = serializers.CharField(trim_whitespace=False, max_length=4096)


class ActivityReply(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    kind = serializers.CharField(
        help_text="What it is about: launch, decision, task, profile, people, key and the like."
    )
    text = serializers.CharField(help_text="A whole sentence, as the reader is told it.")
    project_id = serializers.UUIDField(allow_null=True)
    actor = serializers.CharField(allow_null=True, help_text="“You”, a name, or null where nobody did it.")


class ApiKeyReply(serializers.ModelSerializer[ApiKey]):
    workspace_id = serializers.UUIDField(read_only=True)
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=Scope.choices), read_only=True)
    owner = serializers.CharField(source="user.email", read_only=True)

    class Meta:
        model = ApiKey
        fields = ["id", "name", "prefix", "scopes", "workspace_id", "owner", "last_used_at", "created_at"]
        read_only_fields = fields


class ApiKeyCreatedReply(ApiKeyReply):
    key = serializers.CharField(read_only=True, help_text="The whole key, shown this once and never again.")

    class Meta(ApiKeyReply.Meta):
        fields = [*ApiKeyReply.Meta.fields, "key"]
        read_only_fields = fields


class ApiKeyCreateInput(serializers.Serializer[ApiKey]):
    name = serializers.CharField(max_length=80)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=Scope.choices), allow_empty=False, required=False
    )
    workspace_id = serializers.UUIDField(required=False, help_text="Your own unless you name another.")
