"""CSV files on their way into the books."""

from rest_framework import serializers

from backend.treasury.models import Kind


class ImportPreviewInput(serializers.Serializer):
    text = serializers.CharField(
        trim_whitespace=False, help_text="The CSV file: date, kind, amount, currency, description, reference"
    )


class ImportConfirmInput(ImportPreviewInput):
    digest = serializers.RegexField(r"^[0-9a-f]{64}$", help_text="As the preview gave it")
    leave_out_errors = serializers.BooleanField(default=False)


class ImportRowOutput(serializers.Serializer):
    line = serializers.IntegerField()
    day = serializers.DateField()
    kind = serializers.ChoiceField(Kind.choices)
    amount_minor = serializers.IntegerField()
    currency = serializers.CharField()
    description = serializers.CharField()
    known = serializers.BooleanField(help_text="In the books already; confirming passes it over")


class ImportErrorOutput(serializers.Serializer):
    line = serializers.IntegerField()
    column = serializers.CharField()
    message = serializers.CharField()


class ImportPreviewOutput(serializers.Serializer):
    digest = serializers.CharField()
    new_count = serializers.IntegerField()
    known_count = serializers.IntegerField()
    error_count = serializers.IntegerField()
    rows = ImportRowOutput(many=True, help_text="The first of them, by line")
    faults = ImportErrorOutput(many=True, help_text="The first of them, by line")


class ImportedOutput(serializers.Serializer):
    posted = serializers.IntegerField(help_text="Entries that are new in the books")
