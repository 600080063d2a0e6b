"""URLs of the databases of tests."""


def as_superuser(url: str) -> str:
    """Return the URL of a database with its superuser as the role, in asyncpg's form."""
    return url.replace("+asyncpg", "").replace("recruit@", "postgres@")
