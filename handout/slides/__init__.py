"""Mark-up -> a PowerPoint deck: layouts, fitting and preflight. Knows no Article."""
