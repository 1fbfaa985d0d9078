"""Every change to WeasyPrint's inside."""
