"""One award's year as an organiser tells it on the pages: every step by a link, a field and a button that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.journeys.test_withdrawing import look_around_as

Typed = str | Sequence[str]


def put(page: Page, **typed: Typed) -> None:
    """Fill in fields by their names: words into boxes, and of what is to be chosen the words that it is offered in."""
    for name, value in typed.items():
        named = page.locator(f"[name='{name}']:not([type=hidden])")
        kind = named.first.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            for words in [value] if isinstance(value, str) else value:
                option = page.locator("label.field-option", has=named).filter(has_text=words).first
                _unfolded(option)
                option.locator("input").check()
            continue
        _unfolded(named.first)
        if kind == "select-one":
            offered = [one.strip() for one in named.first.locator("option").all_inner_texts()]
            named.first.select_option(index=next(n for n, words in enumerate(offered) if words.startswith(str(value))))
        else:
            named.first.fill(str(value))


def _unfolded(control: Locator) -> None:
    """Open what it is folded away in, the outer first."""
    folded = control.locator("xpath=ancestor::details[not(@open)]")
    while folded.count():
        folded.first.locator("> summary").click()


def record(page: Page, heading: str = "Recorded", button: str = "Record") -> None:
    """Look at the preview, record, and see the receipt."""
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.locator(".preview-acts li").first).to_be_visible()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


class Listed:
    """A list page as it is read."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @property
    def count(self) -> str:
        """The count line, such as `6 nominations named so far = 5 on the list + 1 withdrawn`."""
        return " ".join(self._page.locator(".count-sum").inner_text().split())

    @property
    def lines(self) -> list[str]:
        """What stands beside the sum and is in none."""
        return [one.strip() for one in self._page.locator(".count-lines li").all_inner_texts()]

    def on(self, category: str) -> list[str]:
        """The titles that are nominated in a category."""
        return sorted(
            one.strip()
            for one in self._section(category).locator(".nominee-nominated .nominee-title").all_inner_texts()
        )

    def off(self, category: str) -> dict[str, str]:
        """The titles that are named in a category and no longer nominated, each with its word."""
        gone = self._section(category).locator(".nominee:not(.nominee-nominated)")
        return {
            one.locator(".nominee-title").inner_text().strip(): " ".join(
                one.locator(".nominee-words").inner_text().split()
            )
            for one in gone.all()
        }

    def said_of(self, title: str) -> str:
        """Everything that the list says of a nomination."""
        return " ".join(self._entry(title).inner_text().split())

    def _section(self, category: str) -> Locator:
        heading = self._page.get_by_role("heading", name=category, exact=True)
        return self._page.locator("section.category", has=heading)

    def _entry(self, title: str) -> Locator:
        heading = self._page.get_by_role("heading", name=title, exact=True)
        return self._page.locator("li.nominee", has=heading)


class Year:
    """One edition of an award, opened by an organiser who then records what came about."""

    def __init__(self, page: Page, address: str, award: str, zone: str, categories: Mapping[str, int | None]) -> None:
        self.page, self.address, self.award = page, address, award
        look_around_as(page, address, "organiser")
        page.goto(f"{address}/desk/")
        page.get_by_role("link", name="Establish a show …").click()
        put(page, name=f"The award of {award}", address=award, zone=zone)
        record(page)
        page.get_by_role("link", name="Back to the show").click()
        page.get_by_role("link", name="Open an edition …").click()
        put(page, name="The year", label="The year", address="year")
        record(page)
        self.change("Add categories …", names="\n".join(categories))
        for category, places in categories.items():
            if places is not None:
                self.change(f"Places … {category}", places=str(places))

    def desk(self) -> Listed:
        """The desk's page of the edition."""
        self.page.goto(f"{self.address}/desk/{self.award}/year/")
        return Listed(self.page)

    def public(self, moment: str = "") -> Listed:
        """The list that the public reads, now or as announced at a moment."""
        self.page.goto(f"{self.address}/{self.award}/year/")
        if moment:
            put(self.page, at=moment)
            self.page.get_by_role("button", name="Show", exact=True).click()
        return Listed(self.page)

    def change(self, link: str, **typed: Typed) -> None:
        """Change a setting."""
        self.desk()
        self.page.get_by_role("link", name="Settings", exact=True).click()
        self.page.get_by_role("link", name=link, exact=True).click()
        put(self.page, **typed)
        record(self.page)

    def enter(self, title: str, category: str, names: Sequence[str] = (), **typed: Typed) -> None:
        """Enter a nomination; a name that is known is the record that there is."""
        self.desk()
        self.page.get_by_role("link", name="Enter a nomination …").click()
        put(self.page, category=category, title=title, **{f"name{n}": name for n, name in enumerate(names, 1)}, **typed)
        self.page.get_by_role("button", name="Record", exact=True).click()
        if self.page.locator("[name=name1_is]").count():
            put(self.page, name1_is=names[0])
            self.page.get_by_role("button", name="Record", exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Recorded")

    def story(self, title: str) -> Page:
        """The desk's page of a nomination."""
        self.desk()
        self.page.get_by_role("link", name=f"Its story of {title}", exact=True).click()
        return self.page

    def act(self, link: str, title: str, **typed: Typed) -> None:
        """Record an act on a nomination, from its story."""
        self.story(title)
        self.page.get_by_role("link", name=f"{link} …", exact=True).click()
        put(self.page, **typed)
        record(self.page)

    def decide(self, titles: Sequence[str], apart: Mapping[str, Mapping[str, str]], **typed: Typed) -> None:
        """Decide on several nominations at once; `apart` is what is chosen for one of them, by the labels of its choices."""
        self.desk()
        self.page.get_by_role("link", name="Decide …", exact=True).click()
        put(self.page, nominations=titles, **typed)
        self.page.get_by_role("button", name="Preview", exact=True).click()
        for title, chosen in apart.items():
            about = self.page.locator("section.group", has=self.page.get_by_role("heading", name=title, exact=True))
            for label, words in chosen.items():
                about.get_by_label(label).select_option(label=words)
        record(self.page)

    def fill_place(self, fallen: str, title: str, names: Sequence[str] = (), **typed: Typed) -> None:
        """Enter a nomination into the place that another left, from the list of what waits."""
        self.page.goto(f"{self.address}/desk/")
        row = self.page.locator("li", has=self.page.get_by_role("link", name=fallen, exact=True))
        row.get_by_role("link", name="fill it …").click()
        put(self.page, title=title, **{f"name{n}": name for n, name in enumerate(names, 1)}, **typed)
        record(self.page)

    def announce(self, *sentences: str, **typed: Typed) -> None:
        """Announce what is recorded: all of it, or the acts with these words in their sentences."""
        self.desk()
        self.page.get_by_role("link", name="Announce …", exact=True).click()
        whole = self.page.locator("[name=acts_whole][value=all]")
        if sentences:
            put(self.page, acts=sentences)
        elif whole.count():
            whole.check()
        else:
            self.page.locator("[name=acts]").first.check()
        put(self.page, **typed)
        record(self.page, "Announced", "Announce")

    def file(self, title: str, **typed: Typed) -> None:
        """File a document, its text pasted."""
        self.desk()
        self.page.get_by_role("link", name="Documents", exact=True).click()
        self.page.get_by_role("link", name="File a document …").click()
        put(self.page, title=title, text=f"{title}: what it says.", **typed)
        self.page.get_by_role("button", name="Record", exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Recorded")

    def requests(self) -> Page:
        """The inbox of requests and statements."""
        self.desk()
        self.page.get_by_role("link", name="Requests and objections").click()
        return self.page

    def ask(self, **typed: Typed) -> None:
        """Record what somebody asks."""
        self.requests().get_by_role("link", name="Record a request …").click()
        put(self.page, **typed)
        record(self.page)

    def say(self, **typed: Typed) -> None:
        """Keep a statement."""
        self.requests().get_by_role("link", name="Keep a statement …").click()
        put(self.page, **typed)
        record(self.page)

    def request(self, words: str) -> Page:
        """The page of the request whose row in the inbox has these words."""
        self.requests().locator("li").filter(has_text=words).get_by_role("link").first.click()
        return self.page

    def announce_asked(self, words: str, **typed: Typed) -> None:
        """Tell the public what was asked, and what became of it."""
        self.request(words).get_by_role("link", name="Announce that it was asked …").click()
        put(self.page, **typed)
        record(self.page, "Announced", "Announce")

    @contextmanager
    def answering(self, words: str, link: str) -> Iterator[Page]:
        """A form about the request whose row in the inbox has these words; recorded at the end."""
        self.request(words).get_by_role("link", name=re.compile(f"^{link}")).first.click()
        yield self.page
        record(self.page)
