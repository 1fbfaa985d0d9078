"""Layout -> findings."""
def check(layout, html): return ()
