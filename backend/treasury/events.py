BUDGET_WARNED = "treasury.budget_warned"
BUDGET_EXHAUSTED = "treasury.budget_exhausted"
ENTRY_POSTED = "treasury.entry_posted"
ENTRY_REVERSED = "treasury.entry_reversed"
