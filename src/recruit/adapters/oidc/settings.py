"""The operator's file of identity providers, in TOML."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from recruit.adapters.oidc.urls import is_safe_url
from recruit.domain.accounts.model.permissions import Role
from recruit.domain.accounts.model.providers import AccountRule, Provider
from recruit.domain.accounts.model.users import login_key
from recruit.domain.shared.errors import ConfigurationError

FILE = "RECRUIT_OIDC_FILE"
SETTINGS = {FILE: ""}
"""The adapter's own settings, with their defaults."""

DEFAULT_ALGORITHMS = ("RS256", "ES256", "PS256", "EdDSA")
ALGORITHMS = (*DEFAULT_ALGORITHMS, *"RS384 RS512 ES384 ES512 PS384 PS512 Ed25519".split())
"""Algorithms that may be allowed. With HMAC (HS…) a public key could be taken for the shared secret."""

NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")
MOST_LEEWAY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """How this server is registered at a provider. `leeway` is the tolerated difference of clocks in seconds."""

    provider: Provider
    client_id: str
    client_secret: str | None = field(repr=False)
    scopes: tuple[str, ...]
    algorithms: tuple[str, ...]
    leeway: int
    verified_claim: str
    signs_out: bool


class _Table(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A provider's table in the file."""

    issuer: str
    client_id: str
    organisation: int
    label: str = ""
    client_secret: str | None = None
    client_secret_file: str | None = None
    scopes: list[str] = msgspec.field(default_factory=lambda: ["openid", "email", "profile"])
    accounts: AccountRule = AccountRule.LINK
    domains: list[str] = msgspec.field(default_factory=list)
    role_claim: str | None = None
    roles: dict[str, Role] = msgspec.field(default_factory=dict)
    default_role: Role | None = None
    update_role: bool = False
    passwords: Literal["on", "off"] = "on"
    break_glass: list[str] = msgspec.field(default_factory=list)
    leeway_seconds: int = 60
    algorithms: list[str] = msgspec.field(default_factory=lambda: [*DEFAULT_ALGORITHMS])
    email_verified_claim: str = "email_verified"
    sign_out: Literal["on", "off"] = "on"

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the values, each as a sentence."""
        creates, address = self.accounts is AccountRule.CREATE, self.issuer
        wrong = [one for one in self.algorithms if one not in ALGORITHMS]
        checks = (
            (is_safe_url(address) and not {"?", "#"} & {*address}, "issuer should be an https URL without query"),
            (bool(self.client_id), "client_id is empty"),
            (self.organisation > 0, "organisation should be the id of an organisation"),
            (
                None in {self.client_secret, self.client_secret_file},
                "client_secret and client_secret_file are both set",
            ),
            ("openid" in self.scopes, 'scopes should contain "openid"'),
            (not creates or bool(self.domains), 'accounts = "create" needs domains, such as ["example.com"]'),
            (not creates or bool(self.roles or self.default_role), 'accounts = "create" needs default_role or roles'),
            (all("@" not in one and "." in one for one in self.domains), "domains should be like example.com"),
            (bool(self.roles) == bool(self.role_claim), "role_claim and roles belong together"),
            (not self.update_role or bool(self.roles), "update_role needs role_claim and roles"),
            (all("@" in one for one in self.break_glass), "break_glass should be e-mail addresses"),
            (0 <= self.leeway_seconds <= MOST_LEEWAY, f"leeway_seconds should be from 0 to {MOST_LEEWAY}"),
            (not wrong, f"algorithms has {', '.join(wrong)}: allowed are {', '.join(ALGORITHMS)}"),
            (bool(self.algorithms), "algorithms is empty"),
        )
        return (fault for is_right, fault in checks if not is_right)


def read_clients(options: Mapping[str, str]) -> list[Client]:
    """Return the clients of the file that the setting names, none without one. Raises ConfigurationError."""
    if not options.get(FILE):
        return []
    path = Path(options[FILE]).expanduser().absolute()
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigurationError(
            f"{FILE} can't be used: {error.strerror}: {path}: give a file that this user can read"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{FILE} can't be used: {path} is not TOML: {error}") from None
    providers = tables.pop("providers", None)
    if tables or not isinstance(providers, dict) or not providers:
        raise ConfigurationError(f"{FILE} can't be used: {path} should have tables [providers.NAME], and nothing else")
    faults: list[str] = []
    clients = [_client(path, name, table, faults) for name, table in providers.items()]
    if faults:
        raise ConfigurationError(f"{FILE} can't be used: {'; '.join(faults)}")
    return [one for one in clients if one is not None]


def _client(path: Path, name: str, values: Any, faults: list[str]) -> Client | None:
    """Return the client of a table, or None after adding to `faults`."""
    where = f"providers.{name}"
    if not NAME.fullmatch(name):
        faults.append(f"{where}: a name has lower-case letters, digits and hyphens, as URLs contain it")
        return None
    try:
        table = msgspec.convert(values, _Table)
    except msgspec.ValidationError as error:
        faults.append(f"{where}: {error}")
        return None
    found = [f"{where}: {fault}" for fault in table.faults()]
    secret = table.client_secret
    if not found and table.client_secret_file is not None:
        try:
            secret = path.parent.joinpath(Path(table.client_secret_file).expanduser()).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            found.append(f"{where}: client_secret_file can't be read: {error}")
    if not found and secret == "":
        found.append(f"{where}: the client secret is empty: leave it out for a public client")
    faults += found
    return None if found else _configured(name, table, secret)


def _configured(name: str, table: _Table, secret: str | None) -> Client:
    provider = Provider(
        name=name,
        label=table.label or name,
        issuer=table.issuer,
        org_id=table.organisation,
        rule=table.accounts,
        domains=frozenset(login_key(f"@{domain}").removeprefix("@") for domain in table.domains),
        role_claim=table.role_claim,
        roles=table.roles,
        default_role=table.default_role,
        updates_role=table.update_role,
        passwords=table.passwords == "on",
        break_glass=frozenset(map(login_key, table.break_glass)),
    )
    return Client(
        provider=provider,
        client_id=table.client_id,
        client_secret=secret,
        scopes=tuple(table.scopes),
        algorithms=tuple(table.algorithms),
        leeway=table.leeway_seconds,
        verified_claim=table.email_verified_claim,
        signs_out=table.sign_out == "on",
    )
