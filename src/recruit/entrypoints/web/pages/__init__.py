"""The pages of the console. A handler reads a form, calls a service, and renders a template."""
