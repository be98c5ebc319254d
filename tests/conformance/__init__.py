"""The gate: every output of every sample, judged by the validators this field trusts."""
