"""A local double of the Anthropic Messages API, answered by a scripted partner."""
