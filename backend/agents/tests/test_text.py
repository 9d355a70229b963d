"""Model text comes in pieces cut anywhere; what is kept is whole characters, the same wherever the cuts fell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.agents.answering.text import TextCleaner, whole

# What a piece may hold: plain text, astral characters, NUL, and halves of characters alone or in pairs.
ALPHABET = "aé \n\x00🎨𝔘\ud83c\udfa8\ud800\udfff\ue000\uffff"
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=30)
PIECES = st.lists(TEXTS, max_size=12)


def cleaned(pieces: list[str]) -> str:
    cleaner = TextCleaner()
    return "".join([*(cleaner.feed(piece) for piece in pieces), cleaner.finish()])


@settings(deadline=None, max_examples=300)
@given(PIECES)
def test_wherever_it_is_cut_the_text_is_the_same(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert cleaned(pieces) == cleaned([text]) == cleaned(list(text)) == whole(text.replace("\x00", ""))


@settings(deadline=None, max_examples=300)
@given(PIECES)
def test_every_prefix_can_be_stored_and_none_is_taken_back(pieces: list[str]) -> None:
    cleaner, so_far = TextCleaner(), ""
    for piece in pieces:
        so_far += cleaner.feed(piece)
        so_far.encode()
        assert "\x00" not in so_far
    assert cleaned(pieces).startswith(so_far)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), st.data())
def test_ordinary_text_is_kept_to_the_letter(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    assert cleaned([text[:cut], text[cut:]]) == text


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0x10000), min_size=1, max_size=10))
def test_pairs_of_halves_become_the_characters_they_mean(text: str) -> None:
    units = text.encode("utf-16-le")
    halves = [
        units[start : start + 2].decode("utf-16-le", "surrogatepass") for start in range(0, len(units), 2)
    ]
    assert cleaned(halves) == text


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["\ud83c", "\udfa8"], "🎨"),
        (["a\ud83c", "", "\udfa8b"], "a🎨b"),
        (["\ud83c\x00", "\x00\udfa8"], "🎨"),
        (["\ud83c"], "\ufffd"),
        (["\udfa8"], "\ufffd"),
        (["\ud83c", "x"], "\ufffdx"),
        (["\ud83c", "\ud83c", "\udfa8"], "\ufffd🎨"),
        (["\udfa8\ud83c"], "\ufffd\ufffd"),
        (["\x00"], ""),
        ([], ""),
    ],
)
def test_halves_wait_for_each_other_and_lone_ones_are_replaced(pieces: list[str], text: str) -> None:
    assert cleaned(pieces) == text


def test_a_first_half_is_held_back_until_its_fate_is_known() -> None:
    cleaner = TextCleaner()
    assert cleaner.feed("so far\ud83c") == "so far"
    assert cleaner.feed("\udfa8 so good") == "🎨 so good"
    assert cleaner.finish() == ""
