"""Job titles and the occupations they mean."""
