"""What the results are ratios to: a program in the usual style, and parts of the stack with nothing around them."""
