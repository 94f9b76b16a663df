"""The cells of a spreadsheet as answers to the commands they become: each is asked of the command's own field (`ledger.schemas`)."""

from __future__ import annotations

from typing import Any

from ledger.importing.problems import Findings
from ledger.schemas.entering import EnterNominationCommand, RegisterPartyCommand, RegisterWorkCommand
from ledger.schemas.one_field import FieldRule, field_rule
from ledger.schemas.setting_up import AddCategoryCommand, OpenEditionCommand


class Answers:
    """Reads the cells of one spreadsheet; what a form would refuse is told by row and column, with the form's own code."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.edition_name = field_rule(OpenEditionCommand, "name")
        self.edition_address = field_rule(OpenEditionCommand, "address")
        self.label = field_rule(OpenEditionCommand, "label")
        self.ordinal = field_rule(OpenEditionCommand, "ordinal")
        self.category = field_rule(AddCategoryCommand, "name")
        self.group = field_rule(AddCategoryCommand, "group")
        self.title = field_rule(RegisterWorkCommand, "title")
        self.work_id = field_rule(RegisterWorkCommand, "external", "value")
        self.name = field_rule(RegisterPartyCommand, "name")
        self.party_id = field_rule(RegisterPartyCommand, "external", "value")
        self.role = field_rule(EnterNominationCommand, "credits", "role")
        self.detail = field_rule(EnterNominationCommand, "details")
        self.citation = field_rule(EnterNominationCommand, "citation")
        self.credit_line = field_rule(EnterNominationCommand, "credit_line")
        self.note = field_rule(EnterNominationCommand, "source_note")

    def read(self, rule: FieldRule, row: int, column: str | None, text: str) -> Any:
        """What the field makes of the text, None where it holds nothing, or where it was refused (`Findings.is_refused`)."""
        answer = rule(text)
        if answer.code is not None:
            self._findings.refuse(row, column, answer.code)
        return answer.value
