MESSAGE_SENT = "agents.message_sent"
MESSAGE_ANSWERED = "agents.message_answered"
MESSAGE_FAILED = "agents.message_failed"
MESSAGES_SUPERSEDED = "agents.messages_superseded"
