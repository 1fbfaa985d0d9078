"""Fonts, writing systems, measuring, spacing, numbers."""
