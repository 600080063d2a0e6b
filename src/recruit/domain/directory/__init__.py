"""Users and groups that a company's directory provisions."""
