"""A worker that holds money, says so, and then waits to be killed: `python -m … <database> <scope> <how far>`."""

import os
import sys
import time
from datetime import timedelta
from uuid import UUID

import django

os.environ["DATABASE_URL"], os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[1], "backend.config.settings.base"
os.environ.setdefault("SECRET_KEY", "of-a-test")
django.setup()

from backend.treasury.models import ScopeKind  # noqa: E402
from backend.treasury.services import governor  # noqa: E402
from backend.treasury.services.periods import Scope  # noqa: E402

CENT = 1_000_000
PATIENCE = 60


def work(scope: Scope, how_far: str) -> None:
    lease = timedelta(seconds=-1 if how_far != "alive" else 600)
    reservation = governor.reserve(scopes=[scope], amount_e8=7 * CENT, purpose="chat", lease=lease)
    if how_far == "sent":
        governor.mark_sent(reservation.pk)
    print(reservation.pk, flush=True)  # noqa: T201  what the test waits for
    time.sleep(PATIENCE)


work(Scope(ScopeKind.RUN, UUID(sys.argv[2])), sys.argv[3])
