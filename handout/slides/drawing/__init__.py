"""Slides as SVG, drawn from the .pptx that was made: what is seen is what will be opened."""
