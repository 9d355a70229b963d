SCHEDULE = {
    "events.sweep": {"task": "events.sweep", "schedule": 10.0},
}
