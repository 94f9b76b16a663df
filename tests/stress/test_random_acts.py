"""A short run of the stress: the rules hold after every handful of random acts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from ledger.bootstrap import Services, build
from ledger.consumers.rebuild import rebuild
from ledger.settings import Settings
from tests.stress.driver import Driver
from tests.stress.holding import check_everything
from tests.support.services import embedded


class Acting(RuleBasedStateMachine):
    """Commands in whatever order finds a fault; the rules are asked at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        self.driver = Driver(self.open.enter_context(build(embedded(folder))), Random(1))  # noqa: S311 - nothing secret

    @rule(random=st.randoms(use_true_random=False))
    def somebody_acts(self, random: Random) -> None:
        """One command."""
        self.driver.random = random
        self.driver.step()

    @rule(random=st.randoms(use_true_random=False))
    def somebody_announces(self, random: Random) -> None:
        """Several announcements close to each other."""
        self.driver.random = random
        for _time in range(3):
            self.driver.send(self.driver.announce())

    def teardown(self) -> None:
        """The rules hold, and the ledger is closed."""
        try:
            check_everything(self.driver.services, self.driver.settings)
        finally:
            self.open.close()


TestActing = pytest.mark.slow(Acting.TestCase)
TestActing.settings = settings(
    max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Services]:
    """An empty ledger on either database."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    chosen = Settings(data=tmp_path, database=url) if url else embedded(tmp_path)
    with build(chosen) as built:
        yield built


@pytest.mark.slow
def test_rules_hold_under_random_acts_of_several_people(ledgers: Services) -> None:
    driver = Driver(ledgers, Random(20261126))  # noqa: S311 - nothing secret
    for round_ in range(4):
        for _step in range(60):
            driver.step()
        check_everything(ledgers, driver.settings)
        assert driver.recorded > 20 * (round_ + 1)
    assert len(driver.refused) > 15
    rebuild(ledgers.lists)
    check_everything(ledgers, driver.settings)
