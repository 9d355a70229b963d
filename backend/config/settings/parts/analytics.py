"""What is counted, for how long it is kept, and what we aim at."""

from .env import env

# Public pages whose visits are counted by name; any other address counts as (other).
ANALYTICS_PATHS = env.list(
    "ANALYTICS_PATHS",
    default=["/", "/pricing", "/login", "/register", "/verify-email", "/forgot-password", "/reset-password"],
)
# Raw visits are deleted after so many days; the daily counts made from them stay.
VISITS_KEPT_DAYS = env.int("VISITS_KEPT_DAYS", default=90)
VISITS_PER_MINUTE = env.int("VISITS_PER_MINUTE", default=60)

# Shown as targets beside what is, never as facts.
GROWTH_TARGET_PERCENT = env.int("GROWTH_TARGET_PERCENT", default=15)
CHURN_TARGET_PERCENT = env.int("CHURN_TARGET_PERCENT", default=2)
LTV_TARGET_MINOR = env.int("LTV_TARGET_MINOR", default=500_00)
# For workspaces with which no other margin is agreed.
MARGIN_TARGET_PERCENT = env.int("MARGIN_TARGET_PERCENT", default=60)
