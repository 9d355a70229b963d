"""What a message wants when it decides nothing: advice, a summary, the next step, or a word about something else."""

import re

from sandbox.anthropic.partner.understanding.sentences import straighten
from sandbox.anthropic.partner.understanding.spelling import regular
from sandbox.anthropic.partner.understanding.stance import is_unsure

_INTENTS = {
    "free": r"\b(?:for free|free(?: community| membership| of charge)?|no charge|nothing|\$0|zero)\b",
    "recap": r"\b(?:what (?:have|did) (?:we|i) (?:decided?|so far|got)|(?:so far|summary|summari[sz]e|recap|"
    r"overview)|where (?:are|do) we (?:stand|at)?|my decisions|show (?:me )?the plan)\b",
    "compare": r"\b(?:difference|compare|versus|vs|pros and cons|trade-?offs?|advantages?|downsides?|better than|"
    r"or better)\b",
    "recommend": r"\b(?:what (?:do|would|should) (?:you|i|we) (?:recommend|suggest|think|do|pick|choose|advise|go "
    r"with|charge|use|take)|recommend\w*|your (?:advice|opinion|take|thoughts?)|"
    r"suggest\w*|which (?:one |is |would |should )|what'?s best|best (?:option|choice|one)|help me (?:decide|"
    r"choose|pick)|advice|advise|what makes sense|should i)\b",
    "money": r"\b(?:how much (?:will|would|could|can|do|might|money)|earn\w*|income|revenue|profit|make (?:a "
    r"living|money)|is it worth|worth it|how many (?:members|people|subscribers))\b",
    "how": r"\b(?:how (?:do|can|should|would|to|does)|show me how|explain|walk me through|steps?|help me with|"
    r"where do i start)\b",
    "why": r"^(?:but )?why\b|\bwhy (?:that|this|is|do|does|should|would)\b|\bhow come\b",
    "identity": r"\b(?:are you (?:a |an )?(?:real|human|bot|ai|robot|person|claude|chatgpt|gpt|machine)|who are "
    r"you|what are you|your name|which model|are you there)\b",
    "capability": r"\b(?:can you|could you|would you|will you|please) (?:\w+ ){0,3}?(?:write|create|make|design|"
    r"draw|generate|post|publish|send|build|search|browse|book|call|translate|code|draft|find|look up|check)\b"
    r"|^(?:write|create|make|design|draw|generate|draft|translate|tell me a|give me a|search)\b",
    "next": r"\b(?:what'?s? (?:is )?(?:next|now|else)|next (?:step|task|one|question|thing)|what (?:now|comes next|"
    r"should i do)|continue|go on|move on|keep going|carry on|let'?s (?:start|go|begin|continue)|skip(?: (?:it|"
    r"this|that))?|ready)\b|^next\b",
    "later": r"\b(?:later|not now|not yet|another time|come back|tomorrow|let me think|need (?:some )?time|skip)\b",
    "thanks": r"\b(?:thanks?|thank you|thx|cheers|appreciate|great job|you'?re (?:great|awesome|helpful))\b",
    "hello": r"^(?:hi|hello|hey|hiya|good (?:morning|evening|afternoon)|yo|howdy)\b",
}  # fmt: skip
_COMPILED = {name: re.compile(words, re.IGNORECASE) for name, words in _INTENTS.items()}


def intent_of(text: str, *, asked: str | None) -> str:
    """One word for what the message is after; "other" when nothing fits."""
    plain = regular(straighten(text)).strip()
    if asked == "pricing" and _COMPILED["free"].search(plain) and "?" not in plain:
        return "free"
    for name in ("recap", "identity", "compare", "recommend"):
        if _COMPILED[name].search(plain):
            return name
    if is_unsure(plain):
        return "unsure"
    for name in ("money", "capability", "why", "how", "next", "later", "thanks", "hello"):
        if _COMPILED[name].search(plain):
            return name
    return "question" if "?" in plain else "other"
