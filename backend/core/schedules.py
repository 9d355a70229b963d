SCHEDULE = {
    "core.forget_idempotency_keys": {"task": "core.forget_idempotency_keys", "schedule": 3600.0},
}
