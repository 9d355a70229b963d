import django.db.models.deletion
from django.db import migrations, models

import backend.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_demo_creator_and_newest_first"),
        ("treasury", "0003_append_only_ledger"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", models.CharField(max_length=120)),
                ("metric", models.CharField(choices=[("earned", "Earned"), ("kept", "Kept")], max_length=8)),
                ("currency", models.CharField(help_text="ISO 4217", max_length=3)),
                (
                    "world",
                    models.CharField(
                        choices=[("real", "Real"), ("simulated", "Sandbox")], default="real", max_length=10
                    ),
                ),
                ("target_minor", models.BigIntegerField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["workspace", "grade", "currency"], name="treasury_held_idx"),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["workspace", "currency", "day", "kind"], name="treasury_sums_idx"),
        ),
        migrations.AddField(
            model_name="goal",
            name="workspace",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.workspace"
            ),
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["workspace", "archived_at", "-created_at"], name="treasury_goals_idx"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("target_minor__gt", 0)), name="goal_wants_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="goal_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^[A-Z]{3}$")), name="goal_currency_is_iso"
            ),
        ),
    ]
