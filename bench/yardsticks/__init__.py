"""The yardsticks, by which results are divided: a program in the usual style, and single parts of the stack."""
