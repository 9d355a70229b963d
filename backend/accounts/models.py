"""People, the workspaces they share, and the keys their programs use."""

from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Lower

from backend.core.models import BaseModel

from .querysets import TenantQuerySet, WorkspaceQuerySet
from .validators import validate_time_zone


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normalised_email(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a superuser with a workspace of their own; without other users they are the first user."""
        with transaction.atomic(using=self._db):
            user = self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})
            Workspace.objects.create_for(user)
            FirstUser.claim(user)
        return user


A_FORMER_MEMBER = "A former member"


class User(BaseModel, AbstractBaseUser, PermissionsMixin):
    """A person, known by their e-mail address."""

    email = models.EmailField(
        max_length=254, unique=True, error_messages={"unique": "This address is taken."}
    )
    name = models.CharField(max_length=120, blank=True, default="")
    time_zone = models.CharField(max_length=64, default="UTC", validators=[validate_time_zone])
    is_staff = models.BooleanField("may use the admin", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    is_demo = models.BooleanField(
        "demo creator", default=False, help_text="Made for the demo; never counts as the first user."
    )

    departed_at = models.DateTimeField(
        "left",
        null=True,
        blank=True,
        editable=False,
        help_text="Their account is deleted; the row stays, without a name, for the books that refer to it.",
    )

    # Not a column: the one workspace that the API key of this request opens.
    confined_to: UUID | None = None

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            # Addresses are stored in lower case; this also refuses rows written around `save`.
            models.UniqueConstraint(
                Lower("email"), name="one_user_per_email", violation_error_message="This address is taken."
            ),
            models.CheckConstraint(
                condition=models.Q(is_demo=False) | models.Q(is_superuser=False, is_staff=False),
                name="demo_creator_is_never_in_charge",
                violation_error_message="The demo creator cannot be given any of this.",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="users_newest_idx")]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = normalised_email(self.email)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.email = normalised_email(self.email)

    def get_full_name(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        if self.departed_at:
            return A_FORMER_MEMBER
        return self.name.split()[0] if self.name.strip() else self.email.partition("@")[0]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def normalised_email(email: str) -> str:
    return email.strip().lower()


class FirstUser(models.Model):
    """One row at most: whoever signed up first, and so runs this installation.

    Its only possible primary key is what makes two sign-ups at the same moment agree on one of them. The row
    stays when that person leaves, so that nobody inherits the place by signing up later.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="only_one_first_user")]

    def __str__(self) -> str:
        return str(self.user)

    @classmethod
    def claim(cls, user: User) -> bool:
        """Make `user` the first user if nobody is yet; return whether they are. Demo users never are."""
        others = User.objects.filter(is_demo=False).exclude(pk=user.pk)
        if user.is_demo or others.exists():
            return False
        row, _ = cls.objects.get_or_create(id=1, defaults={"user": user})
        return row.user_id == user.pk


class WorkspaceManager(models.Manager["Workspace"]):
    def create_for(self, user: User) -> "Workspace":
        """Create a workspace that `user` owns."""
        workspace = self.create(name=f"{user.get_short_name()}’s workspace"[:120])
        Membership.objects.create(workspace=workspace, user=user, role=Role.OWNER)
        return workspace


class Workspace(BaseModel):
    """The tenant: everything a creator makes, sells and pays for belongs to one."""

    name = models.CharField(max_length=120)

    objects = WorkspaceManager.from_queryset(WorkspaceQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["-created_at", "-id"], name="workspaces_newest_idx")]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    OWNER = "owner", "Owner"
    ADMIN = "admin", "Admin"
    MEMBER = "member", "Member"
    ACCOUNTANT = "accountant", "Accountant"
    VIEWER = "viewer", "Viewer"


EDITORS = frozenset({Role.OWNER, Role.ADMIN, Role.MEMBER})
MANAGERS = frozenset({Role.OWNER, Role.ADMIN})


class Membership(BaseModel):
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.MEMBER)

    objects = TenantQuerySet["Membership"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user"], name="one_membership_per_workspace_and_user"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.workspace}"


class Scope(models.TextChoices):
    READ = "read", "Read"
    WRITE = "write", "Read and change"


def all_scopes() -> list[str]:
    return [Scope.READ.value, Scope.WRITE.value]


def validate_scopes(scopes: list[str]) -> None:
    if not scopes or not set(scopes) <= set(Scope.values):
        raise ValidationError(f"Choose at least one of: {', '.join(Scope.values)}.", code="unknown_scope")


class ApiKeyQuerySet(TenantQuerySet["ApiKey"]):
    def live(self) -> "ApiKeyQuerySet":
        return self.filter(revoked_at=None)

    def manageable_by(self, user: User) -> "ApiKeyQuerySet":
        """A person's own keys, and those of every workspace they own or administer."""
        managed = Membership.objects.filter(user=user, role__in=MANAGERS).values("workspace")
        return self.filter(models.Q(user=user) | models.Q(workspace__in=managed))


class ApiKey(BaseModel):
    """A program's way in, acting as its maker inside one workspace. Only a hash of the secret is kept."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="api_keys")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16, unique=True, editable=False)
    hash = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the secret, in hexadecimal.")
    scopes = models.JSONField(default=all_scopes, validators=[validate_scopes])
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "API key"
        indexes = [models.Index(fields=["workspace", "-created_at"], name="api_keys_workspace_idx")]

    def __str__(self) -> str:
        return f"{self.name} (atl_{self.prefix}…)"

    @property
    def may_write(self) -> bool:
        return Scope.WRITE in self.scopes
