"""What the partner writes outside the conversation: how it is asked, and what of its answer may stand."""
