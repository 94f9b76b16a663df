"""Texts and numbers at their extremes, as real shows sometimes have them."""

from __future__ import annotations

URDU = "ہم نے مانا کہ تغافل نہ کرو گے لیکن خاک ہو جائیں گے ہم تم کو خبر ہوتے تک " * 3
LONG_NAME = URDU[:199] + "ک"
"""200 characters from right to left, in words; the next is one word of as many."""
LONG_NAME_IN_ONE = (URDU * 2).replace(" ", "")[:200]
ROWS = 500
"""How many rows a page must bear."""
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
HOSTILE = '</cite><script>alert("x")</script> & {{ view }} =SUM(A1)'
