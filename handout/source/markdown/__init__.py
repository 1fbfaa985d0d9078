"""Markdown into the blocks of an Article: the only door to markdown-it."""
