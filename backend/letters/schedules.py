SCHEDULE = {
    "letters.sweep": {"task": "letters.sweep", "schedule": 60.0},
}
