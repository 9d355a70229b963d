SCHEDULE = {
    "treasury.sweep_reservations": {"task": "treasury.sweep_reservations", "schedule": 30.0},
    # Posts what days are over and not posted yet; most of the time there are none.
    "treasury.post_model_costs": {"task": "treasury.post_model_costs", "schedule": 1800.0},
}
