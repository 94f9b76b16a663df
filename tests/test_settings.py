"""Settings: what is typed beats the environment, the environment beats the defaults, and nonsense is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.errors import SettingsError
from ledger.settings import Settings, load


def test_settings_have_defaults_for_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load() == Settings(
        data=tmp_path / "data",
        database=f"sqlite:///{tmp_path}/data/ledger.db",
        host="127.0.0.1",
        port=8000,
        demo=False,
        threads=8,
    )
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_environment_beats_defaults_and_arguments_beat_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {
        "DATA": str(tmp_path / "told"),
        "HOST": "::1",
        "PORT": "9001",
        "THREADS": "3",
        "DATABASE": "postgresql:///log",
    }
    for name, value in told.items():
        monkeypatch.setenv(f"AWARDS_{name}", value)
    found = load()
    assert found == Settings(tmp_path / "told", "postgresql:///log", "::1", 9001, demo=False, threads=3)
    assert (found.is_loopback, found.is_embedded) == (True, False)
    typed = load(data=tmp_path / "typed", host="0.0.0.0", port=0)
    assert (typed.data, typed.host, typed.port, typed.is_loopback) == (tmp_path / "typed", "0.0.0.0", 0, False)


@pytest.mark.parametrize("name", ["PORT", "HOST", "DATA", "DATABASE", "THREADS"])
def test_names_without_our_prefix_mean_nothing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "7")
    assert load(data=tmp_path) == Settings(tmp_path, f"sqlite:///{tmp_path}/ledger.db")


@pytest.mark.parametrize(
    "name,value,code",
    [
        ("PORT", "eighty", "setting_unreadable"),
        ("PORT", "70000", "port_refused"),
        ("PORT", "-1", "port_refused"),
        ("THREADS", "0", "setting_unreadable"),
        ("THREADS", "many", "setting_unreadable"),
    ],
)
def test_nonsense_is_refused_before_anything_is_made(
    name: str, value: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"AWARDS_{name}", value)
    with pytest.raises(SettingsError) as refused:
        load(data=tmp_path / "data")
    assert refused.value.code == code
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("elsewhere", [{"host": "0.0.0.0"}, {"database": "postgresql:///log"}])
def test_demo_stays_on_this_machine_and_sqlite(
    elsewhere: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "database" in elsewhere:
        monkeypatch.setenv("AWARDS_DATABASE", elsewhere["database"])
    with pytest.raises(SettingsError) as refused:
        load(data=tmp_path, host=elsewhere.get("host"), demo=True)
    assert refused.value.code == "demo_only_on_loopback"
    assert load(data=tmp_path, host="127.0.0.1", demo="database" not in elsewhere).demo is ("database" not in elsewhere)
