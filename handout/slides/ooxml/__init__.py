"""The only place that writes or reads PresentationML."""
