"""Who came by, as far as we want to know: no cookie, no address, nobody known again the next day."""

from django.db import models

from backend.core.models import BaseModel


class Device(models.TextChoices):
    DESKTOP = "desktop", "Desktop"
    MOBILE = "mobile", "Phone"
    TABLET = "tablet", "Tablet"


class VisitSalt(BaseModel):
    """One day's secret. It is deleted when the day is over, and with it the way back from a hash to an address."""

    day = models.DateField(unique=True)
    secret = models.BinaryField(editable=False)

    def __str__(self) -> str:
        return str(self.day)


class Visit(BaseModel):
    """One look at one of our public pages. Kept for VISITS_KEPT_DAYS; the daily counts stay."""

    day = models.DateField(help_text="UTC")
    at = models.DateTimeField()
    path = models.CharField(max_length=60, help_text="One of ANALYTICS_PATHS, or (other).")
    source = models.CharField(max_length=80, blank=True, default="", help_text="utm_source")
    medium = models.CharField(max_length=80, blank=True, default="", help_text="utm_medium")
    campaign = models.CharField(max_length=80, blank=True, default="", help_text="utm_campaign")
    referrer = models.CharField(max_length=120, blank=True, default="", help_text="A host name, without www.")
    visitor = models.CharField(max_length=32, help_text="Means nothing beyond its day.")
    device = models.CharField(max_length=8, choices=Device.choices)
    is_bot = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["day"], name="visits_day_idx")]

    def __str__(self) -> str:
        return f"{self.path} on {self.day}"
