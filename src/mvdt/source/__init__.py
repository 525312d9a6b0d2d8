"""Text and trees with places. Knows nothing of teams."""
