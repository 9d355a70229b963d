from datetime import date

from celery import shared_task

from .services import aggregation, forecasts, visits, weekly_letters


@shared_task(name="analytics.aggregate")
def aggregate() -> None:
    aggregation.catch_up()


@shared_task(name="analytics.forget_visits")
def forget_visits() -> None:
    visits.forget_old()


@shared_task(name="analytics.forecast_all")
def forecast_all() -> None:
    forecasts.make_all()


@shared_task(name="analytics.send_weekly_letters")
def send_weekly_letters() -> None:
    weekly_letters.send_for_last_week()


@shared_task(name="analytics.forecast")
def forecast(workspace_id: str, metric: str, world: str, currency: str, day: str) -> None:
    forecasts.make(
        workspace_id=workspace_id, metric=metric, world=world, currency=currency, day=date.fromisoformat(day)
    )
