"""Setting and reading limits in tests, of whichever app meets them."""

from backend.accounts.models import User, Workspace
from backend.accounts.selectors import home_workspace
from backend.billing.features import Feature
from backend.billing.models import FeatureOverride
from backend.billing.services import entitlements
from backend.billing.services.entitlements import Entitlement


def limit_to(workspace: Workspace, feature: Feature, value: int | None) -> None:
    FeatureOverride.objects.update_or_create(
        workspace=workspace, feature=feature, defaults={"value": value, "reason": "A test."}
    )
    entitlements.changed(workspace.pk)


def messages_of(user: User) -> Entitlement:
    """What `user` may still say today, by the plan of their own workspace."""
    return entitlements.check(home_workspace(user).pk, Feature.MESSAGES, user=user)
