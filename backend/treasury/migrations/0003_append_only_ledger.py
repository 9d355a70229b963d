from django.db import migrations

from backend.treasury import guards


class Migration(migrations.Migration):
    dependencies = [("treasury", "0002_ledger_receipts_and_rates")]

    operations = [migrations.RunPython(guards.install_in_migration, guards.remove_in_migration)]
