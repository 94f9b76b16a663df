"""How a rule is cited: by its number, and by the version of the rulebook it was cited from (DOMAIN.md, Requests, objections, rulings)."""

from __future__ import annotations

from ledger.wording.catalogue import gettext as _
from ledger.wording.names import isolated


def cited(rule: str | None, version: str | None) -> str:
    """A rule within a sentence; `version` is None where no rulebook was filed, or where it is not to be told."""
    if rule is None:
        return _("no rule cited")
    if version is None:
        return _("rule %(rule)s") % {"rule": isolated(rule)}
    return _("rule %(rule)s of “%(version)s”") % {"rule": isolated(rule), "version": isolated(version)}


def citing(rule: str, version: str) -> str:
    """What a link to the text of a rule says."""
    return _("Rule %(rule)s in the rules “%(version)s”") % {"rule": isolated(rule), "version": isolated(version)}
