"""The partner's whole behaviour as one function: a request in, an answer out, nothing kept between."""

from typing import Any

from sandbox.anthropic.answers import Answer
from sandbox.anthropic.partner import positioning, reading, script
from sandbox.anthropic.partner.continuation import rest_of

STRANGER = (
    "I am the sandbox partner: a scripted stand-in, not a real model. I can talk a creator through opening a paid"
    " community, and for that I need to be told about the creator and the project. Here I was told about neither."
)


def answer(body: dict[str, Any]) -> Answer:
    """Tools first, if the request offers any; the words in the request that brings their results back."""
    if positioning.asked_for(body):
        return Answer(tools=(positioning.write(body),))
    situation = reading.read(body)
    if not situation.project:
        return Answer(rest_of(STRANGER, situation.partial))
    turn = script.turn(situation)
    if situation.partial is not None:
        return Answer(rest_of(turn.text, situation.partial))
    calls = () if situation.called else tuple(call for call in turn.tools if call.name in situation.tools)
    return Answer(tools=calls) if calls else Answer(text=turn.text)
