"""What the kit's endpoints take and give; the wire form itself is made in `backend.projects.kit.model`."""

from typing import Any

from rest_framework import serializers
from rest_framework.settings import api_settings

from backend.projects.api.serializers import within_reach
from backend.projects.kit.model import CHECKLIST, DATED, DRAFT_STATUSES, OPENING_DAY_IS, SECTIONS, TEXT
from backend.projects.services.kits import LONGEST_TEXT, MOST_ITEMS
from backend.projects.values import CATEGORIES

LATEST_MINUTES = 10_000


class NamedItems(serializers.ListSerializer[Any]):
    """Names the item that cannot be used: its place, from 0, is the key of its errors, and each sentence says which."""

    def to_internal_value(self, data: Any) -> Any:
        try:
            return super().to_internal_value(data)
        except serializers.ValidationError as error:
            wrong: Any = error.detail
            if isinstance(wrong, dict) and all(isinstance(place, int) for place in wrong):
                wrong = {str(place): _named(place, fields) for place, fields in wrong.items()}
            raise serializers.ValidationError(wrong) from error


def _named(place: int, fields: dict[str, list[str]] | list[str]) -> dict[str, list[str]]:
    if isinstance(fields, list):  # of the item as a whole
        fields = {api_settings.NON_FIELD_ERRORS_KEY: fields}
    return {
        field: [f"Item {place + 1}: {sentence}" for sentence in sentences]
        for field, sentences in fields.items()
    }


class KitItemInput(serializers.Serializer[Any]):
    class Meta:
        list_serializer_class = NamedItems

    id = serializers.RegexField(
        r"^[a-z0-9][a-z0-9_-]*$",
        max_length=80,
        help_text="Small letters, digits and hyphens; yours to choose.",
    )
    title = serializers.CharField(max_length=200)
    note = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")
    date = serializers.DateField(required=False, allow_null=True, default=None, validators=[within_reach])
    time = serializers.RegexField(
        r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
        required=False,
        allow_null=True,
        default=None,
        help_text="19:00, in the kit's time zone.",
    )
    minutes = serializers.IntegerField(
        min_value=1, max_value=LATEST_MINUTES, required=False, allow_null=True, default=None
    )
    task_id = serializers.CharField(max_length=60, required=False, allow_null=True, default=None)
    done = serializers.BooleanField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Not read where there is a task_id: tick the task.",
    )
    group = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")


class KitSectionInput(serializers.Serializer[Any]):
    """`markdown` for a text section, `items` for the others."""

    version = serializers.IntegerField(min_value=0, help_text="The kit's version that was edited.")
    markdown = serializers.CharField(
        required=False,
        allow_null=True,
        default=None,
        allow_blank=True,
        trim_whitespace=False,
        help_text=f"At most {LONGEST_TEXT:,} characters.",
    )
    # Not `many=True`, which would take null for an item wherever it takes null for the list.
    items = NamedItems(
        child=KitItemInput(),
        required=False,
        allow_null=True,
        default=None,
        help_text=f"At most {MOST_ITEMS}.",
    )


class KitItemOutput(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    note = serializers.CharField()
    date = serializers.DateField(allow_null=True)
    time = serializers.CharField(allow_null=True)
    minutes = serializers.IntegerField(allow_null=True)
    task_id = serializers.CharField(allow_null=True)
    done = serializers.BooleanField(allow_null=True)
    group = serializers.CharField(help_text="The heading the item stands under.")


class KitSectionOutput(serializers.Serializer[Any]):
    id = serializers.ChoiceField(SECTIONS)
    title = serializers.CharField()
    kind = serializers.ChoiceField([TEXT, DATED, CHECKLIST])
    lead = serializers.CharField()
    edited = serializers.BooleanField()
    edited_at = serializers.DateTimeField(allow_null=True)
    is_stale = serializers.BooleanField(help_text="Edited, and what it was composed from has changed since.")
    markdown = serializers.CharField(allow_null=True)
    items = KitItemOutput(many=True, allow_null=True)


class KitDraftOutput(serializers.Serializer[Any]):
    status = serializers.ChoiceField(DRAFT_STATUSES)
    detail = serializers.CharField()


class KitOutput(serializers.Serializer[Any]):
    project_id = serializers.UUIDField()
    business = serializers.CharField()
    title = serializers.CharField()
    version = serializers.IntegerField(help_text="Counts edits.")
    opening_day = serializers.DateField(allow_null=True)
    opening_day_is = serializers.ChoiceField(OPENING_DAY_IS)
    time_zone = serializers.CharField()
    missing = serializers.ListField(child=serializers.ChoiceField(CATEGORIES))
    sandbox = serializers.BooleanField(help_text="Some of it was written by the sandbox's scripted partner.")
    draft = KitDraftOutput()
    sections = KitSectionOutput(many=True)
