from celery.schedules import crontab

SCHEDULE = {
    "billing.sweep_objects": {"task": "billing.sweep_objects", "schedule": 15.0},
    "billing.announce_ended_grace": {"task": "billing.announce_ended_grace", "schedule": 300.0},
    # Claims a month when it is over, and sends what Stripe does not have yet.
    "billing.claim_overage": {"task": "billing.claim_overage", "schedule": 600.0},
    "billing.reconcile": {"task": "billing.reconcile", "schedule": crontab(hour=3, minute=40)},
    "billing.sweep_farewells": {"task": "billing.sweep_farewells", "schedule": 60.0},
}
