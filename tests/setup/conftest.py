from __future__ import annotations

from pathlib import Path

import pytest

from tests.setup.checkouts import Checkout, new_checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh checkout, nothing set up."""
    return new_checkout(tmp_path)
