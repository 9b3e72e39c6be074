"""Settings: flags before the environment before files, and a sentence for each that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_config_path

from hotline_tui.cli import run
from hotline_tui.config import BadSettings, Settings, settings
from hotline_tui.places import APP, FILE, journal
from hotline_tui.services.outbox import Server


@pytest.fixture
def file() -> Path:
    """The person's settings file, in its folder."""
    path = user_config_path(APP) / FILE
    path.parent.mkdir(parents=True)
    return path


def faults(url: str | None = None) -> dict[str, str]:
    """What is wrong with the settings, by name."""
    with pytest.raises(BadSettings) as wrong:
        settings(url)
    return {fault.field: fault.message for fault in wrong.value.faults}


def test_without_any_settings_one_person_can_work() -> None:
    found = settings()
    assert found.default_database
    assert found.url.startswith("sqlite:////")
    assert found.journal.name == "drafts.db"
    assert found.mail_server() is None


def test_what_stands_nearer_goes_before(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('database_url = "a.db"\n[keymap]\n"area.help" = "f12"\n', encoding="utf-8")
    assert settings().url == "sqlite:///a.db"
    assert settings().keymap == {"area.help": "f12"}
    monkeypatch.setenv("HOTLINE_DATABASE_URL", "b.db")
    assert settings().url == "sqlite:///b.db"
    assert settings("sqlite:///c.db").url == "sqlite:///c.db"
    assert not settings().default_database


def test_the_journal_is_found_before_the_settings_are_read_where_they_say_it_is(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert journal() == settings().journal
    file.write_text('journal = "here.db"\n', encoding="utf-8")
    assert journal() == settings().journal == Path("here.db")
    monkeypatch.setenv("hotline_journal", "there.db")
    assert journal() == settings().journal == Path("there.db")
    monkeypatch.delenv("hotline_journal")
    for bad in (b"journal = 3", b"journal = [", b"\xff"):
        file.write_bytes(bad)
        assert journal().name == "drafts.db"
        faults()


def test_a_mail_server_may_be_set_in_both_places(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('[smtp]\nhost = "mail.example"\nport = 587\ntls = true\n', encoding="utf-8")
    monkeypatch.setenv("HOTLINE_SMTP_PASSWORD", "geheim")
    found = settings()
    assert found.mail_server() == Server("mail.example", 587, tls=True, password="geheim")
    assert "geheim" not in repr(found)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().journal = Path("x")  # type: ignore[misc]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("desk.db", "sqlite:///desk.db"),
        ("/srv/desk.db", "sqlite:////srv/desk.db"),
        ("sqlite:////srv/desk.db", "sqlite:////srv/desk.db"),
        ("postgres://u:p@h/d", "postgresql://u:p@h/d"),
        ("postgresql+psycopg://u@/d?host=/run", "postgresql://u@/d?host=/run"),
    ],
)
def test_a_database_is_named_in_usual_forms(url: str, found: str) -> None:
    assert settings(url).url == found


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://h/d", "只能是 sqlite 或 postgresql，不能是“mysql”"),
        ("sqlite://", "须写明文件"),
        ("sqlite:///:memory:", "须写明文件"),
        ("sqlite://desk.db", "须写明文件"),
        ("postgresql://h:端口/d", "主机:端口"),
    ],
)
def test_another_database_is_refused(url: str, told: str) -> None:
    assert told in faults(url)["database_url"]


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("databaseurl = 'x'", "databaseurl", "没有这一项设置"),
        ("[smtp]\nport = 25", "smtp.host", "没有填写"),
        ("[smtp]\nhost = ''", "smtp.host", "不能为空"),
        ("[smtp]\nhost = 'h'\nport = 'x'", "smtp.port", "应是整数"),
        ("[smtp]\nhost = 'h'\nport = 70000", "smtp.port", "太大"),
        ("[smtp]\nhost = 'h'\ntls = 'vielleicht'", "smtp.tls", "应是 true 或 false"),
        ("smtp = 'mail'", "smtp", "应是一个表"),
        ("keymap = 'x'", "keymap", "应是一个表"),
        ("journal = 1", "journal", "应是文件路径"),
        ("no toml at all", "", "不是有效的 TOML"),
    ],
)
def test_each_wrong_setting_has_its_sentence(file: Path, text: str, name: str, told: str) -> None:
    file.write_text(text, encoding="utf-8")
    assert told in faults()[name]


def test_all_wrong_settings_are_told_at_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("[smtp]\nport = 'x'\n", encoding="utf-8")
    monkeypatch.setenv("HOTLINE_DATABASE_URL", "oracle://x")
    monkeypatch.setenv("HOTLINE_SMTP_HSOT", "x")
    assert faults().keys() == {"database_url", "smtp.host", "smtp.port", "smtp.hsot"}
    monkeypatch.setenv("HOTLINE_KEYMAP", "{")
    assert "环境变量" in faults()[""]


def test_bad_settings_stop_a_command_with_exit_2(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("database_url = 'oracle://x'\n", encoding="utf-8")
    assert run(["ticket", "list"]) == 2
    assert "只能是 sqlite 或 postgresql" in capsys.readouterr().err
