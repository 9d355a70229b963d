"""What the official client encodes is read as it was meant, and what nobody could mean is refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stripe._encode import _api_encode

from sandbox.stripe.errors import StripeError
from sandbox.stripe.forms import decode

NAMES = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=8)
VALUES = st.text(max_size=12)
TREES = st.dictionaries(
    NAMES,
    st.recursive(
        VALUES,
        lambda inner: (
            st.lists(inner, min_size=1, max_size=12) | st.dictionaries(NAMES, inner, min_size=1, max_size=3)
        ),
        max_leaves=12,
    ),
    max_size=4,
)


def deepest(node) -> int:
    if isinstance(node, dict):
        return 1 + max(map(deepest, node.values()), default=0)
    return 1 + max(map(deepest, node)) if isinstance(node, list) else 0


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES.filter(lambda tree: deepest(tree) <= 9))
def test_decoding_undoes_the_clients_encoding(tree):
    assert decode(_api_encode(tree)) == tree


def test_a_list_without_numbers_keeps_its_order():
    assert decode([("expand[]", "customer"), ("expand[]", "data.price")]) == {
        "expand": ["customer", "data.price"]
    }


@pytest.mark.parametrize("key", ["a[b", "a]b[", "[a]", "", "a" + "[b]" * 9])
def test_a_name_that_cannot_be_is_refused(key):
    with pytest.raises(StripeError):
        decode([(key, "1")])


@pytest.mark.parametrize("pairs", [[("a", "1"), ("a[b]", "2")], [("a[b]", "2"), ("a", "1")]])
def test_a_value_is_not_a_hash_too(pairs):
    with pytest.raises(StripeError):
        decode(pairs)
