"""The sandbox as a server of its own: `python -m sandbox.serve --port 8100 --data var/sandbox`."""

import argparse
import sys
from functools import partial
from pathlib import Path

from daphne.server import Server

from sandbox.app import create_app


def main() -> None:
    options = _options()
    data: Path = options.data
    server = Server(
        application=create_app(data_dir=data, mail_dir=options.mail or data.parent / "mail"),
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
    return parser.parse_args()


def _announce(server: Server) -> None:
    """Say where it listens. The first line of output, for people and for programs that started it."""
    host, port = server.listening_addresses[0]
    sys.stdout.write(f"http://{host}:{port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
