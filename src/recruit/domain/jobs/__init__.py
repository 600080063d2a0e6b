"""Jobs: entities and service."""
