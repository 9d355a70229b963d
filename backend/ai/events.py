DAILY_COST_PASSED = "ai.daily_cost_passed"
