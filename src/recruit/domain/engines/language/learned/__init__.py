"""The learned reader: intents by n-grams, arguments from the organisation's own data, no write without a yes."""
