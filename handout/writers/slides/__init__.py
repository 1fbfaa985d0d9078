"""The parts of the deck's writer: mark-up, layouts, fitting and the XML of slides."""
