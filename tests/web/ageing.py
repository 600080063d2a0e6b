"""Sessions whose password was entered a while ago."""

from datetime import UTC, datetime, timedelta

from recruit.domain.accounts.browser_sessions import CONFIRMED_FOR
from recruit.domain.accounts.opaque_tokens import TokenKind, parse_token
from web.browsing import Browser


async def forget_password(browser: Browser) -> None:
    """Let the password of a browser's session be entered too long ago. For browsers that have sent no request yet."""
    token = parse_token(TokenKind.SESSION, browser.client.cookies["recruit"])
    async with browser.services.storage.autocommit(token.org_id) as work:
        before = datetime.now(UTC) - CONFIRMED_FOR - timedelta(minutes=1)
        await work.sign_ins.change(token.id, {"confirmed_at": before})
