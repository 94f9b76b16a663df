"""The container's files, where no engine runs: valid, locked down, and in step with what the tests run as processes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.setup.checkouts import ROOT
from tests.support.serving import serving

DOCKERFILE = (ROOT / "Dockerfile").read_text()


@pytest.fixture(scope="module")
def web() -> dict[str, Any]:
    """The service of the compose file."""
    services: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    assert list(services) == ["web"]
    return services["web"]


@pytest.mark.parametrize(
    "command",
    [
        ["check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"],
        ["yamllint", "--strict", "docker-compose.yml", ".yamllint"],
    ],
    ids=["schema", "style"],
)
def test_compose_file_is_valid(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_dockerfile_is_clean() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_container_may_write_its_volume_only(web: dict[str, Any]) -> None:
    assert (web["read_only"], web["cap_drop"], web["security_opt"]) == (True, ["ALL"], ["no-new-privileges:true"])
    assert web["volumes"] == ["data:/data"]
    user = re.search(r"^USER (\d+)$", DOCKERFILE, re.MULTILINE)
    assert user is not None
    assert web["user"] == f"{user[1]}:{user[1]}"
    assert int(user[1]) > 0


def test_container_is_reached_from_this_machine_only(web: dict[str, Any]) -> None:
    assert web["ports"] == ["127.0.0.1:8000:8000"]


def test_image_and_compose_start_and_ask_alike(web: dict[str, Any]) -> None:
    image = [json.loads(found) for found in re.findall(r"CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)]
    assert image == [web["healthcheck"]["test"][1:], web["command"]]
    assert re.search(r"AWARDS_DATA=(\S+)", DOCKERFILE)[1] == web["environment"]["AWARDS_DATA"] == "/data"  # type: ignore[index]


def test_image_holds_every_package_of_the_wheel() -> None:
    copied = set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.MULTILINE))
    assert copied == {"ledger", "web", "workers"}


@pytest.mark.server
def test_command_and_health_check_work_as_processes(web: dict[str, Any], tmp_path: Path) -> None:
    command = [sys.executable, *web["command"][1:-1], "0", "--data", str(tmp_path)]
    with serving(tmp_path, command=command) as served:
        port = served.address.rpartition(":")[2]
        test = [part.replace(":8000", f":{port}") for part in web["healthcheck"]["test"][2:]]
        assert subprocess.run([sys.executable, *test], check=False).returncode == 0
        served.stop()
        dead = subprocess.run([sys.executable, *test], capture_output=True, check=False)
        assert dead.returncode == 1
