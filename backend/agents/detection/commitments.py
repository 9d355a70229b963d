"""Whether a clause that names a value also settles it, for each kind of decision."""

import re
from collections.abc import Sequence

from backend.agents.detection import contents, modality
from backend.agents.detection.lexicon import vocabulary
from backend.agents.detection.modality import Stance
from backend.agents.detection.sentences import Clause
from backend.agents.detection.types import Mention

_FILLERS = vocabulary(
    """
    a an the my our this that it is are be i me us we you and plus also with for on in at by to of as
    from then now so ok okay oh yes yep yeah yup sure fine great good perfect cool right please pls
    thanks thank just only well alright all here go tbh honestly really simply totally definitely
    absolutely obviously certainly final finally answer decision decided done deal set settled locked
    fix fixed hm hmm actually platform community group server space home channel app place workspace
    chat name price pricing cost fee rate subscription membership member members founder founders
    founding people person everyone everybody each per billing billed paid payment usd access launch
    launching launches open opens opening doors date day start starts starting live going deadline
    timeline latest target exactly structure setup tiers tier model plan level levels room rooms flat
    one 1 same content format formats rhythm cadence session sessions call calls video videos hour hours
    members-only event events short long big new simple instead again though too lol haha btw imo sounds
    one-time one-off lifetime over rather than say guess think way team vote ftw option version said
    suggested recommended suggest recommend suggestion recommendation idea your included everything but
    later within tops max suppose believe around about roughly danke merci gracias vale bitte ja si oui
    alors ! :) :-) 👍 ✅ 🎉 🙌
    """
)
_COUNT_REFUSED = re.compile(
    r"\b(?:instead of|rather than|not|over|than) (?:\d|many|several|more)\b|\b(?:not|no) later than\b"
)
_HAS_VERB = re.compile(
    r"\b(?:i|you|he|she|they|it|me|him|them|my|his|her|their|your|is|are|was|were|be|been|do|does|did|has|"
    r"have|had|takes?|took|sounds?|seems?|looks?|feels?|"
    r"needs?|requires?|works?|helps?|mights?|would|could|can|should|will|makes?|made|sells?|keeps?|gets?|"
    r"kills?|burns?|drains?|costs?|attracts?|brings?|"
    r"explain|compare|about|ideas?|tell|show|or|not|no|than|why|how|what|when|\w+ed|\w+'s|used|ran)\b"
)
_WORD = re.compile(r"[^\s,;.!?\"()]+")
_TURNED_DOWN = re.compile(
    r"(?:\b(?:not|no|never|without|instead of|rather than|better than|as opposed to|unlike|forget(?: about)?|"
    r"scrap|drop|skip|ditch|anything but|leave|leaving|"
    r"quit|cancel|replace|more than|than|sick of|tired of|forget|versus|vs|prefer \w+(?: \w+)? to|compared to|"
    r"moving away from|away from|switch from|moving from|move from|"
    r"to leave)(?: the| a| an| any| my| our| doing| using| daily| weekly| monthly| yearly| on| in)?(?: "
    r"(?:daily|weekly|monthly))? )$"
)
_REFUSAL = re.compile(
    r"\b(?:not|no|never|instead of|rather than|over|than|as opposed to|unlike|vs|skip|drop|scrap|ditch|forget|"
    r"leave)(?: \w+)? $"
)
_TURNED_DOWN_AFTER = re.compile(r"^ (?:is|are) (?:out|off the table|gone|dead)\b|^ (?:loses|lost)\b")
_TAKES_BACK = re.compile(
    r"^(?:oh |ok |actually |hm+ |no |wait )*(?:scratch that|never ?mind(?: that)?|forget (?:it|that|all that|"
    r"what "
    r"i said)|i take (?:it|that) back|ignore that)\b[^a-z]*$"
)
_DOUBT = re.compile(
    r"^(?:but |though |although |and )?(?:i (?:am|do|can|could|have) )?(?:still )?(?:not (?:really |so |quite "
    r"|too )?(?:sure|certain|decided|know|decide|choose|tell|decided yet)(?: (?:yet|though|tbh|which|"
    r"either))?|undecided|"
    r"unsure|or (?:maybe|perhaps|possibly|even) .*|maybe|perhaps|possibly|dunno|idk|who knows|can not "
    r"(?:decide|choose|tell)|hard to say|or maybe "
    r"not|or not|we will see|let us see|something like that)$"
)
_ELSEWHERE = {
    "platform": re.compile(
        r"\b(?:post|ask|share|announce|talk|publish|promote|tell|message|email|send|poll|invite|check|look|"
        r"read|learn|research|test|compare|"
        r"explain|see|hear|understand|leave|delete|close|cancel|export|download|know|followers|traffic|"
        r"mention|survey|advertise|stream on|write about|study|for (?:my|the) (?:day )?(?:job|work))(?:ed|ing|"
        r"s)?\b"
    ),
    "pricing": re.compile(
        r"\b(?:zoom|canva|software|tool|hosting|fees?|stripe|budget|ads?|camera|microphone|discount|off|"
        r"refund|salary|editor|designer|sponsors?|raise money|prize|"
        r"gift|coupon|voucher|rent|bills?|dinner|ticket|cost me|costs me|spend|earn(?:ing|ed)?|made|revenue|"
        r"income|profit|invest)\b"
    ),
    "timeline": re.compile(
        r"\b(?:finish|write|send|record|survey|interview|holiday|vacation|away|appointment|birthday|travel\w*|"
        r"busy|meet|review|think|tell|check|email|newsletter|episode|"
        r"video|podcast|publish|post|talk|surgery|wedding|conference|exam|trip|visit|call|draft|film|edit|"
        r"baby|trial|refund|free for|posting|channel|discount|for the first|to decide|"
        r"answer|reply|respond|back|come back|let you know|follow up|discuss|sleep on it|challenge|course|job|"
        r"page|letter|rules|done by|work on|working on)(?:s|ed|ing)?\b"
    ),
    "content": re.compile(
        r"\b(?:my (?:\w+ )?(?:podcast|newsletter|courses?|tutorials?|videos?|posts?|workshops?|streams?)|on "
        r"(?:youtube|instagram|tiktok|twitch|my channel|linkedin|twitter)|grow|sell|sold|"
        r"watch\w*|took|take a|attend\w*|read|listen\w*|join a|signed up|learn(?:ed)?|wrapped up|finished|"
        r"completed|(?:have|has) (?:\w+ )?(?:done|written|recorded|sent|run|hosted|held|made))\b"
    ),
    "structure": re.compile(
        r"\b(?:record in|rent\w*|hotel|living|office|sleep|paint(?:ing)? (?:the|a)|meeting)\b"
    ),
}
_FINISHED = re.compile(r"\b(?:is|are) (?:all )?(?:done|finished|complete)\b|\bdone with\b")
_LAUNCH = (
    r"(?:launch(?:ing|es)?|open(?:s|ing)?|doors|go(?:es|ing)? (?:live|public)|(?:is|am|are) live|deadline|"
    r"kick(?:ing|s)? (?:it )?off|start(?:s|ing)?|begin(?:s|ning)?|release|"
    r"timeline|timeframe|debut|target(?:ing|s)?|aim(?:ing)?|ready|start date|lift[- ]?off|big day|first day|"
    r"grand opening|unveil|ship|go time|up and running)"
)
_LAUNCH_WORD = re.compile(rf"\b{_LAUNCH}\b")
_DATE_CHOICE = re.compile(
    r"\b(?:let us (?:say|do|make|aim|target|go|set|lock|pick|take|call|shoot|plan)|make it|make that|"
    r"go(?:ing)? (?:with|for)|giv(?:e|ing) (?:me|my|our|us|it)\w*|"
    r"decided|settled|lock|push|mov(?:e|ing) (?:it|everything|that)?|it is$|i (?:want|would like|pick|choose|"
    r"need|will take|will go|am taking|have)|we (?:want|need|pick|choose|will take)|final|set|shoot for|"
    r"plan for|wait (?:until|till)|take|is (?:my|our|the)|works|would say|commit|postpone|delay|bring it "
    r"forward)\b"
)
_STATED = {
    "platform": re.compile(
        r"\b(?:(?:community|group|club|everything|it all|members|we|space|home|people|platform)(?: \w+){0,2} "
        r"(?:will|is going to|are going to|shall|is|lives?|meets?|happens?|sits?)\b|"
        r"(?:platform|home|place)(?: \w+){0,3} (?:is|:|will be)|"
        r"we (?:use|pick|choose|take|host|build|move|start|launch|open|run|do)|i (?:prefer|pick|choose|take|"
        r"go|vote)|(?:is )?what i (?:am choosing|choose|want|picked)|"
        r"^(?:(?:please|just|ok|then|so|and|yes) )*use\b|wins|works (?:best )?for (?:me|us)|works|for the win|"
        r"ftw|feels like home)\b"
    ),
    "pricing": re.compile(
        r"\b(?:(?:price|membership|subscription|founders?|members|member|joining|seats?|entry|access|fee|"
        r"pricing|everyone|everybody|people|tickets?|spots?|places?|it)(?: \w+){0,3} "
        r"(?:is|are|be|costs?|pays?|at|for|starts?|goes)|(?:we|i) (?:ask|charge|price|go|set|bill|take|sell)|"
        r"(?:is|are) the price|^(?:(?:please|just|ok|then|so|and) )*(?:charge|charging|pricing|price|set|ask) "
        r")"
    ),
    "structure": re.compile(
        r"\b(?:(?:tiers|levels|plans)(?: \w+){0,2} (?:will|are|:)|(?:we|i) (?:have|offer|do|go|keep|start|use|"
        r"run)|(?:everyone|everybody|all(?: members)?|members) (?:gets?|pays?|has|in|share|sees?|are|sit)|"
        r"there (?:is|are)|keep it|(?:all|everyone|everybody|members) in|is enough|is plenty|will be|suits|"
        r"works)\b"
    ),
    "timeline": re.compile(
        rf"^(?:(?:and|so|then|now|ok|well|yes|the|our|my|we|i|it|doors|a|this|that) )*(?:will )?{_LAUNCH}\b|"
        rf"\b(?:we|i|it|doors|which) (?:will )?(?:then )?{_LAUNCH}\b|{_LAUNCH} (?:is|on|by|date|day|in|:|"
        r"before|"
        rf"at|within|right|mid|early|for)\b|(?:for|is) (?:the|my|our) {_LAUNCH}\b|\bis (?:my|our|the) (?:\w+ "
        rf")?{_LAUNCH}"
    ),
    "content": re.compile(
        r"\b(?:come back for|members (?:will |can )?(?:get|have|receive|join|enjoy)|we (?:do|run|host|hold|"
        r"meet|go|build|make|offer|start|gather)|(?:main|core|heart|centre|center|hook|thing|draw|highlight|"
        r"content|rhythm|format|there)(?: \w+){0,4} (?:is|are|will be)|"
        r"(?:is|are) (?:the|our|my) (?:heart|core|main|rhythm|plan|thing|hook|centre|center|draw)|i (?:host|"
        r"run|teach) (?:\w+ )?(?:for|with) (?:the )?(?:them|members))\b"
    ),
}
_CONTENT_DEED = re.compile(
    r"\b(?:do(?:ing)?|run(?:ning)?|host(?:ing)?|offer(?:ing)?|teach(?:ing)?|giv(?:e|ing)|hold(?:ing)?|mak(?:e|"
    r"ing)|hav(?:e|ing)|post(?:ing)?|add(?:ing)?|includ(?:e|ing)|stream(?:ing)?|be|go(?:ing)? (?:with|for)|"
    r"start(?:ing)?|keep|decided|settled|choose|pick|want|would like|focus|lock|set|plan|promise|deliver|drop|"
    r"share|build|create|organi[sz]e|lead|try|stick(?:ing)? (?:with|to)|send|release|publish|wins?|works?|"
    r"sounds?|commit|say|mix|combine|alternate|write|record|film|release|go live|answer|meet|gather|is|are)\b"
)


def takes_back(text: str) -> bool:
    return bool(_TAKES_BACK.match(text))


def is_doubt(clause: str) -> bool:
    """A doubt about what was just said, not about a topic of its own."""
    return bool(_DOUBT.match(clause.strip(" .!?")))


def is_conditional(text: str, clause: str) -> bool:
    """ "Would" in a sentence with an "if", or before a "but", is no commitment."""
    wish = re.search(r"\b(?:would(?! like| love| prefer)|could|might)\b", clause)
    return bool(
        wish
        and re.search(
            r"\bif (?!you (?:agree|like|want)|possible|that works)|\bbut\b(?=.*\b(?:not|too|no)\b)", text
        )
    )


def starts_afresh(clause: str) -> bool:
    """Whether a clause leaves the mood of the one before it."""
    return bool(re.match(r"(?:but|so|because|instead)\b", clause))


def turned_down(text: str, mention: Mention) -> bool:
    """Whether the value itself is refused in passing: "instead of X", "Y over X", "not X"."""
    before = text[max(0, mention.start - 40) : mention.start]
    if mention.category == "structure" and re.match(
        r"(?:no|without|zero)\b", text[mention.start : mention.end]
    ):
        return False
    if mention.category == "timeline" and re.search(r"\b(?:not|no) (?:later|more|longer) than $", before):
        return False
    if _TURNED_DOWN.search(before) and not re.search(
        r"\b(?:why not|no (?:doubt|problem|question|wait)|do not forget) $", before
    ):
        return True
    if mention.category == "platform" and re.search(r"\w over $", before):
        return not re.search(
            r"\b(?:move|moving|go|going|switch|switching|come|head|take \w+|bring \w+|it) over $", before
        )
    return bool(_TURNED_DOWN_AFTER.match(text[mention.end : mention.end + 24]))


def without_refused(text: str, clause: Clause, mentions: Sequence[Mention]) -> str:
    """The clause without "not X", "instead of X", "over X" where it names another value of that kind beside X."""
    said = text[clause.start : clause.end]
    for mention in reversed(mentions):
        others = [other for other in mentions if other.category == mention.category and other is not mention]
        if not turned_down(text, mention) or all(turned_down(text, other) for other in others):
            continue
        start, end = mention.start - clause.start, mention.end - clause.start
        refusal = _REFUSAL.search(said[:start])
        said = said[: refusal.start() if refusal else start] + said[end:]
    return " ".join(said.split()).strip(" .!?\"'")


def blanked(text: str, clause: Clause, mentions: Sequence[Mention]) -> str:
    """The clause with the mentions' words blanked out."""
    letters = list(text[clause.start : clause.end])
    for mention in mentions:
        for position in range(max(mention.start, clause.start), min(mention.end, clause.end)):
            letters[position - clause.start] = " "
    return "".join(letters)


def is_bare(text: str, clause: Clause, mentions: Sequence[Mention]) -> bool:
    """Whether the clause says little besides the values: an answer, not a statement about them."""
    if not mentions:
        return False
    rest = blanked(text, clause, mentions)
    formats = [mention.start - clause.start for mention in mentions if mention.category == "content"]
    for start, end in contents.cadences(text[clause.start : clause.end]):
        named = next((at for at in formats if end < at <= end + 25), end)  # "monthly theme challenges"
        rest = rest[:start] + " " * (named - start) + rest[named:]
    said = _WORD.findall(_COUNT_REFUSED.sub(" ", rest))
    labelled = bool(formats) and rest != blanked(text, clause, mentions)
    if (labelled or mentions[0].category == "structure") and _is_label(clause.text, said):
        return True
    said = [word for word in said if any(letter.isalnum() for letter in word)]
    return len(said) <= 9 and all(word.strip("'-:") in _FILLERS or not word.strip("'-:*") for word in said)


def _is_label(clause: str, words: list[str]) -> bool:
    """Whether a rhythm with a few more words is still only named ("weekly live calls and a resource library")."""
    strange = [word for word in words if word.strip("'-:*") not in _FILLERS]
    return len(strange) <= 2 and not _HAS_VERB.search(clause)


def confidence(category: str, clause: str, stance: Stance, *, bare: bool, explicit: bool) -> float:
    """How sure a clause of this stance settles a value of `category`; 0 when it does not."""
    if stance.blocks or _is_beside_the_point(category, clause, bare=bare):
        return 0.0
    if bare:
        return _sure(stance, explicit=explicit, otherwise=0.65 if modality.is_soft(clause) else 0.82)
    return _sure(stance, explicit=explicit, otherwise=0.8) if _settles(category, clause, stance) else 0.0


def _is_beside_the_point(category: str, clause: str, *, bare: bool) -> bool:
    """Whether a value is named in passing: a post on a platform, money earned, a finished interview."""
    if category == "content" and _FINISHED.search(clause):
        return True
    if category == "pricing" and modality.names_a_goal(clause):
        return True
    return not bare and bool(_ELSEWHERE[category].search(clause))


def _settles(category: str, clause: str, stance: Stance) -> bool:
    """Whether the clause's verbs are those of a choice of this kind."""
    if stance is Stance.PLAIN:
        return bool(_STATED[category].search(clause))
    if category == "timeline":
        return bool(_LAUNCH_WORD.search(clause) or _DATE_CHOICE.search(clause))
    return category != "content" or bool(_CONTENT_DEED.search(clause))


def _sure(stance: Stance, *, explicit: bool, otherwise: float) -> float:
    if stance is Stance.SOFT:
        return 0.65
    if stance is Stance.COMMITTED:
        return 0.95 if explicit else 0.9
    return otherwise
