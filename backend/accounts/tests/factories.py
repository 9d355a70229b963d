"""People and workspaces as they are after sign-up, made without the sign-up itself."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from backend.accounts.models import Membership, Role, User, Workspace

PASSWORD = "correct-horse-battery"


class UserFactory(DjangoModelFactory[User]):
    """A verified person with a workspace of their own."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.com")
    name = factory.Sequence(lambda number: f"Person {number}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        with_workspace = fields.pop("with_workspace", True)
        password = fields.pop("password", PASSWORD)
        user = User.objects.create_user(fields.pop("email"), password, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if with_workspace:
            Workspace.objects.create_for(user)
        return user


class WorkspaceFactory(DjangoModelFactory[Workspace]):
    class Meta:
        model = Workspace

    name = factory.Sequence(lambda number: f"Workspace {number}")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    workspace = factory.SubFactory(WorkspaceFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.MEMBER
