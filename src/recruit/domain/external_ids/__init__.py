"""External ids: the ids of records in other systems."""
