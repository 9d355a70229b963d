from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CallContext:
    """On whose behalf, and for what, a model is called."""

    purpose: str
    workspace_id: UUID | None = None
    user_id: UUID | None = None
    subject_id: UUID | None = None
    # What has a budget of its own, however many calls it takes: a conversation, a draft.
    run_id: UUID | None = None
