"""The organisation's mail: what was sent, and the messages themselves where no mail server is set up."""

from litestar import Controller, Response, get
from litestar.params import FromPath

from recruit.domain.mail.model import MailKind, MailState
from recruit.entrypoints.web.lists import list_window, listed
from recruit.entrypoints.web.page import page
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t

MAIL = "/settings/mail"


class MailPages(Controller):
    """Pages under `/settings/mail`."""

    path = MAIL

    @get("/")
    async def show(self, request: PageRequest) -> Response[str]:
        """Show the organisation's messages, newest first."""
        found = await request.services.mail_log.page(request.actor, list_window(request))
        return page(
            request,
            "pages/settings/mail.html",
            is_on=request.services.mail_queue.is_on,
            is_delivering=request.services.mail_log.is_delivering,
            kinds=kind_names(),
            states=state_names(),
            **listed(request, found, {}),
        )

    @get("/{mail_id:int}")
    async def show_message(self, request: PageRequest, mail_id: FromPath[int]) -> Response[str]:
        """Show one message."""
        mail, kept = await request.services.mail_log.message(request.actor, mail_id)
        return page(
            request,
            "pages/settings/mail_message.html",
            mail=mail,
            kept=kept,
            is_delivering=request.services.mail_log.is_delivering,
            kinds=kind_names(),
            states=state_names(),
        )


def kind_names() -> dict[str, str]:
    """Return the kinds of messages in the reader's language."""
    return {
        MailKind.PASSWORD_LINK: t("Link for a new password"),
        MailKind.INVITATION: t("Invitation"),
        MailKind.MENTION: t("Mention in a note"),
        MailKind.TASK: t("Assigned task"),
        MailKind.WEBHOOK: t("Disabled webhook"),
    }


def state_names() -> dict[str, str]:
    """Return the states of messages in the reader's language."""
    return {
        MailState.PENDING: t("Waiting"),
        MailState.SENT: t("Sent"),
        MailState.FAILED: t("Failed"),
        MailState.DROPPED: t("Not needed any more"),
    }
