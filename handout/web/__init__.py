"""The web page: one file of HTML, which asks nothing of any server."""
