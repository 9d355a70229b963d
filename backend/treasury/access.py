"""Who may look into the books and who may write in them: the one place that says so.

Owners and admins do everything; an accountant reads, exports, and adds expenses and files; members and viewers see no
money. The demo creator, as whom anybody on this machine may come in, writes nothing.
"""

from uuid import UUID

from backend.accounts.models import MANAGERS, Role, User
from backend.accounts.selectors import role_in
from backend.core.errors import PermissionDenied

BOOKKEEPERS = MANAGERS | {Role.ACCOUNTANT}


class MoneyIsNotYours(PermissionDenied):
    code = "money_hidden"
    detail = (
        "Only owners, admins and the accountant of a workspace see its money. Ask an owner for that role."
    )


class OnlyManagers(PermissionDenied):
    code = "money_managers_only"
    detail = "Only an owner or admin of the workspace may do that. An accountant adds expenses and files."


class DemoWritesNothing(PermissionDenied):
    code = "demo_account"
    detail = "The demo creator writes nothing into the books. Make an account of your own for that."


def may_read(user: User, workspace_id: UUID) -> bool:
    return role_in(user, workspace_id) in BOOKKEEPERS


def require_reader(user: User, workspace_id: UUID) -> None:
    """Raise MoneyIsNotYours for whoever keeps no books there."""
    if not may_read(user, workspace_id):
        raise MoneyIsNotYours


def require_bookkeeper(user: User, workspace_id: UUID) -> None:
    """For adding expenses and files. Raises MoneyIsNotYours and DemoWritesNothing."""
    require_reader(user, workspace_id)
    if user.is_demo:
        raise DemoWritesNothing


def require_manager(user: User, workspace_id: UUID) -> None:
    """For reversing, and for goals. Raises MoneyIsNotYours, OnlyManagers and DemoWritesNothing."""
    role = role_in(user, workspace_id)
    if role not in BOOKKEEPERS:
        raise MoneyIsNotYours
    if role not in MANAGERS:
        raise OnlyManagers
    if user.is_demo:
        raise DemoWritesNothing


def rights_of(user: User, workspace_id: UUID) -> dict[str, bool]:
    """Return what the screens may offer: adding to the books, and managing them."""
    role = role_in(user, workspace_id)
    return {
        "may_add": role in BOOKKEEPERS and not user.is_demo,
        "may_manage": role in MANAGERS and not user.is_demo,
    }
