"""What the tools of one answer act on, and what they have caught so far."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from backend.projects.models import Decision, Project, TaskCompletion
from backend.projects.services import decisions, tasks


@dataclass
class Detected:
    """What this answer caught, as it is kept on its message."""

    decisions: list[dict[str, Any]] = field(default_factory=list)
    completions: list[dict[str, Any]] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)
    disagreements: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any] | None:
        found = self.decisions or self.completions or self.next_steps or self.disagreements
        return vars(self) if found else None


@dataclass
class Workbench:
    """One answer's project and question. Writes go through the projects' services and are noted in `detected`."""

    project: Project
    user_id: UUID | None
    user_message_id: UUID | None
    user_text: str
    detected: Detected = field(default_factory=Detected)

    def write_down(
        self, *, category: str, value: Any, confidence: float, quote: str, rationale: str = ""
    ) -> Decision:
        """Record a decision; the last of its category is the one this answer shows. Raises what the service raises."""
        decision = decisions.record(
            project=self.project,
            category=category,
            value=value,
            rationale=rationale,
            confidence=confidence,
            quote=quote,
            source_message_id=self.user_message_id,
            actor_id=self.user_id,
        )
        shown = {
            "decision_id": str(decision.pk),
            "category": category,
            "value": decision.value,
            "display": decision.display,
            "confidence": float(decision.confidence),
            "quote": quote,
        }
        others = [known for known in self.detected.decisions if known["category"] != category]
        self.detected.decisions = [*others, shown]
        return decision

    def tick(self, *, task_id: str, evidence: str, confidence: float) -> TaskCompletion:
        """Complete a task, or claim it where that is not sure. Raises what the service raises."""
        completion = tasks.complete_from_chat(
            project=self.project,
            task_id=task_id,
            evidence=evidence,
            confidence=confidence,
            actor_id=self.user_id,
        )
        self.detected.completions.append(
            {
                "task_id": task_id,
                "title": completion.title,
                "via": completion.completed_via or None,
                "confidence": float(confidence),
                "claimed": not completion.is_completed,
            }
        )
        return completion
