"""A mailbox for e-mail that was written to files instead of being sent."""
