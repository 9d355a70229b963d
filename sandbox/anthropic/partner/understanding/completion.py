"""Finding which task of the plan a person says they finished."""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.anthropic.partner.understanding.sentences import Sentence, sentences
from sandbox.anthropic.partner.understanding.stance import asks, is_others

_VERBS = (
    r"finished|completed|done|did|wrote|written|set up|created|made|built|posted|sent|published|launched|opened|"
    r"scheduled|invited|"
    r"interviewed|talked|spoke|spoken|tested|added|announced|drafted|collected|listed|described|named|chosen|chose|"
    r"connected|stocked|filled|"
    r"rehearsed|walked|gathered|picked|noted|taken|took|planned|prepared|hosted|held|met|refunded|configured|got|"
    r"put together|figured out"
)
_DID = re.compile(
    rf"\b(?:i|we)(?:'ve| have)?(?: (?:just|finally|already|now|also|both|actually))* (?:{_VERBS})\b"
    r"|\b(?:is|are|was|all|that'?s|it'?s|now)(?: (?:all|now|already|finally))? (?:done|finished|complete|completed|"
    r"ready|live|up and running|set up|out|sent|written)\b"
    rf"|^(?:and |ok,? |yes,? |all )*(?:done|finished|completed|(?:{_VERBS}) (?:the|my|it|them|all|with|thirty|five|"
    rf"three|one)\b)|\b(?:done|finished) with\b|✅|☑|\[x\]",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:not|n't|never|almost|nearly|will|i'll|going to|plan to|need to|want to|have to|should|must|once|when|if|"
    r"before|after|half|partly|tomorrow|later|soon|by)\b|n't\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:(?:ok(?:ay)?|yes|yep|yeah|great|so|and|all|good news)[,.! ]+)*(?:(?:it'?s |that'?s |this is |i'?m |i am |"
    r"all )?(?:done|finished|completed?|ready)|"
    r"(?:i |we )?(?:just |already )?(?:did|finished|completed) (?:it|that|this|them)|✅|did it|that (?:one|"
    r"task)(?:'s| is) done|check(?:ed)?)(?: (?:now|already|too|today|yesterday|this morning))?[.! ]*$",
    re.IGNORECASE,
)
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "or",
        "you",
        "your",
        "it",
        "they",
        "them",
        "their",
        "one",
        "we",
        "i",
        "my",
        "with",
        "by",
        "at",
        "from",
        "that",
        "this",
        "all",
        "what",
        "have",
        "has",
        "is",
        "are",
        "was",
        "at",
        "most",
        "can",
        "would",
        "will",
        "before",
        "anyone",
        "arrives",
        "already",
        "three",
        "five",
        "thirty",
        "put",
        "set",
    ]
)


@dataclass(frozen=True)
class Completion:
    task_id: str
    title: str
    evidence: str


def find(text: str, open_tasks: list[dict[str, Any]], *, asked: str | None) -> list[Completion]:
    """Tasks said to be finished. "Done" alone means the task just asked about; an unclear claim means none."""
    found: dict[str, Completion] = {}
    for sentence in sentences(text):
        task = _task_of(sentence, open_tasks, asked=asked)
        if task:
            found.setdefault(task["task_id"], Completion(task["task_id"], task["title"], sentence.text))
    return list(found.values())


def claims(text: str) -> bool:
    """Whether something is said to be finished, known task or not."""
    return any(_claims(sentence) for sentence in sentences(text))


def _claims(sentence: Sentence) -> bool:
    plain = sentence.plain
    if asks(sentence) or _NOT_YET.search(plain) or is_others(plain):
        return False
    return bool(_GENERIC.match(plain) or _DID.search(plain))


def _task_of(
    sentence: Sentence, open_tasks: list[dict[str, Any]], *, asked: str | None
) -> dict[str, Any] | None:
    if not _claims(sentence):
        return None
    if _GENERIC.match(sentence.plain):
        return next((task for task in open_tasks if task["task_id"] == asked), None)
    said = _stems(sentence.plain)
    scored = sorted(((_score(said, task, asked), task["task_id"], task) for task in open_tasks), reverse=True)
    if not scored or scored[0][0] < 1:
        return None
    clear = len(scored) == 1 or scored[0][0] > scored[1][0]
    return scored[0][2] if clear else None


def _score(said: set[str], task: dict[str, Any], asked: str | None) -> float:
    """At least one when the sentence names the task: two of its words, or most of a short title."""
    words = _stems(f"{task['title']} {task['task_id'].replace('_', ' ')}")
    shared = said & words
    if not shared:
        return 0.0
    bonus = 0.5 if task["task_id"] == asked else 0.0
    return len(shared) / 2 + len(shared) / (10 * len(words)) + bonus


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return {_stem(word) for word in words if word not in _SMALL and len(word) > 2}


def _stem(word: str) -> str:
    irregular = {"wrote": "write", "written": "write", "chose": "choose", "chosen": "choose", "spoke": "talk",
    "spoken": "talk", "talked": "talk",
                 "held": "hold", "took": "take", "taken": "take", "met": "meet", "sent": "send",
                 "interviewed": "interview"}  # fmt: skip
    word = irregular.get(word, word)
    for ending in ("ings", "ing", "ied", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
