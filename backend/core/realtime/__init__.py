"""The one socket per tab: topics that apps register, and frames pushed to them from anywhere."""

from .push import aclose_user, apublish, close_user, publish, publish_on_commit
from .topics import Topic, register_topic

__all__ = [
    "Topic",
    "aclose_user",
    "apublish",
    "close_user",
    "publish",
    "publish_on_commit",
    "register_topic",
]
