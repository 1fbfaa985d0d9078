"""One patient article in, a printed leaflet and a PowerPoint deck out."""

__version__ = "0.1.0"
