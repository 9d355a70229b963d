from .budgets import Budget, BudgetPeriod, Hold, Reservation, ScopeKind
from .ledger import ExchangeRate, Grade, Kind, LedgerEntry, Receipt
from .postings import CostPosting

__all__ = [
    "Budget",
    "BudgetPeriod",
    "CostPosting",
    "ExchangeRate",
    "Grade",
    "Hold",
    "Kind",
    "LedgerEntry",
    "Receipt",
    "Reservation",
    "ScopeKind",
]
