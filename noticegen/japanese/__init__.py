"""How it is written: eras, dates, numbers, lists, honorifics, words of certainty, words to avoid."""
