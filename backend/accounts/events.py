"""What this app tells of."""

USER_SIGNED_UP = "accounts.user_signed_up"
# Their address is confirmed for the first time; a later change of address does not count.
USER_VERIFIED = "accounts.user_verified"
MEMBER_ADDED = "accounts.member_added"
MEMBER_REMOVED = "accounts.member_removed"
USER_DEPARTED = "accounts.user_departed"
ROLE_CHANGED = "accounts.role_changed"
API_KEY_CREATED = "accounts.api_key_created"
API_KEY_REVOKED = "accounts.api_key_revoked"
