"""LibreOffice and poppler from outside: PDF, page pictures, what is installed."""
