SCHEDULE = {
    "ai.close_abandoned_calls": {"task": "ai.close_abandoned_calls", "schedule": 300.0},
    # The doorbell after each call can be lost; the day's alarm may not be.
    "ai.check_daily_cost": {"task": "ai.check_daily_cost", "schedule": 300.0},
}
