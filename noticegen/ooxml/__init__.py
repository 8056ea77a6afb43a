"""Word files: templates compiled once, sections, and what a finished document says. Knows no facts."""
