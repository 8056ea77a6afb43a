"""The public API of noticegen; nothing else is public."""
