"""Finding what a person decided, finished or asked in ordinary words; when in doubt, finding nothing."""
