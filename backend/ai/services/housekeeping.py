from backend.ai.routing import calls


def close_abandoned_calls() -> int:
    """Close the records of calls whose process died; returns how many."""
    return calls.close_abandoned()
