"""The only place that writes or reads PresentationML, and the one door to python-pptx."""
