"""The page on localhost that shows what is made while somebody edits."""
