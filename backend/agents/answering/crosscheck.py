"""The pattern detector beside the model: it serves models without tools, and questions those that have them."""

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from backend.agents import detection
from backend.core.errors import ApplicationError

from .quotes import task_hints
from .workbench import Workbench

# Below this the detector keeps its opinion to itself.
SURE = 0.8
ACT_ABOVE = 0.7


def serve_without_tools(bench: Workbench, answer_text: str) -> None:
    """Do what a model without tools could not: record what the creator's message and the answer say."""
    said = _detect(bench, bench.user_text, role="user")
    for found in said.decisions:
        if found.confidence >= ACT_ABOVE:
            _record(bench, found)
    answered = _detect(bench, answer_text, role="assistant")
    for done in [*said.completions, *answered.completions]:
        if done.task_id and done.task_id not in [known["task_id"] for known in bench.detected.completions]:
            _complete(bench, done)
    bench.detected.next_steps = [step.text[:80] for step in answered.next_steps][:4]


def flag_disagreements(bench: Workbench) -> None:
    """Note decisions that the detector is sure of and the model left out, or recorded otherwise."""
    recorded = {known["category"]: known["value"] for known in bench.detected.decisions}
    for found in _detect(bench, bench.user_text, role="user").decisions:
        if found.confidence < SURE or recorded.get(found.category) == found.value:
            continue
        bench.detected.disagreements.append(
            {
                "category": found.category,
                "detector": found.value,
                "model": recorded.get(found.category),
                "confidence": found.confidence,
                "quote": found.quote,
            }
        )


def _detect(bench: Workbench, text: str, *, role: str) -> detection.Detection:
    zone = ZoneInfo(bench.project.user.time_zone)
    today = datetime.now(zone).date()
    return detection.detect(text, role=role, today=today, tasks=task_hints(bench.project))


def _record(bench: Workbench, found: detection.DetectedDecision) -> None:
    with suppress(ApplicationError):
        bench.write_down(
            category=found.category, value=found.value, confidence=found.confidence, quote=found.quote
        )


def _complete(bench: Workbench, done: detection.DetectedCompletion) -> None:
    with suppress(ApplicationError):
        bench.tick(task_id=str(done.task_id), evidence=done.quote, confidence=done.confidence)
