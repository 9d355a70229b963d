"""The sandbox as a server of its own: `python -m sandbox.serve --port 8100 --data var/sandbox`."""

import argparse
import os
import sys
from functools import partial
from pathlib import Path

from daphne.server import Server

from sandbox.app import create_app
from sandbox.stripe.webhook_endpoints import Listener


def main() -> None:
    options = _options()
    data: Path = options.data
    server = Server(
        application=create_app(
            data_dir=data, mail_dir=options.mail or data.parent / "mail", stripe_webhooks=_listener(options)
        ),
        endpoints=[f"tcp:port={options.port}:interface={options.host}"],
        application_close_timeout=2,
    )
    server.ready_callable = partial(_announce, server)
    server.run()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100, help="0 takes any free port")
    parser.add_argument(
        "--data", type=Path, default=Path("var/sandbox"), help="where the doubles keep their state"
    )
    parser.add_argument("--mail", type=Path, help="where e-mail is written as files; default: beside --data")
    parser.add_argument(
        "--stripe-webhooks",
        default=os.environ.get("SANDBOX_WEBHOOK_URL") or "",
        help="who is told of what happens at Stripe; signed with SANDBOX_WEBHOOK_SECRET",
    )
    return parser.parse_args()


def _listener(options: argparse.Namespace) -> Listener | None:
    """Return who listens. The secret comes by the environment alone, for arguments are shown to everybody."""
    secret = os.environ.get("SANDBOX_WEBHOOK_SECRET") or ""
    if options.stripe_webhooks and not secret:
        raise SystemExit("Set SANDBOX_WEBHOOK_SECRET to what the webhooks shall be signed with.")
    return Listener(options.stripe_webhooks, secret) if options.stripe_webhooks else None


def _announce(server: Server) -> None:
    """Say where it listens. The first line of output, for people and for programs that started it."""
    host, port = server.listening_addresses[0]
    sys.stdout.write(f"http://{host}:{port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
