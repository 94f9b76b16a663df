"""mis17: Best Picture of the 89th Academy Awards, 26 February 2017 (CASES.md): read out wrongly on stage and put right minutes later."""

from __future__ import annotations

from typing import Any

from ledger.bootstrap import Services
from ledger.projections.nominees import Asked
from tests.cases.telling import Case, Clock

FILMS = ("Film A", "Film B", "Film C")


def test_mis17_wrong_film_won_as_announced_for_minutes_and_never_in_force(live: Services, clock: Clock) -> None:
    case = Case(live, clock, "America/Los_Angeles", "1 January 2017", {"Best Picture": 3})
    case.it_is("24 January 2017, 05:18")
    listed = case.announce(*[case.enter(title, effective="24 January 2017") for title in FILMS])
    case.it_is("26 February 2017, 21:20")
    case.act("misread", "Film A", effective="26 February 2017, 21:05")
    wrong = case.at("26 February 2017, 21:05")
    case.act("put-misreading-right", "Film A", effective="26 February 2017, 21:08")
    conferred = case.act("confer", "Film B", effective="26 February 2017, 21:00")
    right = case.announce(conferred, at="26 February 2017, 21:08", spoken_as="presenter", through="stage")

    def awards(reading: str, at: int) -> dict[str, str]:
        """What the list says of the award of each film."""
        view: dict[str, Any] = case.view(Asked(reading, at))
        return {
            one["works"][0]["title"]: one["award"]["word"]
            for one in view["categories"][0]["nominations"]
            if one["award"] is not None
        }

    assert awards("announced", listed) == {}
    assert awards("announced", wrong) == {"Film A": "conferred"}
    assert awards("force", wrong) == {"Film B": "conferred"}
    assert awards("announced", right) == {"Film A": "misread_put_right", "Film B": "conferred"}
    assert awards("force", right) == {"Film B": "conferred"}
    for at in (wrong, right):
        assert case.force(at).endswith("3=3")
        assert case.announced(at).endswith("3=3")
    assert case.agrees()
