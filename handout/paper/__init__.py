"""Mark-up -> a PDF by WeasyPrint: typesetting, sheets and preflight. Knows no Article."""
