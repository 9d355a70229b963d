from celery.schedules import crontab

SCHEDULE = {
    "analytics.aggregate": {"task": "analytics.aggregate", "schedule": 900.0},
    "analytics.forget_visits": {"task": "analytics.forget_visits", "schedule": 3600.0},
    # After the night's costs are in the ledger.
    "analytics.forecast_all": {
        "task": "analytics.forecast_all",
        "schedule": crontab(hour="1", minute="20"),
    },
    # Monday's morning; once more in the day, for a server that was down. Nobody is written to twice.
    "analytics.send_weekly_letters": {
        "task": "analytics.send_weekly_letters",
        "schedule": crontab(day_of_week="mon", hour="7,13", minute="0"),
    },
}
