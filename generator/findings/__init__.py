"""Reported facts: a finding, the errors that carry findings, the rules about outputs."""
