"""Stripe: one key switches it on. dj-stripe reads the same names."""

from .env import env

STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_HOST = env.str("STRIPE_API_HOST", default="https://api.stripe.com")
STRIPE_LIVE_MODE = STRIPE_SECRET_KEY.startswith(("sk_live_", "rk_live_"))
# Whose objects a row speaks of: ids of one environment mean nothing in another, and only "live" is real money.
STRIPE_ENVIRONMENT = "live" if STRIPE_LIVE_MODE else "test"
STRIPE_API_VERSION = "2026-08-26.dahlia"
STRIPE_SANDBOX = False
# After a failed payment nothing is taken away for so long.
BILLING_GRACE_DAYS = env.int("BILLING_GRACE_DAYS", default=7)

DJSTRIPE_FOREIGN_KEY_TO_FIELD = "id"
# dj-stripe's own migrations take most of a minute; ours make the same tables in seconds.
MIGRATION_MODULES = {"djstripe": "backend.billing.djstripe_migrations"}
# Another host is a choice, made by whoever sets STRIPE_API_HOST.
SILENCED_SYSTEM_CHECKS = ["djstripe.W002"]
