"""What the Makefile calls: prepares the house, runs it, and checks it. Needs Python 3.11+ alone."""
