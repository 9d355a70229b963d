"""How long a newcomer waits for the first page: `python -m bench.start`.

Clones HEAD and runs `make run` twice, with the machine's package caches as they are: see scripts/house/fresh_clone.py.
"""

import sys

from scripts.house import fresh_clone
from scripts.house.telling import Failure, complain

from . import machine


def main() -> bool:
    print(machine.name(), flush=True)
    try:
        return fresh_clone.measure()
    except Failure as failure:
        complain(failure)
        return False


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
