from celery import shared_task

from .services import letters


@shared_task(name="letters.deliver")
def deliver(letter_id: str) -> None:
    letters.deliver(letter_id)


@shared_task(name="letters.sweep")
def sweep() -> None:
    letters.sweep()
