"""One measured ratio, and how it is told."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

OUT = Path("build/bench.json")


@dataclass(frozen=True)
class Measured:
    """`value` in `unit`; `ratio` to what it is measured `against`; `target` is a least ratio, or with `at_most` a largest."""

    name: str
    value: float
    unit: str
    ratio: float
    against: str
    target: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.ratio <= self.target if self.at_most else self.ratio >= self.target

    def line(self) -> str:
        """For the console."""
        sign = "≤" if self.at_most else "≥"
        word = "met" if self.met else "MISSED"
        return f"{self.name:44} {self.value:12,.1f} {self.unit:12} {self.ratio:6.2f} {sign} {self.target:<5} {word}  (against {self.against})"


def peak_mb() -> float:
    """The most memory this process has held, in MB. What `getrusage` says begins with what its parent held when it was started."""
    status = Path("/proc/self/status")
    if status.exists():
        held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(held.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def write(results: list[Measured], out: Path = OUT) -> None:
    """Print the results and write them to build/bench.json, or another file."""
    out.parent.mkdir(exist_ok=True)
    rows = [{**asdict(one), "met": one.met} for one in results]
    out.write_bytes(msgspec.json.format(msgspec.json.encode(rows), indent=2))
    for one in results:
        print(one.line())
