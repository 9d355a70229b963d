"""What an assistant's message proposes to do next."""

import re

from backend.agents.detection.sentences import pieces
from backend.agents.detection.types import NextStep

MOST = 6

_HEADING = re.compile(
    r"^[\s>#*_]{0,8}(?:(?:your|the|here are|here is|possible|suggested|some|a few|three|two|our|"
    r"my)\s+){0,3}(?:next\s+(?:\w+\s+)?steps?|next|what(?:'s| to do| comes| is)\s+next|next\s+up|to[- ]?dos?|"
    r"to do\b[^.?!]{0,30}|"
    r"action\s+(?:items|steps|plan)|things\s+to\s+do|(?:your\s+)?tasks?\s+for\s+[^.?!]{2,25}|this\s+week|"
    r"today|tomorrow|homework|what\s+to\s+do\s+(?:next|now)|checklist|from here|where to go from here)"
    r"[^.?!\n]{0,40}?[\s:*_]{0,6}$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s{0,8}(?:[-*•–▪]|\d{1,2}[.)])\s+(?:\[[ ]?\]\s*)?(?P<step>\S.{1,300})$")
_DONE_BULLET = re.compile(r"^\s{0,8}(?:[-*•]|\d{1,2}[.)])\s+(?:\[[xX]\]|✅|~~)")
_VERBS = (
    r"(?:pick|send|tell|write|choose|open|invite|record|post|set|draft|ask|list|name|make|create|share|decide|"
    r"announce|schedule|collect|connect|talk|interview|host|plan|try|start|begin|take|look|think|read|give|"
    r"add|put|check|test|film|describe|reply|answer|message|publish|build|find|gather|go|let|sketch|outline|"
    r"define|review|run|download|upload|join|sign|book|call|email|note|jot|block|reserve|aim|keep|visit|click|"
    r"fill|finish|"
    r"mark|show|walk|count|compare|sleep|rehearse|welcome|thank|move|confirm|spend|prepare|launch|price|"
    r"measure|print|copy|paste|save|turn|bring|drop|reach|get|use|do)"
)
_NOT_STEPS = re.compile(
    r"^(?:(?:do not|don't)(?! forget to)|never|let's not|let go|take care|keep in mind|go ahead and relax|let's "
    r"go with|think of it as|get in touch whenever)\b",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:(?:great|good|wonderful|perfect|okay|ok|nice|lovely|so|and|alright|excellent|please|well|"
    r"right)\b[,.!:]?\s+){0,3}"
)
_PATTERNS = [
    (re.compile(pattern, re.IGNORECASE), certainty)
    for pattern, certainty in (
        (
            rf"^{_LEAD}(?:your|the|our|a good|one good|the best|an easy|a natural|the natural|the logical|a "
            r"sensible|my suggested)\s+(?:very\s+)?(?:next|first)\s+(?:step|thing|task|move|job)(?:\s+(?:to\s+do|"
            r"for\s+you|from\s+here|now))?\s+(?:is|would\s+be|will\s+be|"
            r"could\s+be)\s*:?\s+(?:to\s+)?(?P<step>.+)$",
            0.92,
        ),
        (
            rf"^{_LEAD}(?:as\s+(?:a|your)\s+)?next\s+(?:step|up|on the list|thing)s?\s*[,:-]\s*(?P<step>.+)$",
            0.92,
        ),
        (
            rf"^{_LEAD}(?:next|after\s+that|afterwards|second|secondly|third|finally|lastly|from\s+here|first|"
            r"firstly|first\s+of\s+all|to\s+begin|to\s+start|for\s+now|this\s+week|today|meanwhile|"
            r"step\s+\d)\s*[,:]\s*(?:please\s+|you\s+(?:can|could|should|will\s+want\s+to|might|need\s+to)\s+|"
            r"we\s+(?:can|could|should|will|need\s+to)\s+|let(?:'s|\s+us)\s+|i(?:'d|"
            rf"\s+would)\s+suggest\s+(?:that\s+)?(?:you\s+)?|try\s+)?(?P<step>{_VERBS}\s.+)$",
            0.9,
        ),
        (
            rf"^{_LEAD}(?:now|then|next)\s+(?:you\s+(?:can|could|should)\s+|let(?:'s|\s+us)\s+|we\s+(?:can|"
            rf"should)\s+)?(?P<step>{_VERBS}\s.+)$",
            0.85,
        ),
        (rf"^{_LEAD}(?:the|your|our|a good)\s+next\s+(?:step|task|thing)\s*[:-]\s*(?P<step>.+)$", 0.92),
        (rf"^{_LEAD}next,?\s+(?:you|we)(?:'ll|\s+will|\s+can|\s+could|\s+should)\s+(?P<step>.+)$", 0.85),
        (
            rf"^{_LEAD}(?:then\s+|next\s+|now\s+)?you(?:'ll|\s+will|\s+might|\s+may)\s+want\s+to\s+(?P<step>.+)$",
            0.75,
        ),
        (rf"^{_LEAD}you\s+(?:can|could|should|might)\s+(?:start|begin)\s+(?:by|with)\s+(?P<step>.+)$", 0.8),
        (rf"^{_LEAD}you\s+(?:should|need\s+to)\s+(?P<step>{_VERBS}\s.+)$", 0.72),
        (rf"^{_LEAD}consider\s+(?P<step>\w+ing\s.+)$", 0.75),
        (
            rf"^{_LEAD}(?:remember|don't\s+forget|do\s+not\s+forget|be\s+sure|make\s+sure)\s+to\s+(?P<step>.+)$",
            0.75,
        ),
        (rf"^to\s+[a-z][^,]{{3,60}},\s+(?P<step>{_VERBS}\s.+)$", 0.78),
        (rf"^{_LEAD}(?:for|as)\s+(?:your|the|a)\s+(?:next|first)\s+(?:step|task|move),\s+(?P<step>.+)$", 0.9),
        (rf"^{_LEAD}(?:please\s+)?go\s+ahead\s+and\s+(?P<step>.+)$", 0.8),
        (rf"^{_LEAD}start\s+(?:by|with)\s+(?P<step>.+)$", 0.88),
        (rf"^{_LEAD}try\s+(?P<step>\w+ing\b.+|to\s+.+)$", 0.75),
        (
            rf"^{_LEAD}i\s*(?:'d|\s+would)?\s*(?:suggest|recommend|propose|advise)\s+(?:that\s+)?(?:you|"
            r"we)\s+(?:now\s+|next\s+|first\s+)?(?P<step>.+)$",
            0.8,
        ),
        (
            rf"^{_LEAD}i\s*(?:'d|\s+would)?\s*(?:suggest|recommend|propose)\s+(?P<step>(?:starting|writing|"
            r"sending|picking|choosing|asking|setting|making|opening|recording|inviting|posting|talking)\b.+)$",
            0.8,
        ),
        (
            rf"^{_LEAD}(?:you|we)\s+(?:could|can|should|might\s+want\s+to|may\s+want\s+to|will\s+want\s+to|"
            r"are\s+ready\s+to)\s+(?:now|next|then|also\s+now|start\s+to)\s+(?P<step>.+)$",
            0.78,
        ),
        (
            rf"^{_LEAD}(?:it(?:'s|\s+is)\s+(?:now\s+)?time\s+to|what\s+(?:remains|is\s+left)\s+is\s+to|"
            r"all\s+that(?:'s|\s+is)\s+left\s+is\s+to|you\s+(?:only|just)\s+(?:need|have)\s+to|i(?:'d|"
            r"\s+would)(?=\s+(?:start|begin)))\s+(?P<step>.+)$",
            0.78,
        ),
        (rf"^{_LEAD}you(?:\s+are|'re)\s+(?:now\s+)?ready\s+to\s+(?P<step>.+)$", 0.75),
        (
            rf"^{_LEAD}(?:would\s+you\s+like\s+(?:me\s+)?to|do\s+you\s+want\s+(?:me\s+)?to|want\s+(?:me\s+)?to|"
            r"shall\s+(?:we|i)|should\s+(?:we|i)|ready\s+to|are\s+you\s+ready\s+to|can\s+we|could\s+you|"
            r"can\s+you|how\s+about\s+we|care\s+to)\s+(?:now\s+|next\s+)?(?P<step>.+)\?$",
            0.8,
        ),
        (
            rf"^{_LEAD}i\s+(?:can|could)\s+(?P<step>.+?),?\s+(?:if\s+you(?:'d)?\s+(?:like|want|wish)|"
            r"whenever\s+you(?:'re|\s+are)\s+ready|when\s+you(?:'re|\s+are)\s+ready)$",
            0.75,
        ),
        (
            rf"^{_LEAD}(?:if\s+you(?:'d)?\s+(?:like|want|wish)|when(?:ever)?\s+you(?:'re|"
            r"\s+are)\s+ready),\s+(?:i\s+can\s+|we\s+can\s+|you\s+can\s+)?(?P<step>.+)$",
            0.72,
        ),
        (rf"^{_LEAD}let(?:'s|\s+us)\s+(?:now\s+|next\s+)?(?P<step>.+?)\s+(?:next|now|then|first)$", 0.78),
        (rf"^{_LEAD}let(?:'s|\s+us)\s+(?:now|next)\s+(?P<step>.+)$", 0.78),
        (rf"^{_LEAD}let(?:'s|\s+us)\s+(?!(?:go|do|use|charge|say|launch)\b)(?P<step>{_VERBS}\s.+)$", 0.7),
        (
            r"^(?:now\s+that|once|when|as\s+soon\s+as|after|before|since|while|"
            rf"with)\s[^,]{{3,80}},\s+(?:please\s+|you\s+should\s+|we\s+should\s+|let(?:'s|"
            rf"\s+us)\s+)?(?P<step>{_VERBS}\s+\S+\s.+)$",
            0.7,
        ),
        (rf"^{_LEAD}(?P<step>{_VERBS}\s.+)$", 0.65),
    )
]
_LOOKS_LIKE_STATEMENT = re.compile(
    r"^(?:price|list|name|plan|share|post|test|count|call|message|email|answer|reply|book|note|launch|start|"
    r"check|review|use|measure|print|copy|welcome|save|visit|film|draft)s?\s+(?:is|are|was|were|can|will|has|"
    r"of|for the)\b"
    rf"|^{_VERBS} (?!sure|what|who|which|how|where|when|whether|if|that|everything|it|this)[\w-]+(?: \w+)? "
    r"(?:is|are|was|were|takes?|makes|helps?|brings|matters|costs?|keeps|works?|comes?)\b"
    r"|^(?:look|let me know how|think about how lovely)s?\b\s*$|^(?:make sense|go you|good luck)\b",
    re.IGNORECASE,
)


def find(text: str) -> list[NextStep]:
    """The steps proposed, in order, at most six: under a heading that announces them, else said in a sentence."""
    steps: list[NextStep] = []
    announced = False
    for line in text.splitlines():
        bullet = _BULLET.match(line[:400])
        if bullet and not _HEADING.match(line[:120]):
            if announced and not _DONE_BULLET.match(line):
                steps.append(NextStep(_plain(bullet["step"]), 0.92))
            continue
        if line.strip():
            announced = bool(_HEADING.match(line[:120]))
            steps += [] if announced else _said(line)
        if len(steps) >= MOST:
            break
    return _distinct(steps)[:MOST]


def _said(line: str) -> list[NextStep]:
    return [step for piece in pieces(line) if (step := _step(piece[:400]))]


def _step(sentence: str) -> NextStep | None:
    plain = _plain(sentence, ending=False)
    asks = plain.endswith("?")
    trimmed = plain if asks else plain.rstrip(".!… ")
    if _NOT_STEPS.match(trimmed) or _LOOKS_LIKE_STATEMENT.match(trimmed):
        return None
    for pattern, certainty in _PATTERNS:
        match = pattern.match(trimmed)
        if match and len(match["step"]) > 3:
            return (
                None if _NOT_STEPS.match(match["step"]) else NextStep(match["step"].strip(" .?!:"), certainty)
            )
    return None


def _plain(text: str, *, ending: bool = True) -> str:
    plain = re.sub(r"\*\*|__|`|^\s*#{1,6}\s*", "", text).strip()
    return plain.strip() if ending else plain


def _distinct(steps: list[NextStep]) -> list[NextStep]:
    return list({step.text.lower(): step for step in reversed(steps)}.values())[::-1]
