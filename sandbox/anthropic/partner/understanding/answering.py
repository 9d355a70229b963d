"""Whether words around a value make it an answer: approval, filler that adds nothing, and what points back at it."""

import re

from sandbox.anthropic.partner.understanding.mentions import Mention
from sandbox.anthropic.partner.understanding.sentences import Sentence, Span, around, clauses, turns

_FILLER = re.compile(
    r"\b(?:a|an|the|per|and|with|for|at|on|in|one|by|of|plus|please|ok|okay|yes|yeah|then|to|my|our|is|so|price|"
    r"platform|month|members?|"
    r"open|opening|doors|launch|starting|start|content|structure|date|timeline|pricing|i|be|we|us|each|every|also|"
    r"only|just|"
    r"well|hmm|oh|sure|definitely|great|good|perfect|room|pay|weekly|monthly|daily|week|year|s)\b|[^\w]",
    re.IGNORECASE,
)
_COMFORT = re.compile(
    r"\b(?:i (?:think|guess|reckon|suppose|believe)|i'?d say|for (?:now|sure|all|me|us|every(?:one|body))|"
    r"every(?:one|body)|let'?s say|nothing (?:fancy|special|complicated)|"
    r"keep(?:ing)? (?:it|things) (?:simple|easy)|simple|flat|honestly|personally|all the way|maybe|perhaps|around|ish|"
    r"(?:that's )?all (?:i|we) (?:need|want)|to (?:begin|start) with|"
    r"(?:sorry,? )?i(?:'ve)? changed my mind|on second thoughts?|actually|sorry|instead|after all|new|"
    r"(?:all )?done(?: deal)?|(?:let's )?lock it in|final(?: answer)?|within|that's (?:it|final|settled|the plan|"
    r"the idea|my plan|the one)|from (?:now|today)|i'm sure|deal|"
    r"decided|not|over|"
    r"instead of|rather than|"
    r"a\.?m\.?|p\.?m\.?|server|group|community|morning|evening|afternoon|night|hey|hi|hello|there|"
    r"first thing|(?:free )?trial|mo)\b",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"\b(?:(?:rather than|instead of|over|than) \w+|go(?:ing)? live|live(?! in| on| at)|re|ve|ll|aiming|"
    r"going|give|myself|sounds?|feels?|"
    r"seems?|"
    r"looks?|works?|would|will|be|best|better|nice|right|fine|think|guess|say|me|us|this|that|it|about|"
    r"from now|then|server|group|community|let|go|gets?|same|everyone|everybody|together|people|instead|no later "
    r"than|before|"
    r"launch(?:ing)?|aim(?:ing)?|deadline|plan(?:ning)?|commit|target|need|founding|latest|sometime|im|monat|"
    r"actually|rather|not|no|wait|don't|want|place|both|two|three|offer|tiers?|sections?|for|around|roughly|time|"
    r"something like|like|comfortable|hi|hey|hello|they|pay|meet|come back|private|choose|pick|choice|personally|"
    r"honestly|within|all the way|i suppose|do|make|take|charge|new|small|big|little|short|long|regular|"
    r"proper|late|early|mid|right after)\b",
    re.IGNORECASE,
)
_SPARE_WORDS = {"platform": 1, "pricing": 2, "structure": 2, "timeline": 0, "content": 2}

_GOOD = (
    r"(?:(?:the|a|an|my|our|your) )?(?:(?:really|pretty|just|about|very|so|quite|most|totally|definitely|probably|"
    r"still|all|more) )*"
    r"(?:good|great|fine|best|better|right|fair|perfect|ideal|nice|lovely|ok|okay|reasonable|realistic|doable|"
    r"manageable|enough|plenty|sensible|logical|obvious|natural|easiest|easy|easier|simplest|simple|simpler|safe|"
    r"safest|smart|solid|"
    r"spot on|cool|awesome|amazing|excellent|wonderful|comfortable|feasible|achievable|affordable|favou?rite|"
    r"fantastic|decent|winner|pick|choice|answer|one|plan|heart|core|goal|target|way to go|sweet spot|home|fun|"
    r"clear|place|fit|spot|price|number|date|day|time(?= to)|option|right fit|good fit|no[- ]brainer|"
    r"where (?:we|they|i|people|it|the)\b|what (?:i|we|they|people|my)\b|"
    r"when (?:we|i)\b|how (?:we|i)\b)"
)
_APPROVED = re.compile(
    r"^\W*(?:\w+ ){0,3}?(?:"
    rf"(?:is|are|it'?s|(?:would|'?d|will|'?ll|should|must|might) be|sounds?|feels?|seems?|looks?|"
    rf"could be)(?: to me)?(?: like| to be| as)?"
    rf" {_GOOD}"
    r"|(?:would |will |does |do |definitely |probably )?(?:works?|fits?|suits?)"
    r"(?=\W*$|\W*[,.;!]| (?:best|better|well|great|fine|good|perfectly|nicely|just|really|too|for|me|us|my|our|i|"
    r"and|because|since|then|as)\b)"
    r"|mak(?:es?|ing) (?:the most |more |a lot of |most |total |perfect |good )?sense"
    r"|(?:gives?|leaves?) (?:me|us)|would do|will do|it is|it'?ll be|for the win|wins?\b"
    r")",
    re.IGNORECASE,
)
_CHOSEN_BEFORE = re.compile(
    r"\b(?:my (?:pick|choice|vote|answer|preference|favou?rite) (?:is|would be|goes to)"
    r"|i(?:'d| would)? (?:really )?(?:like|love|prefer) (?=[^,.;]*\b(?:best|most|better|more)\b)"
    r"|(?:they|members|people|everyone|we)(?:'ll| will| would|'d| can| could)? (?:all )?"
    r"(?:meet|gather|pay|come back|hang out|join|be)\b(?: for| on| in| at| to)?(?: the| a| my| our)*"
    r"|(?:i|we)(?:'ll| will| would|'d) (?:meet|open|launch|start|charge|ask|host|run|hold|offer|do|use)"
    r"(?: for| on| in| at| with| off)?(?: the| a| my| our)*"
    r"|i can (?:do|run|host|offer|manage)(?: a| the)*)\W*(?:\w+ ){0,1}$",
    re.IGNORECASE,
)
_OPENS_BEFORE = re.compile(
    r"\b(?:open|opens|opening|launch|launches|launching|start|starts|starting|begin|beginning|"
    r"kick(?:ing)? off|deadline|"
    r"go(?:ing)? live|doors?|ready|aim(?:ing)? for)"
    r"(?: (?:day|date|night|open|is|will be|be|on|in|at|by|the|around|about|for|from|doors|up|it|live|somewhere|"
    r"sometime|right|just))*\s*$",
    re.IGNORECASE,
)
_CONNECTS = re.compile(
    r"^(?:\W*$|\s*[,.;:!()]|\s*(?:where|with|for|on|at|in|because|since|as|so|and|to|that|which|when|"
    r"from|then|please|"
    r"after|before|plus|a|per|i|if|server|group|community|each|every|by|only|flat|now|instead|always|though|tho|"
    r"maybe|probably|starting|until|while|run|led|of|time|ish|or so|exactly|max|though|this|next|over|rather|like|"
    r"about)\b)",
    re.IGNORECASE,
)
_TAKES_IT = re.compile(
    r"\b(?:let'?s|i'?ll|we'?ll|i(?:'d| would) (?:say|like to)|i want to|we can|going to|happy to) (?:just )?"
    r"(?:do|use|go|meet|go with|go for|take|keep|pick|choose|say|stick with|stay (?:on|with)) (?:that|"
    r"it|this|there|them)\b"
    r"|\bso that'?s (?:it|(?:the|my) (?:place|one|choice))\b"
    r"|\bso (?:that|there)(?: one)?\W*$|\bso (?:i'?m|we'?re) (?:going|sticking|staying) (?:with|there)\b",
    re.IGNORECASE,
)


def clause_of(sentence: Sentence, mention: Span) -> Span:
    turn = around(turns(sentence.plain), mention.start)
    return around(clauses(sentence.plain, turn), mention.start)


def is_approved(sentence: Sentence, mention: Mention) -> bool:
    """Whether the value is called good where it is named, or taken up again: "works best", "so let's do that"."""
    clause = clause_of(sentence, mention.span)
    plain = sentence.plain
    return bool(
        _APPROVED.match(plain[mention.span.end : clause.end])
        or _CHOSEN_BEFORE.search(plain[clause.start : mention.span.start])
        or is_taken(sentence, mention)
        or (mention.category == "timeline" and _OPENS_BEFORE.search(plain[: mention.span.start]))
    )


def is_taken(sentence: Sentence, mention: Mention) -> bool:
    """Whether the value is taken up further on: "my people are on Discord, so let's use that"."""
    return bool(_TAKES_IT.search(sentence.plain, mention.span.end))


def is_answer(sentence: Sentence, mention: Mention, *, spare: int = 0, others: tuple[Span, ...] = ()) -> bool:
    """Whether the clause is about the value alone, or about `others` with it: "Discord sounds best", not "I rented
    a room once"."""
    clause = clause_of(sentence, mention.span)
    plain = _blanked(sentence.plain, others)
    before = plain[clause.start : mention.span.start]
    after = plain[mention.span.end : clause.end]
    left = _left(_ANSWERING, f"{before} {after}")
    return len([word for word in left if len(word) > 1]) <= spare + _SPARE_WORDS[mention.category]


def leads(sentence: Sentence, mention: Mention) -> bool:
    """Whether the value comes first and what follows only adds to it: "weekly streams where I paint"."""
    clause = clause_of(sentence, mention.span)
    before = sentence.plain[clause.start : mention.span.start]
    return not _left(_ANSWERING, before) and bool(_CONNECTS.match(sentence.plain[mention.span.end :]))


def is_fragment(sentence: Sentence, spans: list[Span]) -> bool:
    """Whether the sentence is little more than the values themselves: "Discord, $19 a month, one room"."""
    if not spans:
        return False
    return not _left(_COMFORT, _blanked(sentence.plain, tuple(spans)))


def _blanked(plain: str, spans: tuple[Span, ...]) -> str:
    return "".join(
        " " if any(span.holds(at) for span in spans) else letter for at, letter in enumerate(plain)
    )


def _left(also: re.Pattern[str], text: str) -> list[str]:
    return _FILLER.sub(" ", also.sub(" ", text)).split()
