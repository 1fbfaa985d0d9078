"""Other people's documents, of Word and in Markdown, as articles."""
