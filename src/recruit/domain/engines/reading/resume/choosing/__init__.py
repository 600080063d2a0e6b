"""A learned chooser among what a résumé offers for each field: candidates, their features, and a log-linear model."""
