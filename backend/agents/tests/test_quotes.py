import pytest

from backend.agents import detection
from backend.agents.answering import quotes

TASK = detection.TaskHint(task_id="describe_member", title="Describe one member in a paragraph")
SURE = 0.8
"""From here on a task is ticked without asking."""


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("Done with describing one member", True),
        ("Done with describing one member I guess", False),
        ("I think I described one member in a paragraph, mostly", False),
        ("I pretty much finished describing one member", False),
    ],
)
def test_a_softened_claim_is_asked_about(sentence: str, sure: bool) -> None:
    assert (quotes.completion_confidence(sentence, TASK.task_id, [TASK]) >= SURE) is sure
