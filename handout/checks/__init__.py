"""What looks at the article before anything is made."""
