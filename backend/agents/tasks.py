from uuid import UUID

from celery import shared_task

from .services import answers, drafting


@shared_task(name="agents.sweep_answers")
def sweep_answers() -> None:
    answers.sweep()


@shared_task(name="agents.write_positioning")
def write_positioning(project_id: str, fence: str, actor_id: str) -> None:
    drafting.write(project_id=UUID(project_id), fence=int(fence), actor_id=UUID(actor_id))


@shared_task(name="agents.sweep_drafts")
def sweep_drafts() -> None:
    drafting.sweep()
