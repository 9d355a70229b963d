from celery import shared_task

from .services import governor, posting


@shared_task(name="treasury.sweep_reservations")
def sweep_reservations() -> None:
    governor.sweep()


@shared_task(name="treasury.post_model_costs")
def post_model_costs() -> None:
    posting.post_days_until_yesterday()
