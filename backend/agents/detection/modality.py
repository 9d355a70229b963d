"""How a clause is meant: as a commitment, or as a question, a what-if, a doubt, someone else's words, the past.

Everything here reads normalised text (`sentences.normalised`).
"""

import re
from enum import Enum

from backend.agents.detection.lexicon import vocabulary


class Stance(Enum):
    COMMITTED = "committed"
    SOFT = "soft"
    PLAIN = "plain"
    NEGATED = "negated"
    HEDGED = "hedged"
    HYPOTHETICAL = "hypothetical"
    ASKED = "asked"
    REPORTED = "reported"
    PAST = "past"

    @property
    def blocks(self) -> bool:
        return self not in (Stance.COMMITTED, Stance.SOFT, Stance.PLAIN)

    @property
    def lingers(self) -> bool:
        """Whether a following clause without a verb of its own is still meant the same way."""
        return self in (Stance.ASKED, Stance.HEDGED, Stance.HYPOTHETICAL, Stance.REPORTED, Stance.PAST)


_PERSON = (
    r"(?:friends?|sister|brother|wife|husband|partner|mom|mum|mother|dad|father|coach|mentor|boss|accountant|"
    r"advisor|"
    r"competitors?|rivals?|colleagues?|cousin|teacher|manager|neighbou?r|buddy|assistant|peers?|team ?mate|"
    r"consultant|"
    r"audience|followers?|fans?|viewers?|readers?|members|people|everybody|everyone|someone|somebody|others|"
    r"most creators|many creators|experts?|guru|studio|uncle|aunt|daughter|son|girlfriend|boyfriend|editor)"
)
_SPEECH = (
    r"(?:says?|said|told|tells?|telling|thinks?|thought|suggests?|suggested|recommends?|recommended|keeps?|"
    r"kept|asked|asks?|"
    r"wants?|wanted|advises?|advised|insists?|insisted|swears?|swore|claims?|claimed|prefers?|preferred|"
    r"mentioned|"
    r"wrote|argues?|argued|loves?|hates?|pushed|pushing|would)"
)
_NAMED_DEED = (
    r"(?:uses?|used|charges?|charged|runs?|ran|costs?|launched|launches|opens?|opened|moved|pays?|paid|went|"
    r"has|had|sells?|sold|"
    r"does|did|is|was|started|starts|picked|chose|hosts?|hosted|finished|switched|offers?|offered|makes?|made|"
    r"have)"
)

_REPORTED = re.compile(
    r"\b(?:my|our|a|the|his|her|their|your|one|other|another|some|most|"
    rf"many)\s(?:[\w'-]{{1,20}}\s){{0,3}}?{_PERSON}"
    rf"(?:'s)?\s(?:[\w'-]{{1,20}}\s){{0,2}}?(?:{_SPEECH}|{_NAMED_DEED})\b"
    r"|^(?:and |but |so )?(?:everybody|everyone|someone|people|others|they|he|she|"
    rf"you)\s(?:[\w']{{1,20}}\s){{0,3}}?{_SPEECH}\b"
    rf"|\b(?:he|she)\s(?:[\w']{{1,20}}\s)?{_NAMED_DEED}\b|\baccording to\b|\b(?:was|were|been|got) (?:told|"
    r"advised)\b"
    rf"|\b(?:competitors?|rivals?)\b|\b(?:other|another|similar|rival) (?:[\w-]{{1,20}} ){{0,2}}"
    rf"(?:communit\w+|creators?|groups?|clubs?|channels?|podcasts?|places?|artists?|makers?|courses?)\b"
    rf"|\b(?:hers|theirs)\b|\bfor his\b|\b(?:i (?:read|heard|saw)) (?:that|somewhere|a|an|in|on|people|you)\b"
    rf"|^[\"'].*[\"']|[\"'] ?(?:he|she|they|my \w+) (?:said|says|told|wrote)"
)
_NAMED_OTHER = re.compile(
    r"^(?:and |but )?(?:([a-z][a-z]{1,14}) (?:uses?|used|charges?|charged|runs?|ran|launched|pays|paid|sells|"
    r"sold|hosts|hosted|"
    r"finished|picked|chose|switched|moved|offers|made|makes)|([a-z][a-z]{1,14})'s (?:[\w-]{1,20} ){1,3}(?:is|"
    r"has|was|runs?|uses?|costs?|"
    r"charges?|lives?|opens?|sells?|moved|launched|offers?|does))\b"
)
_OWN_SUBJECTS = vocabulary(
    """
    access all basic community content cost date day deadline doors entry everybody everyone fee founders friday
    he i it joining launch members membership monday month one opening people plan platform price pricing seats
    she structure subscription that there they this tier tiers timeline we what which who
    """
)

_HYPOTHETICAL = re.compile(
    r"\b(?:if(?! (?:you agree|possible|that (?:works|is ok|is fine|suits)|you (?:like|want)|it is ok))|"
    r"suppose|supposing|imagine|"
    r"assuming|unless|were to|in theory|hypothetically|in case|say we|pretend|in a perfect world|wish|one day|"
    r"someday|"
    r"later on|some day|eventually|down the (?:road|line)|hopefully|once (?:i|we|it|the|my|our|that))\b"
    r"|\b(?:would(?! (?:like|love|prefer|rather|want|say|charge|use|go (?:with|for)|pick|choose|run|do|host|"
    r"start|launch|open|keep|make))|could|"
    r"(?<!\bi )(?<!\bwe )should(?! be\b)|ought to|might)\b"
    r"|\b(?:i|we|it|that|this|they|you|people) may\b"
)
_HEDGED = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|unsure|undecided|torn|leaning|considering|tempted|"
    r"toying|debating|"
    r"hesitat\w+|wonder(?:ing)?|curious|depends?|either|dunno|idk|potentially|flirting|playing with the idea|"
    r"on the fence|mixed feelings|in two minds|open to|not (?:\w+ ){0,2}(?:sure|certain|convinced|decided|"
    r"settled)|not too sure|"
    r"(?:do|does|did|can|have|am|has) not (?:\w+ ){0,2}(?:know|decide|decided|choose|chosen|tell|made? up|"
    r"settled|picked)|"
    r"hard to (?:say|decide|choose)|thinking|think (?:about|over|on)|thought about|second thoughts|hope|"
    r"hoping|(?:i|we|to|will) consider|reconsider\w*|looking at|might|no idea|need to think|"
    r"still (?:thinking|deciding|weighing|choosing|comparing)|something like|or something|or so|let me think|"
    r"sounds? (?:interesting|tempting|scary)|seems? (?:a bit|like a lot|expensive|cheap)|but also|"
    r"(?:almost|nearly|halfway|half|partly|sort of|kind of) (?:done|finished|through|there|ready|complete))\b"
)
_NEGATION = re.compile(
    r"\b(?:not(?! only)|never|no(?! (?:question|doubt|problem|worries|need to|wait|brainer|matter|rush|levels|"
    r"tiers|more|one|"
    r"later|ifs|regrets|frills|fuss|strings))|nothing|nobody|none|without|neither|nor|anything but|hate|hates|"
    r"refuse|avoid|"
    r"scrap|ditch|dropped|forget(?! it)|rule out|ruled out|against|stop|too (?:\w+ )?(?:much|many|high|low|"
    r"soon|early|late|expensive|"
    r"cheap|long|short|complicated|tight|big|small|noisy|messy)|terrible|horrible|awful|bad|worst|wrong|"
    r"unrealistic|"
    r"impossible|overkill|scares?|is out|are out|nope|skip|lose|rather than have)\b"
)
_NEGATION_IDIOMS = re.compile(
    r"\bcan not (?:wait|go wrong)\b|\bwhy not\b|\bdo not forget\b|\bdo not mind\b|\bnot bad\b|\bnot (?:before|"
    r"until|later than)\b|"
    r"\bno later than\b|\bnot a day later\b|\bno doubt\b|\bbad at\b|\bno more than\b|\bnot only\b|\bnot "
    r"just\b"
)
_PAST = re.compile(
    r"\b(?:used to|ago|last (?:year|month|week|spring|summer|autumn|fall|winter|time)|back in|back when|"
    r"previously|"
    r"formerly|in the past|at the time|once upon|(?:in|since) (?:19|20(?:0|1|2[0-5]))\d{1,2}|"
    r"(?:i|we) (?:was|were|had|tried|wanted|said|thought|ran|made|sold|charged|launched|used|hosted|started|"
    r"quit|left|"
    r"did|got|posted|opened|built|rented|considered|planned|meant|offered|paid|earned|hoped|liked)|"
    r"(?:i|we) (?:have )?(?:just |already |finally |now )*(?:finished|completed|wrapped|set up|recorded|sent|"
    r"wrote|written|done|interviewed|joined|left|deleted|closed)|my (?:old|former|previous|first|last)|it "
    r"took|already (?:have|had|run|use|on)|(?:i|we)(?: am| are)? currently|anymore)\b"
)
_GOAL = re.compile(
    r"\b(?:i|we) (?:\w+ ){0,3}?(?:earn|make|spend|save|invest|borrow)\b(?! (?:it|that|the|this|my|our)\b)"
    r"|\b(?:goal|budget|income|revenue|salary|rent|savings|sponsor\w*|ads?|mortgage|followers|subscribers|"
    r"earnings|profit|"
    r"target income|worth|breaks? even|turnover|invoice|taxes|equipment|adsense|tips|donations|merch)\b"
    r"|\b(?:i|we) (?:already |currently |now )?(?:pay|have(?! (?:now |all |finally |just )?(?:decided|chosen|"
    r"picked|settled|set|agreed)))\b"
)
_QUESTION_OPENING = re.compile(
    r"^(?:(?:ok|okay|so|and|but|hm+|well|also|yes|hey|then|actually|wait|oh) )*"
    r"(?:(?:should|shall|could|can|may|will|would|do|does|did|is|are|am|was|were|has|have|had) "
    r"(?:i|we|you|it|that|this|there|he|she|they|the|a|an|my|our|people|members|anyone|someone|\$|\d|[a-z]+ "
    r"(?:better|good|ok|enough|too|right|work|works))"
    r"|(?:what|which|how|why|when|where|who|whose)\b(?! (?:i|we) (?:want|need|can|will|am|are|have)\b)|(?:is|"
    r"are|"
    r"does|do|would|should|can|could|will) )"
)
_REQUEST = re.compile(
    r"^(?:(?:ok|okay|so|and) )*(?:can|could|will|would) you (?:please )?"
    r"(?:note|put|write|record|remember|mark|save|add|set|lock|go ahead|update|change|switch|book|make)\b"
)
_ATTRIBUTION = re.compile(
    r"^(?:he|she|they|everyone|everybody|people|(?:my|our|the|a) (?:[\w-]+ ){1,3}?|(?!i |we )[a-z]+ "
    r")\s?(?:always |often |once |keeps? )?"
    r"(?:said|says|saying|told|tells|suggested|suggests|recommended|recommends|advised|advises|wrote|writes|"
    r"insists|insisted|thinks|argued)(?: (?:me|us|to me|so|yesterday))*$"
)
_TAG = re.compile(
    r"^(?:ok|okay|right|yes|yeah|no|deal|agreed?|good|cool|alright|fine|(?:does )?that (?:ok|fine|work|works|"
    r"good)|"
    r"sounds? (?:good|ok|fine|right|great)|does (?:that|it|this) (?:work|sound|make)\b.*|is (?:that|it|this) "
    r"(?:ok|okay|fine|good|alright)\b.*|"
    r"what do you (?:think|say)|(?:can|could) you\b.*|any objections?|how does that sound|shall we|will "
    r"(?:that|it|this) work|"
    r"if that is (?:ok|fine)|do you agree|isn't it|don't you think)$"
)
_COMMITMENT = re.compile(
    r"\b(?:(?:i|we) (?:\w+ly |just |now |hereby |also |already )?(?:(?:have|am|are) )?(?:\w+ly |just |finally "
    r"|now |all |already |officially )?(?:decided|settled|"
    r"committed|chose|chosen|choose|choosing|picked|picking|set on|sold on|locked)|"
    r"(?:i|we) (?:will|shall|am|are|want|plan|intend|need|would (?:like|love|prefer|want|rather)|commit|"
    r"promise|go(?! back)|prefer|aim|take|pick|bet)|"
    r"let us|let me (?:go|use|keep|do|pick|choose|set|charge)|going (?:to|with|for)|go (?:with|for)|going "
    r"live|it is$|it is (?:then|now|for me|please|thanks)\b|make (?:it|that|this)|set it|set (?:the|my|our)|"
    r"(?:it|this) (?:has to|must|will) be|sold on|put (?:me|us) down|final|decided|agreed on|decision|my "
    r"(?:pick|choice|vote|price|deadline|plan|answer|call)|"
    r"wins|winner|^(?:(?:please|just|ok|okay|then|so|and|yes|well) )*(?:use|pick|choose|charge|launch|price|"
    r"switch|change|raise|lower|add|keep|host|set|do)\b(?! (?:you|we|i|they|people|creators))|(?:i|we) should|"
    r"switch(?:ing)? to|"
    r"mov(?:e|ing) (?:it |everything )?to|drop (?:it|the price) to|rais(?:e|ing) (?:it|the price)|lock(?:ed|"
    r"ing)? (?:it |that )?in|done deal|"
    r"push (?:it|the launch|the date)|(?:is|are) (?:settled|fixed|decided|final|locked|set|sorted)|sign me up|"
    r"all in|all set|"
    r"works(?: for (?:me|us))?$|settled on|(?:note|write|put) (?:that|down)|to go$|deal$|(?:i|we) would "
    r"(?:say|go|pick|choose|charge|use|run|do|host|start|launch|open|keep|make)|(?:can|could) commit|"
    r"stick(?:ing)? (?:with|to)|"
    r"(?:sounds?|feels?|looks?|seems?) (?:\w+ )?(?:right|good|perfect|great|fair)|(?:is|are) (?:best|plenty|"
    r"ideal|the way to go)|"
    r"is (?:the one|perfect|right|"
    r"good|great|what|my|our|it\b|enough|a good))\b"
)
_SETTLED = re.compile(
    r"(?:^|\b(?:and|so|but|now|yesterday|today|finally) )(?:(?:ok|so|and|but|well|yes) )*(?:i|we) (?:\w+ly "
    r")?(?:have )?(?:\w+ly |now |just |all )?(?:decided(?! against)|chose|chosen|picked|settled|agreed on)\b"
)
_EXPLICIT = re.compile(
    r"\b(?:let us|(?:i|we) (?:will|am going|are going|have decided|decided|choose|chose|picked|settled|want|"
    r"would like)|put me down|make it|"
    r"it is$|switch to|going with|go with)\b"
)
_SOFT = re.compile(
    r"\b(?:i think|i guess|i suppose|i believe|i feel|feels?|around|about|roughly|approximately|for now|"
    r"tentatively|to start|"
    r"to begin with|let us try|i would say|(?<!let us )say|i would (?:go|pick|choose|charge|use|run|do|host|"
    r"start|launch|"
    r"open|keep|make)|i should|we should|"
    r"aiming|some(?:thing)? like|ish|circa|~|for the moment|more or less)\b"
)
_RATIFIED = re.compile(
    r"^(?:and |so |ok |okay )*(?:(?:that is |it is |this is |is )?(?:my |the |our |a )?(?:final(?: (?:answer|"
    r"decision))?|decided|decision|settled|done deal|"
    r"sure(?: thing)?|absolutely|definitely|for sure|done|deal|go|locked in|plan|fix|fixed|set|call|choice|"
    r"agreed|sorted|it|perfect)|let us (?:go there|"
    r"(?:do|use|pick|choose|take|go with|go for|try|run with|make) (?:it|that|this)(?: one)?|go|lock (?:it|"
    r"that) in)|(?:i|we) (?:will|am|are)(?: going to)? (?:take|use|go(?:ing)? (?:with|for)|stick(?:ing)? with|"
    r"do(?:ing)?|choos(?:e|ing)|tak(?:e|ing)) (?:it|that|this)(?: one)?|"
    r"lock (?:it|that) in|set it up|works for me|go for it|count me in|i am (?:sure|certain|in|sold)|"
    r"lets? ?gooo*|no question|100%|please|"
    r"that (?:is what|works|feels|sounds|suits)\b.*)(?: then| now| please| it up)?$"
)


def looks_asked(clause: str) -> bool:
    """A question by its own words, whatever its punctuation."""
    return bool(_QUESTION_OPENING.match(clause)) and not _REQUEST.match(clause)


def is_request(clause: str) -> bool:
    return bool(_REQUEST.match(clause))


def is_tag(clause: str) -> bool:
    """A tail that asks for a nod ("ok?") and takes nothing back."""
    return bool(_TAG.match(clause))


def is_explicit(clause: str) -> bool:
    """A commitment in so many words."""
    return bool(_EXPLICIT.search(clause))


def ratifies(clause: str) -> bool:
    """A nod to what was just said ("done deal", "let us do it")."""
    return bool(_RATIFIED.match(clause.strip(" .!")))


def attributes(clause: str) -> bool:
    """A tail that puts what came before in someone else's mouth ("…, she told me")."""
    return bool(_ATTRIBUTION.match(clause.strip(" .!,\"'")))


def adopts(clause: str) -> bool:
    """A nod that makes somebody else's idea one's own ("… so let us do that")."""
    return ratifies(clause) and bool(re.search(r"\b(?:let us|(?:i|we) (?:will|am|are))\b", clause))


def negated(clause: str) -> bool:
    return bool(_NEGATION.search(_NEGATION_IDIOMS.sub(" ", clause)))


def reported(clause: str) -> bool:
    """Someone else's words, deeds or prices."""
    if _REPORTED.search(clause):
        return True
    named = _NAMED_OTHER.match(clause)
    return named is not None and (named[1] or named[2]) not in _OWN_SUBJECTS


def stance(clause: str) -> Stance:
    """How a clause is meant, judged by its own words alone."""
    if _REQUEST.match(clause):
        rest = stance(_REQUEST.sub("", clause))
        return rest if rest.blocks else Stance.COMMITTED
    if (
        _SETTLED.search(clause)
        and not looks_asked(clause)
        and not negated(clause)
        and not _HYPOTHETICAL.search(clause)
    ):
        return Stance.SOFT if _SOFT.search(clause) else Stance.COMMITTED
    for test, verdict in _VERDICTS:
        if test(clause):
            return verdict
    if _COMMITMENT.search(clause):
        return Stance.SOFT if _SOFT.search(clause) else Stance.COMMITTED
    return Stance.PLAIN


def names_a_goal(clause: str) -> bool:
    """Money earned, spent or saved rather than asked of members."""
    return bool(_GOAL.search(clause))


def is_soft(clause: str) -> bool:
    return bool(_SOFT.search(clause))


_VERDICTS = (
    (looks_asked, Stance.ASKED),
    (_HEDGED.search, Stance.HEDGED),
    (_HYPOTHETICAL.search, Stance.HYPOTHETICAL),
    (reported, Stance.REPORTED),
    (negated, Stance.NEGATED),
    (_PAST.search, Stance.PAST),
)
