"""Article -> plan, and mark-up -> a PowerPoint deck: layouts, fitting and preflight."""
