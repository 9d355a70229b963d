from typing import Any

from django.db import migrations


def copy_windows(apps: Any, schema_editor: Any) -> None:
    """Each window keeps its id, by which messages name the window they are counted in."""
    windows = apps.get_model("ai", "MessageWindow").objects.iterator(chunk_size=1000)
    counters = apps.get_model("billing", "UsageCounter")
    for window in windows:
        counters.objects.create(
            id=window.id,
            feature="messages",
            scope_id=window.user_id,
            starts_at=window.starts_at,
            ends_at=window.ends_at,
            used=window.used,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("ai", "0002_failed_calls"),
        ("billing", "0001_plans_subscriptions_usage_and_inbox"),
    ]

    operations = [
        migrations.RunPython(copy_windows, migrations.RunPython.noop),
        migrations.DeleteModel("MessageWindow"),
    ]
