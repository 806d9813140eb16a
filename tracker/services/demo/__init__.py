"""The invented demo province: generated, and loaded in bulk."""
