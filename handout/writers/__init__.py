"""What makes a file type out of HTML; no writer knows an Article."""
