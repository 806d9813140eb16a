"""Benchmarks: each prints a ratio of two things measured alternately within one run."""
