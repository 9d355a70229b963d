"""Selling: whom a visitor writes to for a plan by contract, and whether Stripe works out the tax."""

from .env import env

SALES_CONTACT = env.str("SALES_CONTACT", default="hello@atelier.local")
# Stripe Tax works out the tax of each sale; it has to be set up in Stripe's dashboard first.
STRIPE_AUTOMATIC_TAX = env.bool("STRIPE_AUTOMATIC_TAX", default=False)
