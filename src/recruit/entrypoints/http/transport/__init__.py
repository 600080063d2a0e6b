"""Connections and processes below the application, built on uvicorn."""
