"""A local Stripe: the part of its API that billing calls, spoken over HTTP, with hosted pages and signed webhooks."""
