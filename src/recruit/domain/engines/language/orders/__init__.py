"""Orders, in seven languages, of which every word must be understood, and checks that no order of a message is lost."""
