"""How well a job and a candidate fit, and why."""
