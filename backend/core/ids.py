"""Identifiers that sort by the moment they were made."""

import uuid

import uuid_utils.compat


def uuid7() -> uuid.UUID:
    """Return a UUIDv7 (RFC 9562): the first 48 bits are the milliseconds since 1970."""
    return uuid_utils.compat.uuid7()
