"""Models: which vendor is switched on, and which models serve each purpose in which order."""

from decimal import Decimal

from .env import env

ANTHROPIC_API_KEY = env.str("ANTHROPIC_API_KEY", default="") or env.str("CLAUDE_API_KEY", default="")
ANTHROPIC_BASE_URL = env.str("ANTHROPIC_BASE_URL", default="")
OPENROUTER_API_KEY = env.str("OPENROUTER_API_KEY", default="")
OPENROUTER_BASE_URL = env.str("OPENROUTER_BASE_URL", default="https://openrouter.ai/api/v1")
OPENAI_API_KEY = env.str("OPENAI_API_KEY", default="")
OPENAI_BASE_URL = env.str("OPENAI_BASE_URL", default="https://api.openai.com/v1")
OLLAMA_BASE_URL = env.str("OLLAMA_BASE_URL", default="")

# `vendor:model`, in the order in which they are tried. A model whose vendor is not configured is passed over.
AI_ROUTES = {
    "chat": env.list(
        "AI_CHAT_MODELS",
        default=[
            "anthropic:claude-sonnet-5-5",
            "anthropic:claude-haiku-5-5",
            "openrouter:anthropic/claude-sonnet-5.5",
            "openai:gpt-5-mini",
            "ollama:llama3.1:8b",
        ],
    ),
    # Texts that are kept, such as the positioning of a launch kit: models with tools only.
    "draft": env.list(
        "AI_DRAFT_MODELS",
        default=[
            "anthropic:claude-sonnet-5-5",
            "anthropic:claude-haiku-5-5",
            "openrouter:anthropic/claude-sonnet-5.5",
            "openai:gpt-5-mini",
        ],
    ),
}
# Models that cannot call tools: the pattern detector reads their answers instead.
AI_MODELS_WITHOUT_TOOLS = env.list("AI_MODELS_WITHOUT_TOOLS", default=["ollama:llama3.1:8b"])
AI_MAX_TOKENS = env.int("AI_MAX_TOKENS", default=4096)
AI_FIRST_TOKEN_TIMEOUT = env.float("AI_FIRST_TOKEN_TIMEOUT", default=30.0)
AI_DRAFT_TIMEOUT = env.float("AI_DRAFT_TIMEOUT", default=120.0)

# What one run of each purpose may cost: a day of one conversation, and one draft. Zero is no limit.
AI_RUN_BUDGETS_USD = {
    "chat": Decimal(env.str("AI_TALK_BUDGET_USD", default="2.00")),
    "draft": Decimal(env.str("AI_DRAFT_BUDGET_USD", default="1.00")),
}
AI_DAILY_COST_ALERT_USD = env.int("AI_DAILY_COST_ALERT_USD", default=50)
MESSAGE_MAX_CHARACTERS = env.int("MESSAGE_MAX_CHARACTERS", default=8000)
