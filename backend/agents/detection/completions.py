"""Work said to be done: whole, already, and by the person speaking (or told by the assistant that it is)."""

import re
from collections.abc import Sequence

from backend.agents.detection import modality
from backend.agents.detection import sentences as reading
from backend.agents.detection.lexicon import vocabulary
from backend.agents.detection.modality import Stance
from backend.agents.detection.sentences import Sentence
from backend.agents.detection.task_index import TaskIndex, index_of
from backend.agents.detection.types import DetectedCompletion, TaskHint

_DEEDS = (
    r"(?:finished|completed|wrapped(?: up)?|wrote|written|recorded|sent(?: out| off)?|announced|published|"
    r"posted|connected|set(?: \w+){0,4} up|built|created|launched|"
    r"hosted|held|ran|run|talked (?:to|with)|spoke (?:to|with)|spoken (?:to|with)|interviewed|planned|opened|"
    r"drafted|made|did|done|invited|named|picked|chosen|chose|collected|gathered|"
    r"filmed|designed|described|rehearsed|put together|put up|filled|tested|scheduled|asked|welcomed|walked|"
    r"printed|uploaded|configured|hooked up|ticked off|set (?:the|our|my|a|your)|checked off|crossed off|"
    r"shipped|nailed|sorted|taken|took|got|managed to \w+|counted|stocked|defined|mapped)"
)
_STATES = (
    r"(?:done|finished|complete|completed|live|up and running|up(?=$| in the| on the)|sent(?: out)?|written|"
    r"connected|recorded|published|posted|ready|set up|planned|invited|sorted|ticked(?: off)?|in place|open|"
    r"built(?! in)|drafted|"
    r"announced|over with|out|behind (?:you|us|me)|wrapped up|scheduled|gathered|collected|working|named|"
    r"picked|chosen|filmed|designed|set|through|checked off|in the bag|approved|hooked up|taken care of)"
)
_STRONG = re.compile(
    r"\b(?:finished|finishing|completed|completing|wrapped up|done|complete|ticked(?: off)?|checked off|"
    r"crossed off|in the bag|nailed|shipped)\b|✅|☑|✔|\[x\]"
)
_SAID_BY_USER = re.compile(
    r"^(?:(?:ok|okay|so|and|hey|hi|hello|yes|well|today|yesterday|guess what|update|quick update|good news|"
    r"great news|last night|this morning|also|then|phew|yay|woo+|done) )*"
    r"(?:(?:i|we) (?:have )?(?:also |just |finally |now |already |even |all |both |actually |(?:\w+ly) )*|"
    rf"(?:just|finally|already|have|got|and) (?:just |finally )?|){_DEEDS}\b"
    rf"|\b(?:i|we) (?:have )?(?:just |finally |now |already |actually |also |got )*{_DEEDS}\b"
    r"|\b(?:is|are|'s|was|were|has been|have been|got|all|now) (?:all |both |now |finally |already |"
    rf"officially |fully |completely |just )*{_STATES}(?: (?:now|today|yesterday|already|too|as well|finally|"
    r"at last|this (?:morning|week|afternoon|evening)|last night))?(?:$|:| (?:and|for|with|to|in|on|at|"
    r"by)\b)"
    r"|\b(?:done|finished) with\b|\bgot .{1,40} (?:done|set up|finished|out|written|sorted|ready|connected|"
    r"live)\b|\b(?:went|gone) (?:through|out|live|well|fine|great)\b"
    rf"|^[\w' -]{{3,40}}'s (?:all |now )?{_STATES}$|^(?:task |step )?(?:done|finished|complete|completed|"
    r"ticked|checked off|check|✅|☑|✔|✓|\[x\])\W+\w|[:\-] ?(?:done|finished|complete|completed|check|ticked|"
    r"✅)$|[✅☑✔]$|^(?:and )?so (?:is|are) (?:the|my|our)\b"
    rf"|^(?!well\b|almost\b|when\b|half)[\w'-]+(?: [\w'-]+){{0,4}} (?:done|finished|complete|completed|sent|"
    r"live|published|recorded|written|posted|connected|ready|sorted|announced)$"
)
_TOLD_BY_ASSISTANT = re.compile(
    rf"\bthat is .{{2,60}} (?:done|finished|complete|completed|sorted|ticked|settled|in place|checked off|"
    r"talked to|interviewed|written|sent|recorded|connected)\b|\b(?:i have |i will |let me |i am "
    rf")?(?:mark(?:ed|ing)?|tick(?:ed|ing)?|check(?:ed|ing)?|cross(?:ed|ing)?) (?:off )?.{{2,60}}"
    r"|\b(?:nice|great|good|lovely|wonderful|fantastic|excellent|brilliant|awesome|amazing|super|beautiful|"
    rf"solid) (?:work|job)\b.{{0,20}}\b(?:on|with|finishing|completing|writing|recording|getting)\b|\bwell "
    r"done (?:on|for|with)\b|\bcongrat\w+ (?:on|for)\b"
    rf"|\byou (?:have )?(?:just |now |already |successfully )*{_DEEDS}\b|\b(?:that|this) (?:ticks|checks|"
    r"crosses|completes|finishes|wraps)\b|^(?:task |step )?(?:complete|completed|done|finished): |\bconsider "
    rf".{{2,50}} (?:ticked|done|finished|checked|complete)\b"
    rf"|\b(?:is|are) (?:all |both |now |officially |already )*{_STATES}(?:$| (?:and|for|with|to|in|on|at|by|"
    rf"now)\b)|^(?:✅|☑|✔|✓|\[x\])|[✅☑✔✓]$|^with .{{2,50}} (?:open|done|finished|complete|in place|live|ready|"
    r"written|sent|connected|recorded|set up|settled)$"
)
_UNFINISHED = re.compile(
    r"\b(?:first version|rough|a start|some of|part of|half of|almost|nearly|half(?:way)?|partly|mostly|about "
    r"to|^after|^before|not|never|yet to|still (?:need|have|must|working|to)|needs? to|have to|has to|going "
    r"to|will(?! (?:mark|check|tick|cross))|want to|plan to|try(?:ing)? to|tried|"
    r"started|starting|begun|working on|should|must|could|would|might|may|once|when|until|before|if|unless|as "
    r"soon as|after (?:i|you|we)|next|tomorrow|later|ready to|want|thought|failed|supposed|counts? as|"
    r"let us|how|many|most|some creators|people usually|usually|often|typically|a good|every|soon|80%|90%|"
    r"tend to|to be|can be|is easier)\b"
)
_OLD = re.compile(
    r"\b(?:last (?:year|spring|summer|autumn|fall|winter|time|january|february|march|april|may|june|july|august|"
    r"\w+ember|october)|years? ago|months? ago|back in|(?:in|since) (?:19|20)\d\d|used to|for a client|for years|"
    r"in school|at school|at university|as a kid)\b"
)
_BY_OTHERS = re.compile(
    r"\b(?:my|a|his|her|their) (?:\w+ ){0,2}?(?:friend|sister|brother|competitor|rival|coach|mentor|cousin|"
    r"colleague)s?\b|\b(?:she|he|they|her|his|someone|somebody|nobody)\b|\b(?:members|followers|people|viewers) "
    r"(?:have )?(?:finished|completed|did|wrote|sent|recorded|took|answered)\b"
)
_PROJECT_WORDS = vocabulary(
    """
    letter email mail e-mail logo page survey video script rules server list post posts banner site website
    landing form signup sign-up calendar plan promise intro copy channel channels poll announcement guide bio
    name template checklist onboarding discount coupon link tier tiers pricing price payment payments stripe
    event faq press outline draft newsletter waitlist waiting questionnaire interview interviews call calls
    research notes avatar cover thumbnail room rooms space invitation invitations invite invites message
    messages schedule trailer teaser headline offer perks portrait persona profile store checkout refund test
    community platform launch workshop slides deck bot roles domain description tagline budget spreadsheet doc
    document content
    """
)
_OBJECT_AFTER = re.compile(
    r"(?:finished|completed|wrapped up|done with|ticked off|checked off|crossed off|nailed|shipped)(?: (?:up|"
    r"off|with|writing|making|designing|setting up|recording|editing|building|drafting|doing))?:? (?:the |my |"
    r"our |a |an |all the |all )?(?P<named>[a-z][\w' -]{1,50})"
)
_OBJECT_BEFORE = re.compile(
    r"(?:the |my |our |a )?(?P<named>[a-z][\w' -]{1,50}?)(?:'s)?(?: (?:is|are|has been|have been))?(?: now| "
    r"all| finally| both| already)*:? ?(?:done|finished|complete|completed|ticked|✅)"
)
_SO_IS = re.compile(r"^(?:and )?so (?:is|are) ")
_TOKEN = re.compile(r"[a-z0-9]+")
_OBJECT_OPENING = re.compile(r"^(?:(?:the|my|our|an?|that is|since|now that|i have|and|so) )+")
_OBJECT_TAIL = re.compile(
    r"\b(?:today|yesterday|this|last|now|at last|finally|and|for|in|on|with|too|already|just)\b.*$"
)
_DEED = re.compile(rf"\b{_DEEDS}\b")
_STATE = re.compile(
    r"\b(?:is|are|was|were|has been|have been|got)(?: all| both| now| finally| officially| already| fully| "
    rf"just)* (?P<state>{_STATES})\b|'s (?P<state2>sent|live)"
)
_DEED_OF_USER = re.compile(rf"\byou (?:have )?(?:\w+ )?{_DEEDS}\b")
_CUT = re.compile(
    r" (?:for|about|as|on|in|at|because|since|by|that|which|from|until|this|last|yesterday|today)\b"
)


def find(read: Sequence[Sentence], *, role: str, tasks: Sequence[TaskHint]) -> list[DetectedCompletion]:
    """What the message says is finished; each task or title once, by its surest sentence."""
    best: dict[str, DetectedCompletion] = {}
    index = index_of(tuple(tasks))
    for sentence in read:
        for found in _in_sentence(sentence, role, index):
            key = found.task_id or found.title.lower()
            if key not in best or best[key].confidence < found.confidence:
                best[key] = found
    return list(best.values())


def _in_sentence(sentence: Sentence, role: str, index: TaskIndex) -> list[DetectedCompletion]:
    if sentence.asks:
        return []
    marker = _SAID_BY_USER if role == "user" else _TOLD_BY_ASSISTANT
    found: list[DetectedCompletion] = []
    parts = _parts(sentence.text)
    for before, part in zip(["", *parts], parts, strict=False):
        if _UNFINISHED.search(part) and not re.search(r"\bi will (?:mark|check|tick|cross)\b", part):
            if re.match(r"(?:if|when|once|until|unless|as soon as|after|before)\b", part):
                return found
            continue
        if (marker.search(part) or (found and _adds(part))) and _own(part, role):
            found += _named(part, sentence, role, index)
            if _shares_verb(before, part) and not marker.search(before):
                found += _named(before, sentence, role, index)
    return [] if _taken_back(parts) else found


def _adds(part: str) -> bool:
    """Whether a part only names one more thing that is done too ("… and the promise")."""
    return bool(re.match(r"and (?:the|my|our) (?:[\w'-]+ ?){1,4}$", part))


def _shares_verb(before: str, part: str) -> bool:
    """ "Both the survey and the rules are done": the first half has no verb of its own."""
    return bool(
        re.match(r"(?:both )?(?:the|my|our) (?:[\w'-]+ ?){1,4}$", before)
        and re.match(r"and (?:the|my|our) .* are ", part)
    )


def _parts(text: str) -> list[str]:
    """The clauses; a short label before a colon stays with what follows ("Welcome letter: done")."""
    text = re.sub(r"\s*[:]\s+(?=(?:the |my )?[\w ]{1,40}[.!]*$)", ": ", text)
    joined = re.sub(r": ", " : ", text)
    parts = [clause.text for clause in reading.clauses(joined.replace(" : ", "\x01"))]
    return [part.replace("\x01", ": ") for part in parts]


def _own(part: str, role: str) -> bool:
    if _OLD.search(part):
        return False
    if role == "assistant":
        return not modality.looks_asked(part) and not re.search(r"\byou (?:set|put|run|read|let)\b", part)
    part = _SO_IS.sub("", part)
    return not _BY_OTHERS.search(part) and modality.stance(part) not in (
        Stance.ASKED,
        Stance.HYPOTHETICAL,
        Stance.HEDGED,
    )


def _taken_back(parts: list[str]) -> bool:
    return any(
        re.search(r"\b(?:failed|did not work|not really|fell through|have to redo|broke)\b", part)
        for part in parts
    )


def _named(part: str, sentence: Sentence, role: str, index: TaskIndex) -> list[DetectedCompletion]:
    strong = bool(_STRONG.search(part))
    vouched = strong or (role == "assistant" and not _DEED_OF_USER.search(part)) or not _has_verb(part)
    claim = part if vouched else _claim(part)
    task, fit = index.best(claim)
    if task is not None and not vouched and not index.does(task, claim):
        return []
    if task is not None:
        confidence = min(0.97, 0.55 + 0.35 * fit + (0.1 if strong else 0.0))
        return [DetectedCompletion(task.task_id, task.title, round(confidence, 2), sentence.raw)]
    title = _title(part) if strong else None
    if title is None:
        return []
    return [DetectedCompletion(None, title, 0.6 if role == "user" else 0.5, sentence.raw)]


def _has_verb(part: str) -> bool:
    return bool(_DEED.search(part) or _STATE.search(part))


def _claim(part: str) -> str:
    """The deed with its object, or the thing whose state is told, without what it was for, about or on."""
    deed = _DEED.search(part)
    state = _STATE.search(part)
    if deed and not (state and state.start() < deed.start()):
        return _CUT.split(part[deed.start() :], maxsplit=1)[0]
    if state:
        return f"{part[: state.start()]} {state['state'] or state['state2']}"
    return part


def _title(part: str) -> str | None:
    """What was finished in the speaker's words, when it sounds like work on the project."""
    match = _OBJECT_AFTER.search(part) or _OBJECT_BEFORE.search(part)
    if not match:
        return None
    named = _OBJECT_OPENING.sub("", _OBJECT_TAIL.sub("", match["named"].strip()).strip())
    said = {form for word in _TOKEN.findall(named) for form in (word, word.rstrip("s"))}
    return named if 2 < len(named) <= 60 and said & _PROJECT_WORDS else None
