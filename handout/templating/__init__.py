"""Article + clinic + templates -> mark-up: Jinja, interface strings, links and drawings."""
