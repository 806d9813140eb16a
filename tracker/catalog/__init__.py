"""Rules as data: loads `schemas/`, proves every unit and formula, and hands out one immutable catalog."""
