"""What looks at the files that were made; no preflight knows a writer."""
