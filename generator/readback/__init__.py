"""Bytes to reading order: modules that know a format, never our templates."""
