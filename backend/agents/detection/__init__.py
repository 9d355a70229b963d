"""Finds decisions, finished tasks and next steps in plain messages, by pattern, without a model."""

from backend.agents.detection.detector import detect
from backend.agents.detection.types import (
    DetectedCompletion,
    DetectedDecision,
    Detection,
    NextStep,
    TaskHint,
)

__all__ = ["DetectedCompletion", "DetectedDecision", "Detection", "NextStep", "TaskHint", "detect"]
