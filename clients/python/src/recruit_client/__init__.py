"""A typed client of the recruit API."""

from recruit_client import models
from recruit_client.operations import Operations
from recruit_client.transport import RecruitError

__all__ = ["Recruit", "RecruitError", "models"]


class Recruit(Operations):
    """A server: `Recruit("https://hr.example.com", token)`, with a method for each operation of the API's reference.

    Methods return models, lists yield the rows of all pages, and what isn't a success raises RecruitError.
    """

    def sign_in(self, email: str, password: str) -> None:
        """Use the access token of a user with a password."""
        self.token = self.login(username=email, password=password).access_token
