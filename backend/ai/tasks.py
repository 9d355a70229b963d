from celery import shared_task

from .services import alerts, housekeeping


@shared_task(name="ai.check_daily_cost")
def check_daily_cost() -> None:
    alerts.check_daily_cost()


@shared_task(name="ai.close_abandoned_calls")
def close_abandoned_calls() -> None:
    housekeeping.close_abandoned_calls()
