"""Answers whose writer is gone."""

from backend.agents.models import Message

from . import messages


def sweep() -> int:
    """Mark answers with an expired lease as interrupted; returns how many."""
    orphans = list(Message.objects.orphaned())
    for message in orphans:
        messages.interrupt(message)
    return len(orphans)


def interrupt_orphans() -> int:
    """At the start of a single-process installation: whoever wrote an unfinished answer died with the last process."""
    orphans = list(Message.objects.streaming())
    for message in orphans:
        messages.interrupt(message)
    return len(orphans)
