"""The rows of the behaviour tables, by subject."""
