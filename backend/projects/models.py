"""A creator's venture: who they are, what they run, the launch they follow, what they decided and did."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from backend.accounts.querysets import TenantQuerySet
from backend.core.models import BaseModel

from . import plan, values
from .facts import CreatorFacts
from .kit.model import SECTIONS

MAX_FOLLOWERS = 1_000_000_000


class PrimaryPlatform(models.TextChoices):
    YOUTUBE = "youtube", "YouTube"
    INSTAGRAM = "instagram", "Instagram"
    TIKTOK = "tiktok", "TikTok"
    TWITTER = "twitter", "X (Twitter)"
    TWITCH = "twitch", "Twitch"
    PODCAST = "podcast", "Podcast"
    NEWSLETTER = "newsletter", "Newsletter"
    BLOG = "blog", "Blog"
    LINKEDIN = "linkedin", "LinkedIn"
    FACEBOOK = "facebook", "Facebook"
    PINTEREST = "pinterest", "Pinterest"
    OTHER = "other", "Other"


class CreatorProfile(BaseModel):
    """Who a creator is to their audience; one per user."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="creator_profile"
    )
    primary_platform = models.CharField(max_length=16, choices=PrimaryPlatform.choices)
    follower_count = models.PositiveIntegerField(validators=[MaxValueValidator(MAX_FOLLOWERS)])
    engagement_rate = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="In percent: 6.5 means 6.5 %.",
    )
    niche = models.CharField(max_length=120, validators=[MinLengthValidator(2)])
    demographics = models.JSONField(null=True, blank=True, default=None)
    signals = models.JSONField(null=True, blank=True, default=None)
    personality = models.JSONField(null=True, blank=True, default=None)

    objects = TenantQuerySet["CreatorProfile"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(primary_platform__in=PrimaryPlatform.values), name="profile_platform_is_known"
            ),
            models.CheckConstraint(
                condition=Q(follower_count__gte=0, follower_count__lte=MAX_FOLLOWERS),
                name="profile_followers_in_range",
            ),
            models.CheckConstraint(
                condition=Q(engagement_rate__gte=0, engagement_rate__lte=100),
                name="profile_engagement_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.niche} on {self.get_primary_platform_display()}"

    @property
    def facts(self) -> CreatorFacts:
        return CreatorFacts(self.primary_platform, self.follower_count, self.engagement_rate, self.niche)


class Business(BaseModel):
    """What a creator runs; a workspace may have any number."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="businesses")
    name = models.CharField(max_length=120)

    objects = TenantQuerySet["Business"].as_manager()

    class Meta:
        verbose_name_plural = "businesses"
        indexes = [models.Index(fields=["workspace", "-created_at"], name="business_newest_idx")]

    def __str__(self) -> str:
        return self.name


class PlaybookQuerySet(models.QuerySet["Playbook"]):
    def newest(self, key: str) -> "Playbook | None":
        return self.filter(key=key).order_by("-version").first()


class Playbook(BaseModel):
    """A published version of a guided launch. Its content never changes: a change is a new version."""

    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    content = models.JSONField()
    made_here = models.BooleanField(
        default=False, editable=False, help_text="Published in the admin, not from a file of the product."
    )

    objects = PlaybookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="one_playbook_per_key_and_version"),
            models.CheckConstraint(condition=Q(version__gte=1), name="playbook_version_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.version})"


class PlaybookDraft(BaseModel):
    """A version being written. Kept as it was typed, right or wrong; nothing can be started from it."""

    based_on = models.ForeignKey(Playbook, on_delete=models.PROTECT, related_name="drafts")
    text = models.TextField(help_text="The whole playbook as JSON.")

    def __str__(self) -> str:
        return f"Draft of {self.based_on.title}, from version {self.based_on.version}"


class ProjectStatus(models.TextChoices):
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    COMPLETED = "completed", "Completed"
    ARCHIVED = "archived", "Archived"


class ProjectQuerySet(TenantQuerySet["Project"]):
    def active(self) -> "ProjectQuerySet":
        return self.filter(status=ProjectStatus.ACTIVE)

    def with_everything(self) -> "ProjectQuerySet":
        """With the rows that showing a project always needs, in the same query."""
        return self.select_related("business", "playbook", "user")


class Project(BaseModel):
    """A creator going through a playbook. One is active per user at a time; the database sees to it."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="projects")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="projects")
    business = models.ForeignKey(Business, on_delete=models.RESTRICT, related_name="projects")
    playbook = models.ForeignKey(Playbook, on_delete=models.PROTECT, related_name="projects")
    status = models.CharField(max_length=16, choices=ProjectStatus.choices, default=ProjectStatus.ACTIVE)
    customized_plan = models.JSONField(default=dict, blank=True)
    target_date = models.DateField(null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(status=ProjectStatus.ACTIVE), name="one_active_project_per_user"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ProjectStatus.values), name="project_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status=ProjectStatus.COMPLETED, completed_at__isnull=False)
                | (~Q(status=ProjectStatus.COMPLETED) & Q(completed_at__isnull=True)),
                name="project_completed_at_says_when",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "-created_at"], name="project_newest_idx")]

    def __str__(self) -> str:
        return f"{self.business}: {self.playbook}"

    def clean(self) -> None:
        super().clean()
        try:
            plan.validated(self.playbook.content, self.customized_plan)
        except plan.InvalidPlan as error:
            raise ValidationError({"customized_plan": error.detail}) from error

    def move_to(self, status: str) -> None:
        """Set the status and, with it, when the project was completed. Does not save."""
        if status != self.status:
            self.status = status
            self.completed_at = timezone.now() if status == ProjectStatus.COMPLETED else None


class CompletedVia(models.TextChoices):
    MANUAL = "manual", "By hand"
    AI_AUTO = "ai_auto", "From the conversation"
    AI_CONFIRMED = "ai_confirmed", "From the conversation, confirmed"


class TaskState(models.TextChoices):
    COMPLETED = "completed", "Completed"
    CLAIMED = "claimed", "Claimed, waiting for the creator's word"


class TaskCompletion(BaseModel):
    """A task that is done, or that the conversation says is done and the creator has yet to confirm."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="completions")
    task_id = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=16, choices=TaskState.choices)
    completed_via = models.CharField(max_length=16, choices=CompletedVia.choices, blank=True, default="")
    completed_at = models.DateTimeField(null=True, blank=True)
    evidence = models.TextField(blank=True, default="", help_text="The creator's own words.")
    confidence = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "task_id"], name="one_completion_per_task"),
            models.CheckConstraint(
                condition=Q(
                    state=TaskState.COMPLETED,
                    completed_via__in=CompletedVia.values,
                    completed_at__isnull=False,
                )
                | Q(state=TaskState.CLAIMED, completed_via="", completed_at__isnull=True),
                name="completion_says_how_and_when",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0, confidence__lte=1),
                name="completion_confidence_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_completed(self) -> bool:
        return self.state == TaskState.COMPLETED

    def complete(self, via: str) -> None:
        """Mark as done from now on. Does not save."""
        self.state = TaskState.COMPLETED
        self.completed_via = via
        self.completed_at = timezone.now()


class Category(models.TextChoices):
    PLATFORM = "platform", "Platform"
    PRICING = "pricing", "Pricing"
    STRUCTURE = "structure", "Structure"
    TIMELINE = "timeline", "Timeline"
    CONTENT = "content", "Content"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def current(self) -> "DecisionQuerySet":
        return self.filter(is_current=True)

    def standing(self) -> "DecisionQuerySet":
        """Never rejected nor withdrawn: the current ones and those a later one superseded."""
        return self.filter(rejected_at=None)

    def newest_first(self) -> "DecisionQuerySet":
        return self.order_by("-created_at", "-id")


class Decision(BaseModel):
    """One thing the creator decided, with the sentence it came from. Superseded ones stay as history."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="decisions")
    category = models.CharField(max_length=16, choices=Category.choices)
    value = models.JSONField(help_text="In the canonical form of its category.")
    display = models.CharField(max_length=500)
    rationale = models.TextField(blank=True, default="")
    confidence = models.FloatField(default=1.0)
    quote = models.TextField(blank=True, default="", help_text="The creator's own sentence.")
    source_message_id = models.UUIDField(null=True, blank=True)
    is_current = models.BooleanField(default=True)
    rejected_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="superseded"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "category"],
                condition=Q(is_current=True),
                name="one_current_decision_per_category",
            ),
            models.CheckConstraint(
                condition=Q(category__in=Category.values), name="decision_category_is_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="decision_confidence_in_range"
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(rejected_at__isnull=True, superseded_by__isnull=True),
                name="decision_current_is_not_past",
            ),
            models.CheckConstraint(condition=~Q(display=""), name="decision_has_words"),
        ]
        indexes = [
            models.Index(fields=["project", "category", "-created_at"], name="decision_history_idx"),
            models.Index(
                fields=["project", "source_message_id"],
                condition=Q(source_message_id__isnull=False),
                name="decision_source_idx",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_category_display()}: {self.display}"

    def clean(self) -> None:
        super().clean()
        try:
            self.value = values.parse(self.category, self.value)
        except values.InvalidDecisionValue as error:
            raise ValidationError({"value": error.detail}) from error
        self.display = values.display(self.category, self.value)


class DraftStatus(models.TextChoices):
    NONE = "none", "None"
    WRITING = "writing", "The partner is writing"
    READY = "ready", "Ready"
    FAILED = "failed", "Failed"


class LaunchKit(BaseModel):
    """What cannot be composed anew of a project's kit: its edits, and the partner's draft of the positioning.

    `version` counts edits. `draft_fence` rises with each draft that begins or is given up: who writes with an older
    one comes too late. A draft keeps the former text until it is ready.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="kit")
    version = models.PositiveIntegerField(default=0)
    draft_status = models.CharField(max_length=8, choices=DraftStatus.choices, default=DraftStatus.NONE)
    draft_text = models.TextField(blank=True, default="")
    draft_detail = models.CharField(
        max_length=500, blank=True, default="", help_text="Why the last draft failed."
    )
    draft_model = models.CharField(max_length=120, blank=True, default="")
    draft_sandbox = models.BooleanField(default=False, help_text="Written by the sandbox's scripted partner.")
    draft_fence = models.PositiveIntegerField(default=0)
    draft_begun_at = models.DateTimeField(null=True, blank=True)
    draft_slot = models.UUIDField(
        null=True, blank=True, help_text="Where it counts among the agent tasks that run at a time."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(draft_status__in=DraftStatus.values), name="kit_draft_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(draft_status=DraftStatus.READY) | ~Q(draft_text=""),
                name="kit_ready_draft_has_text",
            ),
            models.CheckConstraint(
                condition=~Q(draft_status=DraftStatus.WRITING) | Q(draft_begun_at__isnull=False),
                name="kit_written_draft_has_begun",
            ),
        ]

    def __str__(self) -> str:
        return f"Kit of {self.project_id}"


class KitEdit(BaseModel):
    """A section as the creator wrote it, with the fingerprint of what it had been composed from."""

    kit = models.ForeignKey(LaunchKit, on_delete=models.CASCADE, related_name="edits")
    section = models.CharField(max_length=20, choices=[(section, section) for section in SECTIONS])
    markdown = models.TextField(null=True, blank=True)  # noqa: DJ001  none is not empty: the section has items
    items = models.JSONField(null=True, blank=True)
    composed_from = models.CharField(max_length=64, help_text="SHA-256 of what was composed at that time.")
    sandbox = models.BooleanField(default=False, help_text="Begun from the sandbox partner's words.")
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kit", "section"], name="one_kit_edit_per_section"),
            models.CheckConstraint(condition=Q(section__in=SECTIONS), name="kit_edit_section_is_known"),
            models.CheckConstraint(
                condition=Q(markdown__isnull=False, items__isnull=True)
                | Q(markdown__isnull=True, items__isnull=False),
                name="kit_edit_is_text_or_items",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.kit_id}"
