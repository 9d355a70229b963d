"""The one text the scripted partner writes: whom the community is for, said with the creator's own sentences.

A request asks for it by offering a tool of this name and no other; newer models take no forced `tool_choice`, so that
is not required. The parts follow from the facts in the request and from sentences found in its conversation; nothing
is made up, and no figure is used.
"""

import json
import re
from typing import Any

from sandbox.anthropic.answers import ToolCall
from sandbox.anthropic.partner import reading
from sandbox.anthropic.partner.reading import Situation
from sandbox.anthropic.partner.understanding.sentences import sentences

TOOL = "write_positioning"
_MOST_QUOTES = 3
_SHORTEST, _LONGEST = 25, 240
_TELLS = re.compile(
    r"\b(?:my|our) (?:people|audience|viewers|readers|listeners|followers|subscribers|community|members)\b"
    r"|\bfor (?:people|those|anyone|everyone|beginners)\b|\bthey (?:want|need|ask|struggle|love)\b|\bbecause\b"
    r"|\bi (?:want|make|teach|build|draw|paint|write|show|help|started|believe|have been)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")


def asked_for(body: dict[str, Any]) -> bool:
    offered = {tool["name"] for tool in body.get("tools") or ()}
    return offered == {TOOL} and (body.get("tool_choice") or {}).get("type") != "none"


def write(body: dict[str, Any]) -> ToolCall:
    situation = reading.read(body)
    return ToolCall(
        TOOL,
        {
            "for_whom": _for_whom(situation),
            "promise": _promise(situation),
            "difference": _difference(situation),
            "proof": _proof(_said(body)),
        },
    )


def _for_whom(situation: Situation) -> str:
    name = _name(situation)
    niche = str(situation.creator.get("niche") or "").strip().rstrip(".")
    about = f" for {niche[:1].lower() + niche[1:]}" if niche and not _FIGURE.search(niche) else ""
    return f"People who already follow {name}{about} and want to take part instead of only watching."


def _promise(situation: Situation) -> str:
    content, platform = (_display(situation, category) for category in ("content", "platform"))
    what = content[:1].upper() + content[1:] if content else "A regular time together"
    where = f" on {platform}" if platform else ""
    return f"{what}{where}, together with {_name(situation)} and with others who are at the same thing."


def _difference(situation: Situation) -> str:
    return f"It is built around how {_name(situation)} works and what its people ask for: no course for everyone."


def _proof(said: list[str]) -> list[str]:
    found = [
        sentence.text
        for text in said
        for sentence in sentences(text)
        if _SHORTEST <= len(sentence.text) <= _LONGEST
        and not sentence.is_question
        and _TELLS.search(sentence.plain)
    ]
    return list(dict.fromkeys(found))[:_MOST_QUOTES]


def _said(body: dict[str, Any]) -> list[str]:
    """What the creator said, from the conversation that the request carries as data."""
    prompt = reading.text_of(body["messages"][0]["content"])
    block = re.findall(r"<conversation>(.*?)</conversation>", prompt, re.DOTALL)
    try:
        turns = json.loads(block[-1]) if block else []
    except ValueError:
        return []
    return [str(turn["text"]) for turn in turns if isinstance(turn, dict) and turn.get("role") == "creator"]


def _display(situation: Situation, category: str) -> str:
    display = str((situation.standing.get(category) or {}).get("display") or "")
    return "" if _FIGURE.search(display) else display


def _name(situation: Situation) -> str:
    return str(situation.creator.get("name") or "").split(" ")[0] or "the creator"
