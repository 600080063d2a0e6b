"""The user's second factors: set-up, recovery codes and removal."""

from litestar import Controller, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from recruit.domain.shared.errors import Invalid, Refused
from recruit.entrypoints.http.field_types import Name
from recruit.entrypoints.web.forms import REFUSED_FORM, UNPROCESSABLE, errors_of, message_of, read
from recruit.entrypoints.web.once import SHOWS_SECRET
from recruit.entrypoints.web.page import page, redirect
from recruit.entrypoints.web.pages.settings.account import ME, account_page
from recruit.entrypoints.web.passkey_site import options_for_script, required_site, sent_challenge
from recruit.entrypoints.web.qr_codes import qr_code
from recruit.entrypoints.web.request import PageRequest
from recruit.entrypoints.web.text import t

AUTHENTICATOR = f"{ME}/authenticator"


class PasskeyForm(Struct):
    """The name of a new passkey."""

    passkey_name: Name


class SecondFactorPages(Controller):
    """Pages under `/settings/me`. All changes take the password again."""

    path = ME

    @get("/authenticator")
    async def show_app(self, request: PageRequest) -> Response[str]:
        """Offer a new secret for an authenticator app."""
        return await _app_page(request)

    @post("/authenticator", status_code=200, opt={SHOWS_SECRET: True})
    async def add_app(self, request: PageRequest) -> Response[str]:
        """Store the app, and show recovery codes if they are new."""
        request.require_password()
        values = await request.fields()
        state = values.get("offer", "")
        try:
            codes = await request.services.second_factors.add_app(request.actor, state, values.get("code", ""))
        except Refused:
            return redirect(request, AUTHENTICATOR, t("Too much time has passed: here is a new key"))
        except Invalid as error:
            return await _app_page(request, state, message_of(error))
        except REFUSED_FORM as error:
            return await account_page(request, UNPROCESSABLE, errors=errors_of(error))
        return recovery_codes_page(request, codes)

    @get("/passkeys")
    async def ask_passkey(self, request: PageRequest) -> Response[str]:
        """Return what a script asks the browser for, to make a passkey."""
        asked = await request.services.passkeys.ask_registration(request.actor, required_site(request.scope))
        return options_for_script(request, asked)

    @post("/passkeys", status_code=200, opt={SHOWS_SECRET: True})
    async def add_passkey(self, request: PageRequest) -> Response[str]:
        """Store a passkey that the browser has made, and show recovery codes if they are new."""
        request.require_password()
        values = await request.fields()
        try:
            codes = await request.services.passkeys.register(
                request.actor,
                required_site(request.scope),
                sent_challenge(request.scope),
                read(PasskeyForm, values).passkey_name,
                values.get("credential", ""),
            )
        except Refused as error:
            return await account_page(request, UNPROCESSABLE, values, {"": message_of(error)})
        except REFUSED_FORM as error:
            return await account_page(request, UNPROCESSABLE, values, errors_of(error))
        return recovery_codes_page(request, codes)

    @post("/recovery-codes", status_code=200, opt={SHOWS_SECRET: True})
    async def replace_codes(self, request: PageRequest) -> Response[str]:
        """Show new recovery codes, in place of those before."""
        request.require_password()
        try:
            return recovery_codes_page(request, await request.services.second_factors.new_recovery_codes(request.actor))
        except REFUSED_FORM as error:
            return await account_page(request, UNPROCESSABLE, errors=errors_of(error))

    @post("/second-factors/{factor_id:int}/remove", status_code=200)
    async def remove(self, request: PageRequest, factor_id: FromPath[int]) -> Response[str]:
        """Remove an app or a passkey."""
        request.require_password()
        try:
            await request.services.second_factors.remove(request.actor, factor_id)
        except REFUSED_FORM as error:
            return await account_page(request, UNPROCESSABLE, errors=errors_of(error))
        return redirect(request, ME, t("It is removed"))


def recovery_codes_page(request: PageRequest, codes: object) -> Response[str]:
    """Return the page with new recovery codes, or to the settings if there are none."""
    if not codes:
        return redirect(request, ME, t("Saved"))
    return page(request, "pages/settings/recovery_codes.html", codes=codes)


async def _app_page(request: PageRequest, state: str | None = None, error: str | None = None) -> Response[str]:
    offer = await request.services.second_factors.offer_app(request.actor, state)
    status = UNPROCESSABLE if error else 200
    template, qr = "pages/settings/authenticator.html", qr_code(offer.uri)
    return page(request, template, status=status, offer=offer, qr=qr, error=error)
