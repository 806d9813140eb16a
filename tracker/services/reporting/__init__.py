"""Reports: their states and moves, checks at submission, deadlines."""
