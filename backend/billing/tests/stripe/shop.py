"""Ada buys: what her browser sends to us, and what she types on Stripe's pages."""

from typing import Any

import httpx2
from rest_framework.test import APIClient

VISA = "4242424242424242"
ASKS = "4000002760003184"
REFUSED = "4000000000000002"


class Shop:
    """One person's browser at the billing API and at the sandbox's hosted pages."""

    def __init__(self, client: APIClient) -> None:
        self._client = client

    def get(self, path: str, **query: str) -> Any:
        return self._client.get(f"/api/v1/billing/{path}", query)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self._client.post(f"/api/v1/billing/{path}", body, format="json", headers=headers)

    def put(self, path: str, body: Any) -> Any:
        return self._client.put(f"/api/v1/billing/{path}", body, format="json")

    def delete(self, path: str) -> Any:
        return self._client.delete(f"/api/v1/billing/{path}")

    def open(self, plan: str = "pro", interval: str = "month", **more: Any) -> dict[str, Any]:
        answer = self.post("checkout", {"plan": plan, "interval": interval, **more})
        assert answer.status_code == 201, answer.content
        opened: dict[str, Any] = answer.json()
        return opened

    def subscribe(self, plan: str = "pro", interval: str = "month", number: str = VISA) -> dict[str, Any]:
        """Buy a plan and come back from the checkout; returns what the return page is told."""
        opened = self.open(plan, interval)
        assert type_card(opened["url"], number).status_code == 303
        state: dict[str, Any] = self.get(f"checkout/{opened['session_id']}").json()
        return state

    def preview(self, plan: str, interval: str = "month") -> dict[str, Any]:
        answer = self.post("plan-change/preview", {"plan": plan, "interval": interval})
        assert answer.status_code == 200, answer.content
        shown: dict[str, Any] = answer.json()
        return shown

    def confirm(self, shown: dict[str, Any]) -> Any:
        kept = ("interval", "fingerprint", "proration_date")
        body = {"plan": shown["plan"]["key"], **{name: shown[name] for name in kept}}
        return self.post("plan-change", body)


def type_card(url: str, number: str = VISA, **more: str) -> httpx2.Response:
    form = {"email": "ada@example.com", "name": "Ada", "number": number, "expiry": "12 / 34", "cvc": "123"}
    return httpx2.post(url, data={**form, **more}, follow_redirects=False)


def answer_challenge(url: str, answer: str = "complete") -> httpx2.Response:
    return httpx2.post(f"{url}/challenge", data={"answer": answer}, follow_redirects=False)
