"""A worker that spends of a budget until it is killed or refused: `python -m … <database> <scope> <how far>`.

`unsent`, `sent` and `alive` hold once, say so and wait; `busy` is told to begin, then makes many
calls on many threads and says each.
"""

import os
import sys
import time
from datetime import timedelta
from random import Random
from threading import Thread
from uuid import UUID

import django

os.environ["DATABASE_URL"], os.environ["DJANGO_SETTINGS_MODULE"] = (
    sys.argv[1],
    "backend.config.settings.production",
)
os.environ.update(SECRET_KEY="of-a-test", ALLOWED_HOSTS="localhost")
django.setup()

from backend.treasury.models import ScopeKind  # noqa: E402
from backend.treasury.services import governor  # noqa: E402
from backend.treasury.services.periods import Scope  # noqa: E402

CENT = 1_000_000
PATIENCE = 60
THREADS = 34


def spend_until_refused(scope: Scope, random: Random) -> None:
    while True:
        try:
            reservation = governor.reserve(scopes=[scope], amount_e8=2 * CENT, purpose="chat")
        except governor.LimitReached:
            return
        governor.mark_sent(reservation.pk)
        # In one piece, for other threads say theirs at the same time.
        os.write(1, f"{reservation.pk}\n".encode())
        if random.random() < 0.1:
            governor.release(reservation.pk)
        else:
            governor.settle(reservation.pk, random.randint(CENT, 2 * CENT))


def work_at_many(scope: Scope) -> None:
    """Wait for the word to begin, so that all workers begin together."""
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    threads = [Thread(target=spend_until_refused, args=(scope, Random(seed))) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def work(scope: Scope, how_far: str) -> None:
    lease = timedelta(seconds=-1 if how_far != "alive" else 600)
    reservation = governor.reserve(scopes=[scope], amount_e8=7 * CENT, purpose="chat", lease=lease)
    if how_far == "sent":
        governor.mark_sent(reservation.pk)
    print(reservation.pk, flush=True)  # noqa: T201  what the test waits for
    time.sleep(PATIENCE)


run = Scope(ScopeKind.RUN, UUID(sys.argv[2]))
if sys.argv[3] == "busy":
    work_at_many(run)
else:
    work(run, sys.argv[3])
