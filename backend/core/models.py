from django.db import models

from .ids import uuid7


class BaseModel(models.Model):
    """What every row has: an id that sorts by age, and when it was made and last changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
