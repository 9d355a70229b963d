from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_outbox")]

    operations = [
        migrations.RemoveIndex(model_name="domainevent", name="events_workspace_idx"),
        migrations.AddIndex(
            model_name="domainevent",
            index=models.Index(fields=["workspace_id", "-created_at", "name"], name="events_feed_idx"),
        ),
    ]
