"""What is known of people, and of who did what with it."""
