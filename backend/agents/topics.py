"""`project:<id>`: the conversation and everything on its desk, live."""

from typing import Any, ClassVar
from uuid import UUID

from backend.accounts.api.permissions import require_editor
from backend.accounts.models import User
from backend.core.errors import Invalid
from backend.core.realtime import Topic
from backend.core.realtime.topics import Command, Frame
from backend.core.threads import in_thread
from backend.projects import selectors as projects
from backend.projects.models import Project

from . import wire
from .answering import snapshots
from .services import messages
from .services.messages import Exchange


def uuid_in(frame: Frame, name: str) -> UUID:
    """Return the UUID a frame must carry; raises Invalid with the field's name."""
    try:
        return UUID(str(frame[name]))
    except (KeyError, ValueError) as error:
        raise Invalid(f"{name} must be a UUID.", errors={name: ["Send a UUID."]}) from error


async def send_message(user: User, project_id: str, frame: Frame) -> list[Frame] | None:
    """Send; whoever sends the same again is shown the two messages as they are now."""
    client_id = uuid_in(frame, "client_id")
    text = frame.get("text")
    if not isinstance(text, str):
        raise Invalid("text must be a string.", errors={"text": ["Send a string."]})
    exchange = await in_thread(_send, user, project_id, client_id, text)
    if not exchange.repeated or exchange.user is None:
        return None
    assistant = await snapshots.of_message(exchange.assistant.pk)
    return [
        {"type": "message.created", "message": wire.message(exchange.user)},
        {"type": "message.created", "message": assistant},
    ]


async def stop_message(user: User, project_id: str, frame: Frame) -> None:
    await in_thread(_stop, user, project_id, uuid_in(frame, "message_id"))


def _send(user: User, project_id: str, client_id: UUID, text: str) -> Exchange:
    return messages.send(project=_editable(user, project_id), author=user, client_id=client_id, text=text)


def _stop(user: User, project_id: str, message_id: UUID) -> None:
    messages.stop(project=_editable(user, project_id), message_id=message_id)


def _editable(user: User, project_id: str) -> Project:
    project = projects.project_for(user, project_id)
    require_editor(user, project.workspace_id)
    return project


class ProjectTopic(Topic):
    commands: ClassVar[dict[str, Command]] = {"message.send": send_message, "message.stop": stop_message}

    async def authorise(self, user: User, object_id: str) -> bool:
        return await in_thread(Project.objects.visible_to(user).filter(pk=object_id).exists)

    async def snapshot(self, user: User, object_id: str) -> dict[str, Any]:
        return {"streaming": await snapshots.streaming_in(UUID(object_id))}
