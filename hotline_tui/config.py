"""Frozen settings: flags before environment before files before what suits one person.

The files are `hotline.toml` of the machine and of the person (the person's goes first); a variable
is `HOTLINE_` and the name of a setting, or `HOTLINE_SMTP_` and a name of the mail server's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from platformdirs import user_cache_path, user_data_path, user_state_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from hotline_tui.data.files import reason
from hotline_tui.places import APP, VARIABLES, settings_files, usual_journal
from hotline_tui.standard.refusal import Fault

if TYPE_CHECKING:
    from hotline_tui.services.outbox import Server


class BadSettings(Exception):  # noqa: N818 - it is the settings that are bad
    """The settings cannot be used; each fault names the setting."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("；".join(fault.message for fault in faults))


class Smtp(BaseModel):
    """The mail server that takes dispatches by e-mail. Clause: 5.3.2.1.2."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field(min_length=1)
    """Name or address of the server."""

    port: int = Field(default=25, ge=1, le=65535)
    """Its port: 25, or 587 with `tls`."""

    sender: str = "12345@hotline.invalid"
    """The address that the letters come from."""

    user: str = ""
    """Who logs in there; empty: nobody has to."""

    password: SecretStr = SecretStr("")
    """The password of `user`; better in HOTLINE_SMTP_PASSWORD than in a file."""

    tls: bool = False
    """Whether the line is encrypted (STARTTLS) before anything is said."""


class Settings(BaseSettings):
    """Everything that may differ from one installation to the next."""

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        env_prefix=VARIABLES,
        env_nested_delimiter="_",
        env_nested_max_split=1,
        frozen=True,
        extra="forbid",
    )

    database_url: str = ""
    """The database: `sqlite:///FILE` or `postgresql://USER@HOST/NAME`. Empty: a file of one's own,
    which is set up without asking."""

    journal: Path = Field(default_factory=usual_journal)
    """The draft journal: a small file on this machine's own disk, never on a network drive."""

    knowledge_index: Path = Field(default_factory=lambda: user_cache_path(APP) / "knowledge")
    """Where this machine keeps search indexes. Desks of several people share one on a machine if
    it is a folder that they all may write to."""

    practice: Path = Field(default_factory=lambda: user_state_path(APP) / "practice")
    """Where exercises are kept while they are under way: each has a database of its own there."""

    speech: str = ""
    """A command that speaks what a simulated caller says (`espeak-ng -v cmn`); empty: text only.
    The words are its last argument."""

    keymap: Mapping[str, str] = Field(default_factory=dict)
    """Other keys for what the desk does: binding id to keys (`"area.help" = "f1,ctrl+h"`)."""

    lock_minutes: float = Field(default=10.0, ge=0)
    """Minutes without a key and without a call after which the screen is cleared and locked;
    0: never."""

    smtp: Smtp | None = None
    """The mail server; without one, dispatches by e-mail wait in the outbox."""

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        return database_url(url)

    @property
    def url(self) -> str:
        """The database's URL, the default one where none is set."""
        return self.database_url or f"sqlite:///{user_data_path(APP) / 'hotline.db'}"

    @property
    def default_database(self) -> bool:
        """Whether nobody has named a database: then a new one is made without asking."""
        return not self.database_url

    def mail_server(self) -> Server | None:
        """The mail server as the outbox wants it."""
        from hotline_tui.services.outbox import Server

        if self.smtp is None:
            return None
        said = self.smtp.model_dump(exclude={"password"})
        return Server(**said, password=self.smtp.password.get_secret_value())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What goes before what: flags, environment, files."""
        files = TomlConfigSettingsSource(settings_cls, toml_file=list(settings_files()))
        return init_settings, env_settings, files


def settings(url: str | None = None) -> Settings:
    """The settings in force; `url` is the flag's. Raises `BadSettings` with a fault for each."""
    given: dict[str, Any] = {"database_url": url} if url is not None else {}
    try:
        return Settings(**given)
    except ValidationError as wrong:
        raise BadSettings(*_faults(wrong)) from None
    except SettingsError as wrong:
        raise BadSettings(Fault("", "", f"环境变量中的设置读不出来：{wrong}")) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        where = "、".join(str(file) for file in settings_files() if file.exists())
        raise BadSettings(Fault("", "", f"设置文件不是有效的 TOML：{where}（{wrong}）")) from None
    except OSError as wrong:
        told = f"设置文件打不开：{wrong.filename}（{reason(wrong)}）"
        raise BadSettings(Fault("", "", told)) from None


def database_url(url: str) -> str:
    """A database's URL as the desk uses it; a plain path is an SQLite file.

    Raises ValueError with a sentence for anything that is neither SQLite nor PostgreSQL.
    """
    text = url.strip()
    if not text:
        return ""
    if "://" not in text:
        return f"sqlite:///{text}"
    scheme, _, rest = text.partition("://")
    backend = {"postgres": "postgresql"}.get(scheme.partition("+")[0], scheme.partition("+")[0])
    if backend not in ("sqlite", "postgresql"):
        raise ValueError(f"数据库只能是 sqlite 或 postgresql，不能是“{scheme[:20]}”")
    if backend == "sqlite":
        if not rest.startswith("/") or rest.strip("/") in ("", ":memory:"):
            raise ValueError("SQLite 数据库须写明文件，如 sqlite:///desk.db")
        return f"sqlite://{rest}"
    try:
        parts = urlsplit(f"{backend}://{rest}")
        _ = parts.port  # reading it is what checks it
    except ValueError:
        raise ValueError("PostgreSQL 的地址应写成 postgresql://用户@主机:端口/数据库名") from None
    return f"{backend}://{rest}"


_SAID: dict[str, str] = {
    "extra_forbidden": "没有这一项设置",
    "missing": "没有填写",
    "string_too_short": "不能为空",
    "int_parsing": "应是整数",
    "bool_parsing": "应是 true 或 false",
    "string_type": "应是文字",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "mapping_type": "应是一个表",
    "dict_type": "应是一个表",
    "bool_type": "应是 true 或 false",
    "int_type": "应是整数",
    "model_type": "应是一个表",
    "path_type": "应是文件路径",
}
"""Sentences for the faults that Pydantic finds."""


def _faults(wrong: ValidationError) -> Iterator[Fault]:
    for error in wrong.errors(include_url=False, include_context=True, include_input=False):
        name = ".".join(str(part) for part in error["loc"])
        own = error.get("ctx", {}).get("error")
        told = str(own) if own is not None else _SAID.get(error["type"], error["msg"])
        yield Fault(name, "", f"设置 {name}：{told}")
