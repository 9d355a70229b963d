BUDGET_WARNED = "treasury.budget_warned"
BUDGET_EXHAUSTED = "treasury.budget_exhausted"
ENTRY_POSTED = "treasury.entry_posted"
ENTRY_REVERSED = "treasury.entry_reversed"
# For people: an entry of its own would be one line of the feed for each sale and each row of a file.
EXPENSE_RECORDED = "treasury.expense_recorded"
FILE_IMPORTED = "treasury.file_imported"
