"""Slides as drawings and pages, made from the .pptx: what is seen is what will be opened."""
