"""Real money and the sandbox's are two worlds: each screen shows one, and nothing adds them up."""

from django.db import models


class World(models.TextChoices):
    REAL = "real", "Real"
    SIMULATED = "simulated", "Sandbox"
