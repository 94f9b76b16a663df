"""Text is said in the reader's language, wherever its words were written down."""

from __future__ import annotations

from gettext import NullTranslations

from ledger.domain.standing import PLACE_WORDS
from ledger.errors import Refused
from ledger.wording.catalogue import speaking
from ledger.wording.errors import error_sentence
from ledger.wording.standings import COUNTED
from ledger.wording.vocabulary import REASONS


class _Loud(NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper()


def test_words_of_a_table_follow_the_reader() -> None:
    english = [COUNTED[word] for word in PLACE_WORDS]
    with speaking(_Loud()):
        assert [COUNTED[word] for word in PLACE_WORDS] == [one.upper() for one in english]
        assert REASONS["not_given"] == "NO REASON GIVEN."
        assert error_sentence(Refused("only_name")).isupper()
    assert REASONS["not_given"] == "No reason given."
