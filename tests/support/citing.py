"""An act that rests on a filed document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ledger.application.act_forms import record_act
from ledger.bootstrap import Services
from tests.support.four_eyes import stories
from tests.support.rosters import withdrawal
from tests.support.services import by


def withdraw_citing(demo: Services, instrument: UUID | str, author: Any = None) -> Any:
    """Withdraw a nomination on a document."""
    author = author or by()
    form = withdrawal(demo, author) | {"instrument": str(instrument)}
    return record_act(demo.ledger, author, "withdraw", form, stories(demo))
