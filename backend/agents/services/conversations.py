"""Opening a conversation: a project begins with the partner's first words already on their way."""

from datetime import date

from django.db import transaction

from backend.accounts.models import User, Workspace
from backend.agents import wire
from backend.agents.answering import generator, leases
from backend.agents.answering.generator import Launch
from backend.agents.answering.leases import Hold
from backend.agents.models import Conversation, Message
from backend.projects.models import Project
from backend.projects.services import projects


@transaction.atomic
def start_project(
    *,
    user: User,
    workspace: Workspace,
    playbook: str = "premium_community",
    target_date: date | None = None,
    business_name: str = "",
) -> Project:
    """Start the user's launch and let the partner greet them.

    Raises whatever `projects.start` raises, ProjectActive above all.
    """
    project = projects.start(
        user=user,
        workspace=workspace,
        playbook=playbook,
        target_date=target_date,
        business_name=business_name,
    )
    conversation = Conversation.objects.create(workspace=workspace, project=project)
    _welcome(conversation)
    return project


def _welcome(conversation: Conversation) -> None:
    message = Message.objects.create(
        workspace_id=conversation.workspace_id,
        conversation=conversation,
        position=1,
        role=Message.Role.ASSISTANT,
        **leases.claim_fields(fence=1),
    )
    job = Launch(
        hold=Hold(message.pk, message.fence),
        project_id=conversation.project_id,
        created=({"type": "message.created", "message": wire.message(message)},),
    )
    transaction.on_commit(lambda: generator.launch(job))
