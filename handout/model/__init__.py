"""Frozen data: the article, the clinic, the deck, the page layout, findings and errors; digests."""
