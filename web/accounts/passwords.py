"""Which passwords are taken: 12 characters and more, and none that is guessed quickly.

What is common is zxcvbn's to say: it ships some 30,000 passwords that were in use, names and words, and knows how people
change them a little. No characters of any kind are asked for (NIST SP 800-63B, 5.1.1.2).
"""

from __future__ import annotations

from zxcvbn import zxcvbn

SHORTEST = 12
LONGEST = 128
WEIGHED = 72
"""Characters that are weighed: the rest can only make it better, and zxcvbn's time grows with the square."""
GUESSES = 100_000_000
"""A password found within so many guesses is too common."""


def password_problem(password: str, known: tuple[str, ...] = ()) -> str | None:
    """The code of what is wrong with a new password, None if nothing is; `known` is what anybody knows of its owner."""
    if len(password) < SHORTEST:
        return "password_too_short"
    if len(password) > LONGEST:
        return "password_too_long"
    words = [part for one in ("awards ledger", *known) for part in (one, *one.replace("@", " ").split())]
    weighed = zxcvbn(password[:WEIGHED], user_inputs=words)
    return "password_common" if weighed["guesses"] < GUESSES else None
