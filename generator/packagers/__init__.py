"""Markup to bytes: one packager for each format."""
