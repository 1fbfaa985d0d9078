"""What stands on which slide: the article as data for the deck's template."""
