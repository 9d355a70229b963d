from .budgets import Budget, BudgetPeriod, Hold, Reservation, ScopeKind
from .goals import Goal, GoalMetric
from .ledger import ExchangeRate, Grade, Kind, LedgerEntry, Receipt
from .postings import CostPosting

__all__ = [
    "Budget",
    "BudgetPeriod",
    "CostPosting",
    "ExchangeRate",
    "Goal",
    "GoalMetric",
    "Grade",
    "Hold",
    "Kind",
    "LedgerEntry",
    "Receipt",
    "Reservation",
    "ScopeKind",
]
