from typing import Any

from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone


def begin_with_the_open_windows(apps: Any, schema_editor: Any) -> None:
    """Windows that are over owe nothing: what went past their limits was never asked for."""
    periods = apps.get_model("treasury", "BudgetPeriod").objects
    periods.update(highest_full_e8=F("limit_e8") + F("topped_up_e8"))
    still_open = periods.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))
    still_open.update(highest_overage_e8=F("overage_e8"))


class Migration(migrations.Migration):
    dependencies = [
        ("treasury", "0005_budget_labels"),
    ]

    operations = [
        migrations.AddField("budgetperiod", "highest_full_e8", models.BigIntegerField(default=0)),
        migrations.AddField("budgetperiod", "highest_overage_e8", models.BigIntegerField(default=0)),
        migrations.RunPython(begin_with_the_open_windows, migrations.RunPython.noop),
    ]
