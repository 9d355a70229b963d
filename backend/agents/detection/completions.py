"""Work said to be done: whole, already, and by the person speaking (or told by the assistant that it is)."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from backend.agents.detection import modality
from backend.agents.detection import sentences as reading
from backend.agents.detection.modality import Stance
from backend.agents.detection.sentences import Sentence, normalised
from backend.agents.detection.types import DetectedCompletion, TaskHint

_DEEDS = (
    r"(?:finished|completed|wrapped(?: up)?|wrote|written|recorded|sent(?: out| off)?|announced|published|posted|connected|set(?: \w+){0,4} up|built|created|launched|"
    r"hosted|held|ran|run|talked (?:to|with)|spoke (?:to|with)|spoken (?:to|with)|interviewed|planned|opened|drafted|made|did|done|invited|named|picked|chosen|chose|collected|gathered|"
    r"filmed|designed|described|rehearsed|put together|put up|filled|tested|scheduled|asked|welcomed|walked|printed|uploaded|configured|hooked up|ticked off|set (?:the|our|my|a|your)|checked off|crossed off|shipped|nailed|sorted|taken|took|got|managed to \w+|counted|stocked|defined|mapped)"
)
_STATES = (
    r"(?:done|finished|complete|completed|live|up and running|up(?=$| in the| on the)|sent(?: out)?|written|connected|recorded|published|posted|ready|set up|planned|invited|sorted|ticked(?: off)?|in place|open|built(?! in)|drafted|"
    r"announced|over with|out|behind (?:you|us|me)|wrapped up|scheduled|gathered|collected|working|named|picked|chosen|filmed|designed|set|through|checked off|in the bag|approved|hooked up|taken care of)"
)
_STRONG = re.compile(
    r"\b(?:finished|finishing|completed|completing|wrapped up|done|complete|ticked(?: off)?|checked off|crossed off|in the bag|nailed|shipped)\b|✅|☑|✔|\[x\]"
)
_SAID_BY_USER = re.compile(
    rf"^(?:(?:ok|okay|so|and|hey|hi|hello|yes|well|today|yesterday|guess what|update|quick update|good news|great news|last night|this morning|also|then|phew|yay|woo+|done) )*"
    rf"(?:(?:i|we) (?:have )?(?:also |just |finally |now |already |even |all |both |actually |(?:\w+ly) )*|(?:just|finally|already|have|got|and) (?:just |finally )?|){_DEEDS}\b"
    rf"|\b(?:i|we) (?:have )?(?:just |finally |now |already |actually |also |got )*{_DEEDS}\b"
    rf"|\b(?:is|are|'s|was|were|has been|have been|got|all|now) (?:all |both |now |finally |already |officially |fully |completely |just )*{_STATES}(?: (?:now|today|yesterday|already|too|as well|finally|at last|this (?:morning|week|afternoon|evening)|last night))?(?:$|:| (?:and|for|with|to|in|on|at|by)\b)"
    r"|\b(?:done|finished) with\b|\bgot .{1,40} (?:done|set up|finished|out|written|sorted|ready|connected|live)\b|\b(?:went|gone) (?:through|out|live|well|fine|great)\b"
    rf"|^[\w' -]{{3,40}}'s (?:all |now )?{_STATES}$|^(?:task |step )?(?:done|finished|complete|completed|ticked|checked off|check|✅|☑|✔|✓|\[x\])\W+\w|[:\-] ?(?:done|finished|complete|completed|check|ticked|✅)$|[✅☑✔]$|^so (?:is|are) the\b"
    rf"|^(?!well\b|almost\b|when\b|half)[\w'-]+(?: [\w'-]+){{0,4}} (?:done|finished|complete|completed|sent|live|published|recorded|written|posted|connected|ready|sorted|announced)$"
)
_TOLD_BY_ASSISTANT = re.compile(
    rf"\bthat is .{{2,60}} (?:done|finished|complete|completed|sorted|ticked|settled|in place|checked off|talked to|interviewed|written|sent|recorded|connected)\b|\b(?:i have |i will |let me |i am )?(?:mark(?:ed|ing)?|tick(?:ed|ing)?|check(?:ed|ing)?|cross(?:ed|ing)?) (?:off )?.{{2,60}}"
    rf"|\b(?:nice|great|good|lovely|wonderful|fantastic|excellent|brilliant|awesome|amazing|super|beautiful|solid) (?:work|job)\b.{{0,20}}\b(?:on|with|finishing|completing|writing|recording|getting)\b|\bwell done (?:on|for|with)\b|\bcongrat\w+ (?:on|for)\b"
    rf"|\byou (?:have )?(?:just |now |already |successfully )*{_DEEDS}\b|\b(?:that|this) (?:ticks|checks|crosses|completes|finishes|wraps)\b|^(?:task |step )?(?:complete|completed|done|finished): |\bconsider .{{2,50}} (?:ticked|done|finished|checked|complete)\b"
    rf"|\b(?:is|are) (?:all |both |now |officially |already )*{_STATES}(?:$| (?:and|for|with|to|in|on|at|by|now)\b)|^(?:✅|☑|✔|✓|\[x\])|[✅☑✔✓]$|^with .{{2,50}} (?:open|done|finished|complete|in place|live|ready|written|sent|connected|recorded|set up|settled)$"
)
_UNFINISHED = re.compile(
    r"\b(?:first version|rough|a start|some of|part of|half of|almost|nearly|half(?:way)?|partly|mostly|about to|^after|^before|not|never|yet to|still (?:need|have|must|working|to)|needs? to|have to|has to|going to|will(?! (?:mark|check|tick|cross))|want to|plan to|try(?:ing)? to|tried|"
    r"started|starting|begun|working on|should|must|could|would|might|may|once|when|until|before|if|unless|as soon as|after (?:i|you|we)|next|tomorrow|later|ready to|want|thought|failed|supposed|counts? as|"
    r"let us|how|many|most|some creators|people usually|usually|often|typically|a good|every|soon|80%|90%|tend to|to be|can be|is easier)\b"
)
_OLD = re.compile(r"\b(?:last (?:year|spring|summer|autumn|fall|winter|time|january|february|march|april|may|june|july|august|\w+ember|october)|years? ago|months? ago|back in|(?:in|since) (?:19|20)\d\d|used to|for a client|for years|in school|at school|at university|as a kid)\b")
_BY_OTHERS = re.compile(r"\b(?:my|a|his|her|their) (?:\w+ ){0,2}?(?:friend|sister|brother|competitor|rival|coach|mentor|cousin|colleague)s?\b|\b(?:she|he|they|her|his|someone|somebody|nobody)\b|\b(?:members|followers|people|viewers) (?:have )?(?:finished|completed|did|wrote|sent|recorded|took|answered)\b")
_PROJECT_WORDS = frozenset(
    """letter email mail e-mail logo page survey video script rules server list post posts banner site website landing form signup sign-up calendar plan promise intro copy channel channels poll announcement
    guide bio name template checklist onboarding discount coupon link tier tiers pricing price payment payments stripe event faq press outline draft newsletter waitlist waiting questionnaire interview interviews
    call calls research notes avatar cover thumbnail room rooms space invitation invitations invite invites message messages schedule trailer teaser headline offer perks portrait persona profile store checkout
    refund test community platform launch workshop slides deck bot roles domain description tagline budget spreadsheet doc document content""".split()
)
_OBJECT = re.compile(
    r"(?:finished|completed|wrapped up|done with|ticked off|checked off|crossed off|nailed|shipped)(?: (?:up|off|with|writing|making|designing|setting up|recording|editing|building|drafting|doing))?:? (?:the |my |our |a |an |all the |all )?(?P<after>[a-z][\w' -]{1,50})"
    r"|(?:the |my |our |a )?(?P<before>[a-z][\w' -]{1,50}?)(?:'s)?(?: (?:is|are|has been|have been))?(?: now| all| finally| both| already)*:? ?(?:done|finished|complete|completed|ticked|✅)"
)
_OBJECT_TAIL = re.compile(r"\b(?:today|yesterday|this|last|now|at last|finally|and|for|in|on|with|too|already|just)\b.*$")
_STOP = frozenset(
    """the a an my our your of for to and or is are was were be been i we you it its that this in on at by with from as up out off so now just finally already have has had all got done finished complete
    completed than then who they them their would will one first last two three four very today yesterday week morning night before after can live check checked tick ticked mark marked task item list news update hooray congratulations congrats perfect awesome excellent wonderful nice amazing brilliant lovely most since because though anyone me us also both well good great fine new own where what here
    's s re ll""".split()
)
_DEED = re.compile(rf"\b{_DEEDS}\b")
_STATE = re.compile(rf"\b(?:is|are|was|were|has been|have been|got)(?: all| both| now| finally| officially| already| fully| just)* (?P<state>{_STATES})\b|'s (?P<state2>sent|live)")
_DEED_OF_USER = re.compile(rf"\byou (?:have )?(?:\w+ )?{_DEEDS}\b")
_CUT = re.compile(r" (?:for|about|as|on|in|at|because|since|by|that|which|from|until|this|last|yesterday|today)\b")
_KINDS = [
    frozenset(kind.split())
    for kind in (
        "write draft post publish type word",
        "send run publish post share ship mail",
        "record film shoot make",
        "make build create design set publish post launch open put live",
        "open launch start live",
        "talk interview ask meet call speak",
        "choose pick set decide name fix settle",
        "connect hook set link take",
        "host run hold give",
        "collect gather list compile copy",
        "make run do test take try",
        "plan fill stock schedule map prepare",
        "invite ask send",
        "announce post publish share send open tell",
        "describe write define sketch draft portrait",
        "walk rehearse test run take",
    )
]
"""Verbs that tell of the same kind of work."""
_ANY_KIND = frozenset("did do done place over behind sorted tick check".split())
_THERE = frozenset("ready out up live running place open".split())
_THINGS = frozenset("write send make build create design open connect collect gather record plan draft set stock fill".split())
"""Work that leaves something behind, which can then be "ready" or "live"."""
_IRREGULAR = {
    "wrote": "write", "written": "write", "sent": "send", "built": "build", "made": "make", "chose": "choose", "chosen": "choose", "spoke": "talk", "spoken": "talk", "speak": "talk",
    "hold": "host", "held": "host", "ran": "run", "interviewed": "interview", "people": "person", "followers": "follower", "picked": "pick", "took": "take", "taken": "take", "gave": "give", "given": "give",
    "drafted": "draft", "wait": "wait", "waitlist": "waitlist", "kept": "keep", "met": "meet", "letters": "letter", "server": "space", "launch": "launch", "named": "name", "priced": "price", "filmed": "record",
    "film": "record", "created": "make", "create": "make", "5": "5", "five": "5", "ten": "10",
}  # fmt: skip
_TOKEN = re.compile(r"[a-z0-9]+")
_GENERIC = frozenset("write send set build make record invite plan open host run talk collect decide choose pick take draft name announce connect gather describe find fill walk keep month week day year minute time launch".split())
_FITS = 0.5


def find(read: Sequence[Sentence], *, role: str, tasks: Sequence[TaskHint]) -> list[DetectedCompletion]:
    """What the message says is finished; each task or title once, by its surest sentence."""
    best: dict[str, DetectedCompletion] = {}
    index = _index(tuple(tasks))
    for sentence in read:
        for found in _in_sentence(sentence, role, index):
            key = found.task_id or found.title.lower()
            if key not in best or best[key].confidence < found.confidence:
                best[key] = found
    return list(best.values())


def _in_sentence(sentence: Sentence, role: str, index: "_TaskIndex") -> list[DetectedCompletion]:
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
    return bool(re.match(r"(?:both )?(?:the|my|our) (?:[\w'-]+ ?){1,4}$", before) and re.match(r"and (?:the|my|our) .* are ", part))


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
    return not _BY_OTHERS.search(part) and modality.stance(part) not in (Stance.ASKED, Stance.HYPOTHETICAL, Stance.HEDGED)


def _taken_back(parts: list[str]) -> bool:
    return any(re.search(r"\b(?:failed|did not work|not really|fell through|have to redo|broke)\b", part) for part in parts)


def _named(part: str, sentence: Sentence, role: str, index: "_TaskIndex") -> list[DetectedCompletion]:
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
    match = _OBJECT.search(part)
    if not match:
        return None
    words = _OBJECT_TAIL.sub("", (match["after"] or match["before"] or "").strip()).strip()
    for opening in ("the ", "my ", "our ", "a ", "an ", "that is ", "since ", "now that ", "i have ", "and ", "so "):
        words = words.removeprefix(opening)
    tokens = set(_TOKEN.findall(words)) | {word.rstrip("s") for word in _TOKEN.findall(words)}
    return words if 2 < len(words) <= 60 and tokens & _PROJECT_WORDS else None


def _stem(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    for ending, least in (("ings", 8), ("ing", 7), ("ies", 6), ("ied", 6), ("ed", 5), ("es", 6), ("s", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return _IRREGULAR.get(word, word).rstrip("e")


def _stems(text: str) -> list[str]:
    words = _TOKEN.findall(text.replace("wait list", "waitlist").replace("waiting list", "waitlist"))
    return [_stem(word) for word in words if word not in _STOP]


_GENERIC_STEMS = frozenset(_stem(word) for word in _GENERIC)


_KIND_STEMS = [frozenset(_stem(word) for word in kind) for kind in _KINDS]
_VERB_STEMS = frozenset().union(*_KIND_STEMS)
_THERE_STEMS = frozenset(_stem(word) for word in _THERE)
_THING_STEMS = frozenset(_stem(word) for word in _THINGS)
_ANY_KIND_STEMS = frozenset(_stem(word) for word in _ANY_KIND)


class _TaskIndex:
    """Tasks by the words of their titles and ids, rare words weighing more."""

    def __init__(self, tasks: Sequence[TaskHint]) -> None:
        self._tasks = tasks
        self._titles = [frozenset(_stems(normalised(task.title))) for task in tasks]
        self._slugs = [frozenset(_stems(task.task_id.replace("_", " "))) for task in tasks]
        self._seen = seen = Counter(
            word for title, slug in zip(self._titles, self._slugs, strict=True) for word in title | slug
        )
        self._weight = {word: math.log(1 + len(tasks) / count) * self._share(word) for word, count in seen.items()}

    @staticmethod
    def _share(word: str) -> float:
        return 0.5 if word in _GENERIC_STEMS else 1.0

    def best(self, text: str) -> tuple[TaskHint | None, float]:
        """The task whose title or id `text` names best, with how well from 0 to 1."""
        said = set(_stems(text))
        scored = [
            (max(self._fit(said, title), self._fit(said, slug), self._only(said, title | slug)), -position)
            for position, (title, slug) in enumerate(zip(self._titles, self._slugs, strict=True))
        ]
        if not scored:
            return None, 0.0
        fit, position = max(scored)
        return (self._tasks[-position], fit) if fit >= _FITS else (None, 0.0)

    def does(self, task: TaskHint, claim: str) -> bool:
        """Whether a verb of `claim` tells of the kind of work the task is."""
        said = {word.rstrip("e") for word in _stems(claim)} | {_stem(word) for word in _TOKEN.findall(claim)}
        position = self._tasks.index(task)
        named = self._titles[position] | self._slugs[position]
        if said & _ANY_KIND_STEMS or (said & _THERE_STEMS and named & _THING_STEMS):
            return True
        return any(said & kind and named & kind for kind in _KIND_STEMS) or bool(said & named & _VERB_STEMS)

    def _fit(self, said: set[str], named: frozenset[str]) -> float:
        """Share of the name's weight that was said; common verbs alone count only when nearly all of it was."""
        common = said & named
        total = sum(self._weight[word] for word in named)
        share = sum(self._weight[word] for word in common) / total if total else 0.0
        return share if common - _GENERIC_STEMS or (len(common) > 1 and share > 0.7) else 0.0

    def _only(self, said: set[str], named: frozenset[str]) -> float:
        """A short remark ("survey's sent") names a task when its telling word belongs to that task alone."""
        telling = {word for word in said & named - _GENERIC_STEMS if self._seen[word] == 1}
        strangers = said - named - _GENERIC_STEMS
        return 0.55 if telling and len(strangers) < len(telling) else 0.0


@lru_cache(maxsize=16)
def _index(tasks: tuple[TaskHint, ...]) -> _TaskIndex:
    return _TaskIndex(tasks)
