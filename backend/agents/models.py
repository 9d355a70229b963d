from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from backend.accounts.querysets import TenantQuerySet
from backend.core.models import BaseModel


class Conversation(BaseModel):
    """The talk between a creator and their partner about one project."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    project = models.OneToOneField("projects.Project", on_delete=models.CASCADE, related_name="conversation")

    objects = TenantQuerySet["Conversation"].as_manager()

    def __str__(self) -> str:
        return f"Conversation of {self.project_id}"


class MessageQuerySet(TenantQuerySet["Message"]):
    def standing(self) -> "MessageQuerySet":
        """Messages that an edit has not superseded."""
        return self.filter(superseded_at=None)

    def streaming(self) -> "MessageQuerySet":
        return self.filter(status=Message.Status.STREAMING)

    def orphaned(self) -> "MessageQuerySet":
        """Answers whose owner has stopped renewing its lease."""
        return self.streaming().filter(lease_expires_at__lt=timezone.now())

    def held(self, *, fence: int, owner: str) -> "MessageQuerySet":
        """The row only while this holder still holds it: every write of a generator goes through here."""
        return self.streaming().filter(fence=fence, lease_owner=owner)


class Message(BaseModel):
    """One letter. An answer is written by one owner at a time: a lease with a fencing number on the row."""

    class Role(models.TextChoices):
        USER = "user"
        ASSISTANT = "assistant"

    class Status(models.TextChoices):
        STREAMING = "streaming"
        COMPLETE = "complete"
        STOPPED = "stopped"
        FAILED = "failed"
        INTERRUPTED = "interrupted"

    RETRYABLE = (Status.FAILED, Status.INTERRUPTED, Status.STOPPED)

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    position = models.PositiveIntegerField()
    client_id = models.UUIDField(null=True, blank=True)
    reply_to = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="answer"
    )
    role = models.CharField(max_length=10, choices=Role.choices)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.COMPLETE)
    text = models.TextField(blank=True, default="")
    error = models.JSONField(null=True, blank=True)
    model = models.CharField(max_length=120, blank=True, default="")
    usage = models.JSONField(null=True, blank=True)
    cost_e8 = models.BigIntegerField(null=True, blank=True, help_text="10⁻⁸ USD")
    sandbox = models.BooleanField(default=False)
    detected = models.JSONField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    # The usage counter this message is counted in; empty once it has been given back.
    counted_in = models.UUIDField(null=True, blank=True)

    lease_owner = models.CharField(max_length=64, blank=True, default="")
    fence = models.PositiveIntegerField(default=0)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    flushed_at = models.DateTimeField(null=True, blank=True)
    stop_requested_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "position"], name="one_message_per_position"),
            models.UniqueConstraint(
                fields=["conversation", "client_id"],
                condition=Q(client_id__isnull=False),
                name="one_message_per_client_id",
            ),
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(status="streaming"),
                name="one_streaming_answer_per_conversation",
            ),
            models.CheckConstraint(
                condition=Q(role="assistant") | Q(status="complete"), name="only_answers_stream"
            ),
        ]
        indexes = [
            models.Index(
                F("conversation"),
                F("position").desc(),
                condition=Q(superseded_at=None),
                name="messages_standing_idx",
            ),
            models.Index(fields=["status", "-id"], name="messages_status_idx"),
            models.Index(
                fields=["lease_expires_at"], condition=Q(status="streaming"), name="messages_leases_idx"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.position}"

    @property
    def is_streaming(self) -> bool:
        return self.status == self.Status.STREAMING
