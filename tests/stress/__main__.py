"""`make stress`: 100,000 random acts in one ledger, edition after edition; the figures go to build/stress.json.

Every act is asked its own rules at once (tests/stress/driver.py), every edition all of its rules when it is over and again in the
end. The rows of the whole ledger are compared with its log whenever it has grown by half: so the time is that of the acts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from random import Random
from uuid import UUID

from ledger.bootstrap import build
from tests.bench.result import Measured, peak_mb, write
from tests.stress.driver import PER_EDITION, Driver
from tests.stress.holding import check_edition, check_rows
from tests.support.services import embedded

OUT = Path("build/stress.json")
FIRST_WHOLE, GROWN = 2_000, 1.5


def main() -> int:
    """Drive, and stop at the first rule that does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    print(f"{asked.acts:,} acts, seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder, build(embedded(Path(folder))) as services:
        ids = Random(asked.seed)  # noqa: S311 - nothing secret
        # Else what a seed found would not be found again: acts at one instant and lists go by ids.
        services.ledger.new_id = lambda: UUID(int=ids.getrandbits(128), version=4)
        driver = Driver(services, Random(asked.seed))  # noqa: S311 - nothing secret
        seconds = drive(driver, asked.acts)
        check_rows(services)
        for setting in driver.settings:
            check_edition(services, setting)
    write(results(driver, asked.acts, seconds), OUT)
    return 0


def drive(driver: Driver, acts: int) -> list[float]:
    """Seconds that the acts of each edition took, without what was asked in between."""
    services, seconds, done, next_whole = driver.services, list[float](), 0, float(FIRST_WHOLE)
    while done < acts:
        if done:
            driver.begin()
        few = min(PER_EDITION, acts - done)
        began = time.perf_counter()
        for _act in range(few):
            driver.step()
        seconds.append(time.perf_counter() - began)
        done += few
        check_edition(services, driver.setting)
        if done >= next_whole:
            check_rows(services)
            next_whole = done * GROWN
        if done % FIRST_WHOLE == 0 or done == acts:
            print(f"{done:,} acts, {driver.recorded:,} events recorded, {few / seconds[-1]:,.0f} acts/s", flush=True)
    return seconds


def results(driver: Driver, acts: int, seconds: list[float]) -> list[Measured]:
    """The figures of a run in which every rule held."""
    few = max(len(seconds) // 10, 1)
    refused, early, late = sum(driver.refused.values()), sum(seconds[:few]), sum(seconds[-few:])
    return [
        Measured("acts driven, every rule held", acts, "acts", 1.0, "the acts asked for", 1.0),
        Measured("problems told, nothing changed", refused, "problems", refused / acts, "acts", 0.05),
        Measured("codes of refusal met", len(driver.refused), "codes", len(driver.refused) / 40, "40", 1.0),
        Measured(
            "acts a second, the last tenth", few * PER_EDITION / late, "acts/s", early / late, "the first tenth", 0.5
        ),
        Measured("memory at its highest", peak_mb(), "MB", peak_mb() / 500, "500 MB", 1.0, at_most=True),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
