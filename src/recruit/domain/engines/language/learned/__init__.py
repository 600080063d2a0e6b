"""The learned reader: intents from n-grams, arguments from the organisation's data, writes only after confirmation."""
