"""What the law demands: dated tables in TOML, each entry with its source, and the few functions that read them."""
