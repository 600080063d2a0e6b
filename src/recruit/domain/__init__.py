"""The domain: entities, rules and services of recruiting, without frameworks and without input or output."""
