SCHEDULE = {
    "agents.sweep_answers": {"task": "agents.sweep_answers", "schedule": 5.0},
    "agents.sweep_drafts": {"task": "agents.sweep_drafts", "schedule": 60.0},
}
