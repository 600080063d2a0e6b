"""What maintainers run by hand or `make` runs for them."""
