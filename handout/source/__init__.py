"""The content folder: files, YAML and Markdown into the model, every fault placed."""
