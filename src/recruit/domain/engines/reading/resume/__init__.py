"""Fields of candidates, read from résumés."""
