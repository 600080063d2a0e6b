"""Demo data: invented jobs, people and applications, which can be removed again."""
