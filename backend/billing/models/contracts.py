from .subscriptions import Subscription


class Contract(Subscription):
    """A plan by contract on paper: it gives its plan without Stripe."""

    class Meta:
        proxy = True
