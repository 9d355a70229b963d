"""Which task of the playbook a few words are about."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from backend.agents.detection.lexicon import vocabulary
from backend.agents.detection.sentences import normalised
from backend.agents.detection.types import TaskHint

_STOP = vocabulary(
    """
    the a an my our your of for to and or is are was were be been i we you it its that this in on at by with
    from as up out off so now just finally already have has had all got done finished complete completed than
    then who they them their would will one first last two three four very today yesterday week morning night
    before after can live check checked tick ticked mark marked task item list news update hooray
    congratulations congrats perfect awesome excellent wonderful nice amazing brilliant lovely most since
    because though anyone me us also both well good great fine new own where what here 's s re ll
    """
)
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
_ANY_KIND = vocabulary("did do done place over behind sorted tick check")
_THERE = vocabulary("ready out up live running place open")
_THINGS = vocabulary(
    """
    write send make build create design open connect collect gather record plan draft set stock fill
    """
)
"""Work that leaves something behind, which can then be "ready" or "live"."""
_IRREGULAR = {
    "wrote": "write",
    "written": "write",
    "sent": "send",
    "built": "build",
    "made": "make",
    "chose": "choose",
    "chosen": "choose",
    "spoke": "talk",
    "spoken": "talk",
    "speak": "talk",
    "hold": "host",
    "held": "host",
    "ran": "run",
    "interviewed": "interview",
    "people": "person",
    "followers": "follower",
    "picked": "pick",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "drafted": "draft",
    "wait": "wait",
    "waitlist": "waitlist",
    "kept": "keep",
    "met": "meet",
    "letters": "letter",
    "server": "space",
    "launch": "launch",
    "named": "name",
    "priced": "price",
    "filmed": "record",
    "film": "record",
    "created": "make",
    "create": "make",
    "5": "5",
    "five": "5",
    "ten": "10",
}
_TOKEN = re.compile(r"[a-z0-9]+")
_GENERIC = vocabulary(
    """
    write send set build make record invite plan open host run talk collect decide choose pick take draft name
    announce connect gather describe find fill walk keep month week day year minute time launch
    """
)
_FITS = 0.5


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


class TaskIndex:
    """Tasks by the words of their titles and ids, rare words weighing more."""

    def __init__(self, tasks: Sequence[TaskHint]) -> None:
        self._tasks = tasks
        self._titles = [frozenset(_stems(normalised(task.title))) for task in tasks]
        self._slugs = [frozenset(_stems(task.task_id.replace("_", " "))) for task in tasks]
        self._seen = seen = Counter(
            word for title, slug in zip(self._titles, self._slugs, strict=True) for word in title | slug
        )
        self._weight = {
            word: math.log(1 + len(tasks) / count) * self._share(word) for word, count in seen.items()
        }

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
def index_of(tasks: tuple[TaskHint, ...]) -> TaskIndex:
    return TaskIndex(tasks)
