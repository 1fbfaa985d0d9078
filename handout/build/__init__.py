"""From articles to files in output/: pipeline, cache, workers, proof."""
