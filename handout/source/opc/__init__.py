"""Open Packaging Conventions: the zip files that Office's programs write, opened within bounds."""
