"""Arguments, filters and results that several tools share."""
