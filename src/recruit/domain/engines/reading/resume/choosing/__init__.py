"""Choice of a résumé's fields among candidates, by their features and log-linear models."""
