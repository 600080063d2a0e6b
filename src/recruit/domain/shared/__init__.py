"""What several nouns share: errors, pages, periods and checks of text."""
