"""The partner's copy of the playbook is the product's, to the byte."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ORIGINAL = ROOT / "backend/projects/playbooks/premium_community.json"


@pytest.mark.skipif(not ORIGINAL.exists(), reason="the sandbox is here without the product")
def test_both_copies_are_identical():
    assert (ROOT / "sandbox/anthropic/playbook.json").read_bytes() == ORIGINAL.read_bytes()
