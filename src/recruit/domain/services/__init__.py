"""The use cases. They see ports and the model, never an adapter."""
