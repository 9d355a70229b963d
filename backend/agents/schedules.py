SCHEDULE = {
    "agents.sweep_answers": {"task": "agents.sweep_answers", "schedule": 5.0},
}
