"""`make stress`: 100,000 random acts; the rules are asked again and again; the figures go to build/stress.json."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from random import Random

from ledger.bootstrap import build
from tests.bench.result import Measured, peak_mb, write
from tests.stress.driver import PER_EDITION, Driver
from tests.stress.holding import check_everything
from tests.support.services import embedded

OUT = Path("build/stress.json")
CHECK_EVERY, REBUILD_EVERY = 2_000, 10_000


def main() -> int:
    """Drive, and stop at the first rule that does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    print(f"{asked.acts:,} acts, seed {asked.seed}", flush=True)
    paces: list[float] = []
    with tempfile.TemporaryDirectory() as folder, build(embedded(Path(folder))) as services:
        driver = Driver(services, Random(asked.seed))  # noqa: S311 - nothing secret
        began = time.perf_counter()
        for number in range(1, asked.acts + 1):
            driver.step()
            if number % CHECK_EVERY == 0 or number == asked.acts:
                paces.append(CHECK_EVERY / (time.perf_counter() - began))
                since = driver.settings[-CHECK_EVERY // PER_EDITION :]
                check_everything(services, since, rows=number % REBUILD_EVERY == 0)
                print(f"{number:,} acts, {driver.recorded:,} events recorded, {paces[-1]:,.0f} acts/s", flush=True)
                began = time.perf_counter()
            if number % PER_EDITION == 0:
                driver.begin()
        check_everything(services, driver.settings)
    few = max(len(paces) // 10, 1)
    early, late = sum(paces[:few]) / few, sum(paces[-few:]) / few
    refused = sum(driver.refused.values())
    write(
        [
            Measured("acts driven, every rule held", asked.acts, "acts", 1.0, "the acts asked for", 1.0),
            Measured("acts refused, nothing changed", refused, "refusals", refused / asked.acts, "acts", 0.05),
            Measured("codes of refusal met", len(driver.refused), "codes", len(driver.refused) / 40, "40", 1.0),
            Measured("acts a second, the last tenth", late, "acts/s", late / early, "the first tenth", 0.5),
            Measured("memory at its highest", peak_mb(), "MB", peak_mb() / 500, "500 MB", 1.0, at_most=True),
        ],
        OUT,
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
