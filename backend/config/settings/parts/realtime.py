"""Channels: one process speaks through memory, several through Redis."""

from .env import env

REDIS_URL = env.str("REDIS_URL", default="")
# The layer drops silently when a reader's queue is full, so the queue is far longer than any answer has frames.
CHANNEL_CAPACITY = 20_000
# The layer in memory ends memberships by age, after a day unless told otherwise. A tab may stay open for longer, and
# one that is gone is found by what it no longer reads.
MEMORY_LAYER = {"capacity": CHANNEL_CAPACITY, "group_expiry": 10 * 365 * 24 * 3600}

if REDIS_URL:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL], "prefix": "atelier", "capacity": CHANNEL_CAPACITY},
        }
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "backend.core.realtime.memory.MemoryLayer",
            "CONFIG": MEMORY_LAYER,
        }
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
