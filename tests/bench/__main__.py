"""`make bench`: everything measured, as ratios within this run."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests import conftest
from tests.bench import acting, desk, front, importing, pages, rebuilding, saving
from tests.bench.result import Measured, write


def main() -> int:
    """Measure, print, write build/bench.json; 0 also where a target is missed: the figures speak."""
    assert conftest.RUNTIME.is_dir()
    shared = Path(os.environ.get("AWARDS_SHARED", "../shared"))
    file = shared / "data" / "academy-awards" / "nominations.tsv"
    results: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        results += saving.measure(Path(folder))
        results += acting.measure(Path(folder))
        results += rebuilding.measure(Path(folder))
        if not file.exists():
            print(f"The shared data is not at {shared}; the import and the pages are not measured.", file=sys.stderr)
        else:
            data = Path(folder) / "data"
            data.mkdir(mode=0o700)
            results += importing.measure(data, file)
            results += pages.measure(data)
            results += desk.measure(data)
            results += front.measure(data)
    write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
