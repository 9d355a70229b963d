from celery import shared_task

from .services import answers


@shared_task(name="agents.sweep_answers")
def sweep_answers() -> None:
    answers.sweep()
