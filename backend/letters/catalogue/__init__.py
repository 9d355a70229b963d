"""Every letter we send, each a frozen dataclass of what is said in it."""

from .alerts import DailyCostAlertLetter
from .base import LetterContent, MoneyLetter, every_letter, find
from .limits import LimitReachedLetter, NearLimitLetter
from .payments import PaymentFailedLetter, ReceiptLetter, ServiceOrderUpdateLetter
from .plans import (
    PlanChangedLetter,
    SubscriptionCanceledLetter,
    SubscriptionEndedLetter,
    TrialEndingLetter,
)
from .weekly import Figure, Waiting, WeeklySummaryLetter
from .welcome import WelcomeLetter

__all__ = [
    "DailyCostAlertLetter",
    "Figure",
    "LetterContent",
    "LimitReachedLetter",
    "MoneyLetter",
    "NearLimitLetter",
    "PaymentFailedLetter",
    "PlanChangedLetter",
    "ReceiptLetter",
    "ServiceOrderUpdateLetter",
    "SubscriptionCanceledLetter",
    "SubscriptionEndedLetter",
    "TrialEndingLetter",
    "Waiting",
    "WeeklySummaryLetter",
    "WelcomeLetter",
    "every_letter",
    "find",
]
