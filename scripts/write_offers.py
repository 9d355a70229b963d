"""Write what is sold, as the API says it once the shipped plans are loaded: `python -m scripts.write_offers FILE`.

The pricing page is built from that file, so that its figures are the API's own, down to how they read.
"""

import json
import os
import sys
from pathlib import Path

import django

# In memory and empty: what an installation has made of its plans stays out of the build.
_SETTINGS = {"DJANGO_SETTINGS_MODULE": "backend.config.settings.test", "DATABASE_URL": "sqlite://:memory:"}


def main() -> None:
    os.environ.update(_SETTINGS)
    django.setup()
    _make_tables()
    Path(sys.argv[1]).write_text(json.dumps(_offers(), indent=2, ensure_ascii=False) + "\n")


def _make_tables() -> None:
    from django.db import connection  # noqa: PLC0415  needs Django set up

    from backend.billing.models import Plan, PlanFeature, PlanPrice, ServicePackage  # noqa: PLC0415

    with connection.schema_editor() as editor:
        for model in (Plan, PlanPrice, PlanFeature, ServicePackage):
            editor.create_model(model)


def _offers() -> dict[str, object]:
    from rest_framework.test import APIClient  # noqa: PLC0415

    from backend.billing.services import catalogue  # noqa: PLC0415

    catalogue.load_plans()
    catalogue.load_packages()
    client = APIClient()
    plans = client.get("/api/v1/billing/plans").json()
    packages = client.get("/api/v1/billing/packages").json()
    # The form is asked in the app, and it is long.
    return {
        "plans": plans["plans"],
        "features": plans["features"],
        "grace_days": plans["grace_days"],
        "packages": [{name: said for name, said in each.items() if name != "form"} for each in packages],
    }


if __name__ == "__main__":
    main()
