"""How a person stands to what they mention: deciding it, leaning to it, or only speaking of it."""

import re
from enum import IntEnum

from sandbox.anthropic.partner.understanding.sentences import Sentence, Span, around, clauses, turns


class Stance(IntEnum):
    """Ordered: the greater wins when one thing is mentioned twice."""

    NOT_MINE = 0
    LEANING = 1
    MUSING = 2
    """A leaning that a word of approval makes an answer."""
    PLAIN = 3
    DECIDED = 4


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b", re.IGNORECASE)


_DEFERS = _words(
    r"(?:talk|think|know|learn|read|hear|thoughts|ideas|more|wonder|worry|worried) (?:\w+ )?(?:about|for|over)",
    r"(?:check|look|find) (?:it )?(?:out|at|into)", r"considered", r"discussed", r"second thoughts", r"need ideas",
    r"(?:can't|cannot|can not) choose", r"need to think",
)  # fmt: skip
_DISLIKES = _words(
    r"too(?= \w)", r"cheap", r"expensive", r"exhausting", r"complicated", r"terrible", r"scar(?:y|es|ed)",
    r"overkill",
    r"bor(?:e|es|ing)", r"drain\w*", r"stress\w*", r"annoy\w*", r"tir(?:e|es|ing)", r"suck\w*", r"struggle",
    r"nightmare",
    r"crazy for", r"expire\w*", r"(?:like|is|are|quite|such) a lot", r"takes? (?:ages|forever)", r"awful",
    r"bad", r"hard to",
    r"difficult", r"weird", r"risky", r"worse", r"worst", r"pointless", r"unnecessary", r"elitist",
    r"messy", r"low", r"high", r"lot of (?:time|work)", r"steep", r"greedy", r"nobody",
)  # fmt: skip
_NARRATES = re.compile(
    r"^\W*(?:and |but |so |well,? )?(?:she|he|who|they(?!(?:'ll|'d| will| would| can| should| all| pay|"
    r" meet| get| come| join)\b))\b|\btook me\b|\btake me\b|\bi(?:'ve| have) (?:done|had|"
    r"been|set|made(?! up my mind)|posted|used)\b",
    re.IGNORECASE,
)
_RESTART = re.compile(
    r"\b(?:i'm|i'll|i am|i will|let's|we'll|we're|make (?:it|that)|and (?:do|use|go|have|run|make|just)|just|only)\b",
    re.IGNORECASE,
)
_POLITE = _words(
    r"if (?:that'?s|that is|it'?s|you'?re) (?:ok|okay|fine|alright|all right|possible|good)(?: with (?:you|that))?",
    r"if (?:you )?(?:agree|think so|say so|possible)",
    r"i suppose",
    r"no later than",
    r"why not",
    r"not only",
    r"not just",
    r"no problem",
    r"don'?t mind",
    r"can'?t wait",
    r"no doubt",
    r"not a bad idea",
    r"no more tha?n that",
)
_CONDITION = _words(
    r"if", r"what if", r"suppos(?:e|ing)", r"imagine", r"unless", r"assuming", r"in case", r"hypothetically",
    r"were to",
    r"some ?day", r"one day", r"eventually", r"in the future", r"down the (?:road|line)",
    r"once (?:we|i) (?:have|reach|get|hit)",
    r"when (?:we|i) (?:have|reach|get|hit)", r"would (?:it|that|they|people|anyone)", r"later on",
)  # fmt: skip
_ONLY_IF = re.compile(
    r"\bif (?:only|(?:it|they|there|we|i|you|people) (?:had|did|didn't|was|were|could|would|wasn't|"
    r"weren't|hadn't))\b",
    re.IGNORECASE,
)
_UNSURE = _words(
    r"not (?:so |really |quite |entirely )?(?:sure|certain|convinced)", r"unsure", r"(?:don'?t|do not) (?:really "
    r")?know", r"dunno",
    r"no (?:idea|clue)", r"can'?t decide", r"cannot decide", r"undecided", r"i wonder", r"wondering", r"on the fence",
    r"torn",
    r"(?:haven'?t|have not|not yet|not) decided", r"(?:need|want|have|let me|"
    r"got) (?:time )?to think", r"let me think",
    r"hard to say", r"hesitat\w+", r"confus\w+",
)  # fmt: skip
_PEOPLE = (
    r"(?:my|our|a|the|his|her|their|this|that|one|some|most|many|other|all)\s+(?:\w+\s+)?"
    r"(?:friend|buddy|wife|husband|partner|brother|sister|mom|mum|dad|mother|father|manager|agent|coach|mentor|"
    r"competitor|rival|"
    r"colleague|team|boss|cousin|uncle|aunt|neighbou?r|"
    r"people|creator|youtuber|streamer|person|guy|girl|woman|man|podcast|article|blog|video|book|accountant|lawyer|"
    r"folk)s?"
)
_SAYS = (
    r"(?:says?|said|saying|thinks?|thought|told|tells|wants?|wanted|likes?|liked|loves?|prefers?|preferred|"
    r"recommends?|recommended|"
    r"suggests?|suggested|insists?|insisted|uses?|used|charges?|charged|charging|asks?|asked|swears?|runs?|does|"
    r"did|keeps?|went|"
    r"goes|advised?|advises|picked|chose|pays?|opened|launched|had|sells?|makes?|mentioned|hosts?|offers?)"
)
_AUDIENCE = (
    r"(?:my|our|the|some|many|most|one of my|a few)\s+(?:\w+\s+)?(?:audience|followers?|subscribers?|viewers?|"
    r"fans?|members?|students?|"
    r"listeners?|readers?|community)"
)
_VOICES = (
    r"(?:says?|said|thinks?|told|recommends?|recommended|suggests?|suggested|swears?|charges?|charged|uses?|used|"
    r"insists?|prefers?|does|hosts?|runs?)"
)
_REPORTS = (
    r"(?:says|said|thinks|told|recommends|recommended|suggests|suggested|swears|charges|charged|uses|used|insists|"
    r"prefers)"
)
_OTHERS = re.compile(
    rf"\b{_PEOPLE}\s+(?:\w+\s+){{0,2}}?{_SAYS}\b"
    rf"|\b(?:competitors|creators|youtubers|friends|rivals|fans|others)\s+(?:(?!would|will|should|"
    rf"can)\w+\s+){{0,2}}?{_SAYS}\b"
    r"|\b(?:friend|wife|husband|partner|brother|sister|competitor|rival|colleague|mentor|coach)s? (?:is|"
    r"are|has|have)\b"
    rf"|\b{_AUDIENCE}\s+(?:\w+\s+){{0,2}}?(?:said|says?|told|wants?|wanted|asks?|asked|voted|suggests?|suggested|"
    rf"recommended|thinks?|prefers?)\b"
    rf"|\b(?:he|she|they|people|everyone|everybody|each one|someone|somebody|others|"
    rf"nobody)\s+(?:\w+\s+){{0,2}}?{_VOICES}\b"
    rf"|\b(?:my|a|an) (?:\w+ )?(?:friend|buddy|wife|husband|brother|sister|mom|mum|dad|mother|father|cousin|uncle|"
    r"aunt|neighbou?r|boss|colleague|competitor|rival|accountant|lawyer) (?!and (?:i|me)\b|so\b|to\b)\w+"
    r"|\baccording to\b|\b(?:i'?ve |i )?(?:read|heard|saw)\b|\bapparently\b|\bthey'?re (?:on|at|using)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b(?!(?:I|You|We|It|That|This|What|Which|Who|My|Our)\b)[A-Z][a-z]+\s+{_REPORTS}\b")
_PAST = _words(
    r"used to", r"last (?:year|month|week|time|summer|winter|spring|autumn|fall)", r"(?:years?|months?|weeks?) ago",
    r"previously",
    r"i (?:bought|went|saw|took|gave|taught|grew|wrote|kept|began|met|sent|built|held|left|tried|"
    r"had(?! in mind)|was(?! thinking| leaning)|made|earned|sold|spent|got|ran|paid)",
    r"we (?:tried|had(?! in mind)|were(?! thinking))", r"back (?:in|when|then)",
    r"for (?:the past|years|months|\w+ years)", r"since", r"has been", r"it'?s been",
    r"i (?!decided|picked|settled|wanted|preferred|changed|figured|reali[sz]ed)\w+ed", r"i'?ve been", r"have been",
)  # fmt: skip
_LEANING = _words(
    r"maybe", r"perhaps", r"probably", r"possibly", r"might", r"may (?:do|go|be|use|pick|take|want|charge|open)",
    r"leaning", r"kind of", r"kinda", r"sort of",
    r"was thinking", r"considering", r"tempted", r"toying",
    r"could(?! be ready)", r"likely", r"had in mind", r"ideally", r"either",
    )  # fmt: skip
_MUSING = _words(
    r"i (?:really |also |do )?(?:like|love|use|enjoy)(?! [^,.;]*\b(?:best|most|better|more)\b)",
    r"thinking", r"already(?! (?:know|decided|chose|picked))",
)  # fmt: skip
_ONLY_HEDGE = re.compile(
    rf"^\W*(?:(?:well|hmm+|oh|i|so|i'?m|then|but|just)\W+)*(?:{_LEANING.pattern})(?:\W+(?:then|so|i guess))*\W*$",
    re.IGNORECASE,
)
_AUDIENCE_IS = _words(
    r"(?:my|our) (?:\w+ )?(?:audience|people|subscribers|viewers|followers|fans|members|community)"
)
_DECIDED = _words(
    r"let'?s", r"let us", r"i'?ll", r"i will", r"we'?ll", r"we will", r"(?:i'm|i am|we're|we are) (?:going|doing|"
    r"choosing|picking|using|charging|opening|launching)",
    r"go(?:ing)? (?:with|for)", r"(?:i|we) (?:(?:only|just|really|definitely|do) )?(?:choose|chose|pick|"
    r"picked|want|prefer|decide|decided|go)",
    r"(?:i|we)'?ve (?:decided|chosen|picked|settled)",
    r"i have (?:decided|chosen|picked)", r"settled on", r"decided (?:on|to|that)", r"(?:it is|it's|it'll be|it "
    r"will be)", r"(?:i'd|i would) (?:like|prefer|rather|go|say|love|choose|pick)",
    r"make (?:it|that|the|my|our)",  r"set (?:it|the|my|our)", r"switch(?:ing)? (?:to|it)",
    r"change (?:it|that|the|my|our)", r"mov(?:e|ing) (?:it |the \w+ )?to",
    r"stick(?:ing)? with", r"keep it (?:at|to)", r"lock in", r"final answer", r"put (?:me |it |us )?down",
    r"we (?:open|launch|start|charge|use)", r"i (?:open|launch|start|charge)",
    r"members (?:will )?(?:pay|get|meet)", r"(?:doors|we|it) (?:will )?opens?", r"charge", r"do", r"definitely",
    r"please",
)  # fmt: skip
_INTENDS = re.compile(
    r"\b(?:i|we|they|it|there|that|this|members|people|every(?:one|body)|all of us|community|audience|"
    r"viewers|fans|price|"
    r"membership|doors?|launch|opening|answer|choice|members? area)(?:'d|'ll| would| should| will|"
    r" shall| can(?!')| must| "
    r"ought to| ha(?:ve|s) to)\b(?! (?:need|have to (?:think|check)|wonder|ask|know|see)\b)"
    r"|\b(?:should (?:be|live|meet|cost)|plan(?:ning)? (?:to|on)|(?:aim|hop)(?:e|ing)? (?:to|for|at)|"
    r"got(?:ta| to) be|"
    r"could be ready)\b",
    re.IGNORECASE,
)
_SERVICE_HAS = re.compile(
    r"\b(?:discord|circle|skool|patreon|slack|telegram|whatsapp|kajabi|mighty networks|substack|podia)"
    r" (?:has|have|had|costs?|charges?|offers?|takes?|lacks?|comes?|gives?|lets?|allows?)\b"
    r"|\bmy (?:own )?$",
    re.IGNORECASE,
)
_NEGATOR = _words(
    r"not", r"no", r"never", r"\w+n't", r"dont", r"wont", r"hate", r"dislike", r"avoid", r"against", r"without",
    r"anything but", r"rather than",
    r"instead of", r"over", r"ruled out", r"rule out", r"skip", r"scrap", r"drop(?! it to| the price to)", r"forget",
    r"than", r"except", r"neither", r"nor",
    r"cannot", r"less than", r"more than",
)  # fmt: skip
_REFUSED_AFTER = re.compile(
    r"^\s*(?:'s|is|was|does|would|will|can|do|are|really|just|feels?|seems?)?\s*(?:not\b|\w*n't\b|too (?=\w)|sucks|is "
    r"out\b|never\b|is (?:a )?no\b|so much\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:and |but |so |ok(?:ay)?,? |hmm+,? |well,? )?(?:what|which|how|should|could|can|would|do|does|is|are|why|"
    r"where|who|am|will)\b",
    re.IGNORECASE,
)
_PROPOSES = re.compile(
    r"\b(?:can|could|shall|should|may) (?:we|i|you) (?:just |please )?(?:do|use|go|take|pick|make|set|write|say|"
    r"start|open|charge|put)\b"
    r"|\b(?:how|what) about\b|\bwhy not\b|\bwhat do you think\b",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"(?<=\w)[,.]?\s*(?:ok|okay|right|yes|yeah|deal|cool|alright|sounds? good|does that work|is that (?:ok|okay|"
    r"fine|good))\?$",
    re.IGNORECASE,
)
_CHANGE = _words(
    r"no(?=,)",
    r"actually", r"no wait", r"wait", r"scratch that", r"on second thought", r"correction", r"i mean", r"instead",
    r"changed my mind",
    r"change (?:it|that|the|my|our)", r"make (?:it|that)", r"switch", r"rather", r"sorry", r"let'?s", r"final",
)  # fmt: skip


def changes_mind(plain: str) -> bool:
    return bool(_CHANGE.search(plain))


def is_unsure(plain: str) -> bool:
    return bool(_UNSURE.search(plain))


def asks(sentence: Sentence) -> bool:
    """Whether the sentence is a question; "Discord, ok?" is not."""
    plain = sentence.plain
    if sentence.is_question:
        return not (_TAG.search(plain) and not _ASKS.match(plain))
    told = re.match(
        r"(?:ok(?:ay)?,? |so |and |well,? )?(?:do (?:it|that|the)|will do)\b", plain, re.IGNORECASE
    )
    return bool(_ASKS.match(plain)) and not told


def opens_a_question(sentence: Sentence) -> bool:
    return bool(_ASKS.match(sentence.plain))


def proposes(sentence: Sentence) -> bool:
    """A question that offers an answer: "how about $19?", "can we use Discord?"."""
    return bool(_PROPOSES.search(sentence.plain))


def is_others(plain: str) -> bool:
    return bool(_OTHERS.search(plain) or _NAMED.search(plain))


def decides(plain: str) -> bool:
    """Whether the words themselves decide something, whatever was asked before."""
    return bool(_DECIDED.search(plain))


def stance_of(sentence: Sentence, mention: Span) -> Stance:
    """How the speaker stands to what is mentioned at that place in the sentence."""
    plain = _without(_POLITE, sentence.plain)
    if _blocked(plain, mention):
        return Stance.NOT_MINE
    if asks(sentence):
        return Stance.LEANING if proposes(sentence) else Stance.NOT_MINE
    return _stated(plain, mention)


def _stated(plain: str, mention: Span) -> Stance:
    """The same of a sentence that asks nothing and speaks of the person's own plans."""
    turn = around(turns(plain), mention.start)
    clause = around(clauses(plain, turn), mention.start)
    intends = _INTENDS.search(plain, turn.start, mention.start)
    if _leans(plain, turn, clause) and not _strongly(plain, turn):
        return Stance.LEANING
    if (_muses(plain, clause) and not intends) and not _strongly(plain, turn):
        return Stance.MUSING
    if intends or _DECIDED.search(plain, turn.start, turn.end):
        return Stance.DECIDED
    if _DISLIKES.search(plain, clause.start, clause.end):
        return Stance.NOT_MINE
    return Stance.LEANING if _UNSURE.search(plain) or _DEFERS.search(plain) else Stance.PLAIN


def is_negated(sentence: Sentence, mention: Span) -> bool:
    """Whether a "not", "no" or "instead of" stands between the clause's start and the mention, or right after it."""
    plain = _without(_POLITE, sentence.plain)
    turn = around(turns(plain), mention.start)
    clause = around(clauses(plain, turn), mention.start)
    restarts = [found.start() for found in _RESTART.finditer(plain, clause.start, mention.start)]
    lead = restarts[-1] if restarts else clause.start
    return bool(
        _NEGATOR.search(plain, lead, max(lead, mention.start))
        or _REFUSED_AFTER.match(plain[mention.end : clause.end])
    )


def _leans(plain: str, turn: Span, clause: Span) -> bool:
    """Whether the clause hedges, or a clause beside it does nothing else: "Discord, maybe"."""
    if _LEANING.search(plain, clause.start, clause.end):
        return True
    others = [plain[span.start : span.end] for span in clauses(plain, turn) if span != clause]
    return any(_ONLY_HEDGE.match(other) for other in others)


def _muses(plain: str, clause: Span) -> bool:
    """Whether the clause only circles the matter: what one likes, thinks of, or where the audience is."""
    return bool(
        _MUSING.search(plain, clause.start, clause.end)
        or _AUDIENCE_IS.search(plain, clause.start, clause.end)
    )


def _strongly(plain: str, turn: Span) -> bool:
    return bool(
        re.search(
            r"\b(?:let'?s|i'll|we'll|decided|definitely|go with|final)\b",
            plain[turn.start : turn.end],
            re.IGNORECASE,
        )
    )


def _blocked(plain: str, mention: Span) -> bool:
    turn = around(turns(plain), mention.start)
    said = plain[turn.start : turn.end]
    condition = _CONDITION.search(said)
    if condition and (turn.start + condition.start() <= mention.start or condition.start() < 3):
        return True
    if _ONLY_IF.search(plain, mention.end, turn.end):
        return True
    lead = plain[turn.start : mention.start]
    after = plain[mention.end : turn.end]
    return bool(
        _UNSURE.search(said)
        or _DEFERS.search(said)
        or _NARRATES.search(said)
        or is_others(said)
        or _PAST.search(lead)
        or _SERVICE_HAS.search(lead)
        or re.match(r"\s+(?:ago|last year)\b", after)
    )


def _without(pattern: re.Pattern[str], plain: str) -> str:
    return pattern.sub(lambda found: "." * len(found.group()), plain)
