"""The worlds in which each code is seen: files and a command, one module for each room of the product."""
