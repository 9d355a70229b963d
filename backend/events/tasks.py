from celery import shared_task

from .services import outbox


@shared_task(name="events.dispatch")
def dispatch(event_id: str) -> None:
    outbox.dispatch(event_id)


@shared_task(name="events.sweep")
def sweep() -> None:
    outbox.sweep()
