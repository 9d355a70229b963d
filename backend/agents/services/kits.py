"""The launch kit with the creator's own sentences: what the conversation adds to what was decided and done.

A sentence is taken word for word from a message that stands. Questions, doubts and requests to the partner say
nothing about the community, and what a later decision replaced no longer holds.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from backend.agents.detection.sentences import Sentence, pieces, read
from backend.agents.models import Message
from backend.projects.kit import reading
from backend.projects.kit.composing import Said
from backend.projects.kit.model import Kit
from backend.projects.models import Decision, Project
from backend.projects.services import kits

NEWEST = 200
_SHORTEST, _LONGEST = 25, 280
_MOST = {"audience": 2, "promise": 2, "work": 1, "reasons": 2}

_PEOPLE = (
    r"(?:people|beginners?|adults?|women|men|artists?|makers?|parents?|students?|teachers?|readers?|listeners?|viewers?|"
    r"founders?|freelancers?|developers?|writers?|players?|gamers?|cooks?|runners?|mothers?|fathers?|dads?|mums?|moms?|"
    r"kids|teens|hobbyists?|professionals?|owners?|fans|anyone|everyone|everybody|those|folks|newcomers?|creators?)"
)
_AUDIENCE = re.compile(
    rf"\b(?:for|help|helps|helping|teach|teaching|with) (?:\w+[ -]){{0,3}}?{_PEOPLE}\b"
    r"|\bmy (?:\w+ ){0,2}?(?:people|audience|listeners|viewers|readers|followers|subscribers|members|students) "
    r"(?:are|want|need|love|struggle|ask|have|come|live|like|know|work|already)\b"
)
_PROMISE = re.compile(
    r"\b(?:they|you|members|people|everyone|everybody|we) (?:will|can|should|would|all) "
    r"(?:\w+ ){0,2}?(?:leave|finish|get|learn|make|build|find|know|become|have|walk|be able|ship|write|draw|feel)\b"
    r"|\bby the end\b|\bso that (?:they|people|members|you|everyone)\b|\bi promise\b"
    r"|\bi want (?:them|people|members|that)\b"
)
_WORK = re.compile(
    r"\bi (?:\w+ ){0,2}?(?:make|draw|teach|build|write|film|record|run|paint|design|cook|bake|knit|sew|stream|publish|"
    r"post|coach|compose|photograph|animate|sculpt|grow|play|review|interview|have been)\b"
)
_REASON = re.compile(
    r"\b(?:because|since (?:they|my|it|people|most)|the reason|that is why|which is why|so people|so they)\b"
)
_DECIDES = re.compile(
    r"\b(?:i|we|let us|going|go|settled|decided|chose|choose|picked|will|want|wanted|started|begin|open|charge|price)\b"
)
_DOUBT = re.compile(
    r"\b(?:maybe|perhaps|not sure|unsure|might|wonder|wondering|i guess|no idea|do not know|if i)\b"
)
_TO_PARTNER = re.compile(
    r"^(?:please|can you|could you|would you|tell me|show me|help me|write me|give me|what|how|why|when|which|hi|hello|"
    r"hey|thanks|thank you|ok|okay|yes|no)\b(?! (?:for|with) people)|\bplease\b|https?:|@|\bpassword\b"
)
_KINDS = (("promise", _PROMISE), ("audience", _AUDIENCE), ("reasons", _REASON), ("work", _WORK))


def kit_of(project: Project) -> Kit:
    """Return the kit of `project`, which was read `with_everything`."""
    return reading.kit_of(project, said=said_in(project))


def edit(
    *,
    project: Project,
    section: str,
    version: int,
    markdown: str | None,
    items: list[dict[str, Any]] | None,
    actor_id: UUID,
) -> Kit:
    """Keep the creator's version of a section. Raises what `projects.services.kits.edit` raises."""
    kits.edit(
        project=project,
        section=section,
        version=version,
        markdown=markdown,
        items=items,
        said=said_in(project),
        actor_id=actor_id,
    )
    return kit_of(project)


def restore(*, project: Project, section: str, actor_id: UUID) -> Kit:
    """Give up the creator's version of a section. Raises what `projects.services.kits.restore` raises."""
    kits.restore(project=project, section=section, actor_id=actor_id)
    return kit_of(project)


def said_in(project: Project) -> Said:
    """Return the creator's own sentences in the project's conversation, the newest of each kind, in two queries."""
    texts = (
        Message.objects.standing()
        .filter(conversation__project=project, role=Message.Role.USER, author_id=project.user_id)
        .order_by("-position")
        .values_list("text", flat=True)[:NEWEST]
    )
    return said(texts, past=_quotes_of_past_decisions(project))


def _quotes_of_past_decisions(project: Project) -> set[str]:
    past = Decision.objects.filter(project=project, is_current=False).exclude(quote="")
    return set(past.values_list("quote", flat=True))


def said(texts: Iterable[str], *, past: Iterable[str] = ()) -> Said:
    """Pick from `texts`, newest first, what tells of the community; nothing that holds a quote of `past`."""
    gone = set(past)
    found: dict[str, list[str]] = {kind: [] for kind, _ in _KINDS}
    for sentence in _tellings(texts):
        if any(quote in sentence.raw or sentence.raw in quote for quote in gone):
            continue
        kind = _kind(sentence)
        if kind and len(found[kind]) < _MOST[kind] and sentence.raw not in found[kind]:
            found[kind].append(sentence.raw)
    return Said(**{kind: tuple(reversed(sentences)) for kind, sentences in found.items()})


def _tellings(texts: Iterable[str]) -> Iterator[Sentence]:
    """Return the sentences that state something, the newest message first, each message in its order."""
    for text in texts:
        for piece in pieces(text):
            if _SHORTEST <= len(piece) <= _LONGEST:
                sentence = read(piece)
                if (
                    not sentence.asks
                    and not _TO_PARTNER.search(sentence.text)
                    and not _DOUBT.search(sentence.text)
                ):
                    yield sentence


def _kind(sentence: Sentence) -> str | None:
    for kind, pattern in _KINDS:
        if pattern.search(sentence.text) and (kind != "reasons" or _DECIDES.search(sentence.text)):
            return kind
    return None
