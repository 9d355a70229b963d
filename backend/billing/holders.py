"""Which workspaces a plan holds for now: asked of the database for all of them at once, never one by one."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from backend.accounts.models import Membership, Workspace

from .features import SPECS, Feature
from .models import FREE, Plan, Subscription, UsageCounter
from .models.subscriptions import SubscriptionQuerySet
from .worlds import environment


def workspaces_on(plan: Plan, now: datetime) -> QuerySet[Workspace]:
    """Return the workspaces that have this plan: by the highest subscription that gives one, else they are on Free."""
    giving = _giving(now).filter(workspace=OuterRef("pk"))
    if plan.key == FREE:
        return Workspace.objects.filter(~Exists(giving))
    higher = giving.filter(plan__position__gt=plan.position)
    return Workspace.objects.filter(Exists(giving.filter(plan=plan)), ~Exists(higher))


def count_by_plan(now: datetime) -> dict[UUID, int]:
    """Return how many workspaces each plan holds for, by the plan's id. Two queries, however many plans there are."""
    giving = _giving(now)
    higher = giving.filter(workspace=OuterRef("workspace"), plan__position__gt=OuterRef("plan__position"))
    top = giving.filter(~Exists(higher)).order_by()
    found = dict(top.values_list("plan").annotate(Count("workspace", distinct=True)))
    free = Plan.objects.filter(key=FREE).values_list("pk", flat=True).first()
    if free is not None:
        paying = giving.filter(workspace=OuterRef("pk"))
        found[free] = Workspace.objects.filter(~Exists(paying)).count()
    return found


def count_by_price() -> dict[UUID, int]:
    """Return how many subscriptions that have not ended pay each price, by the price's id."""
    paying = Subscription.objects.standing().filter(environment=environment()).exclude(price=None)
    return dict(paying.order_by().values_list("price").annotate(Count("pk")))


def bound_by_plan(
    workspaces: QuerySet[Workspace], features: list[Feature], now: datetime
) -> QuerySet[Workspace]:
    """Leave out the workspaces with values of their own for all of these features: the plan's do not reach them."""
    in_force = Q(feature_overrides__expires_at=None) | Q(feature_overrides__expires_at__gt=now)
    own = Count("feature_overrides", filter=in_force & Q(feature_overrides__feature__in=features))
    return workspaces.annotate(own_values=own).filter(own_values__lt=len(features))


def using_more(
    workspaces: QuerySet[Workspace], feature: Feature, limit: int, now: datetime
) -> QuerySet[Workspace] | None:
    """Return those that use more than `limit` now; None where that is not counted for a workspace."""
    if feature is Feature.SEATS:
        # Apart, so that two joins do not multiply what they count.
        crowded = Membership.objects.order_by().values("workspace").annotate(seats=Count("pk"))
        return workspaces.filter(pk__in=crowded.filter(seats__gt=limit).values("workspace"))
    spec = SPECS[feature]
    if spec.counting is None or spec.by_person or spec.governed:
        return None
    current = Q(ends_at=None) | Q(ends_at__gt=now)
    counted = UsageCounter.objects.filter(current, feature=feature, scope_id=OuterRef("pk"), used__gt=limit)
    return workspaces.filter(Exists(counted))


def _giving(now: datetime) -> SubscriptionQuerySet:
    return Subscription.objects.in_force(environment()).giving(now)
