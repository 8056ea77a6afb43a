"""What happened: ``incident.toml`` and the recipients as frozen, typed values."""
