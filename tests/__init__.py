"""Tests: what a reader, a trainer and a contributor meet."""
