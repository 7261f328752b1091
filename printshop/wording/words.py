"""What every language must have a word for, and how dates and numbers go in.

Written without the machine's locale and without a clock.
"""

import datetime
import functools
from dataclasses import dataclass

_MONTHS_A_YEAR = 12
_TWO, _FEW = 2, 10
_SENTENCE_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True)
class Wording:
    """What one language calls the things in a newspaper.

    Fields with braces are filled in by the method of nearly the same name.
    """

    language: str
    """BCP 47 tag of the words themselves, for the ``lang`` of what is printed."""
    weekdays: tuple[str, ...]
    """From Monday, as they begin a line."""
    months: tuple[str, ...]
    first_of_month: str
    """What the first day is called in a date: ``1``, ``1er``."""
    long_date_form: str
    short_date_form: str

    age_form: str
    one_year: str
    many_years: str
    one_month: str
    many_months: str

    page_form: str
    page_label_form: str
    page_of_form: str
    turn_to_form: str
    from_form: str
    issue_form: str
    first_printed_form: str
    first_printed_page_form: str

    in_brief: str
    letters: str
    inside: str
    read_more: str
    more_on_this: str
    next_week: str
    advertisement: str
    continued: str
    price: str

    published_by: str
    editor: str
    printed_by: str
    telephone: str
    email: str
    subscriptions: str
    issn: str
    corrections: str

    large_print: str
    story_of_form: str
    story_goes_on: str
    byline_form: str
    photograph_form: str
    drawing_shows_form: str
    contents: str
    contents_go_on: str

    intentionally_blank: str
    """What stands on a page that is there only to be folded with the others."""

    two_years: str = ""
    few_years: str = ""
    two_months: str = ""
    few_months: str = ""
    """Two, and three to ten, where a language counts them otherwise than many."""
    list_form: str = "{}, {}"

    def long_date(self, day: datetime.date) -> str:
        """Write "Friday 20 November 2026"."""
        return self._date(day, self.long_date_form)

    def short_date(self, day: datetime.date) -> str:
        """Write "20 November 2026"."""
        return self._date(day, self.short_date_form)

    def age_notice(self, published: datetime.date, as_of: datetime.date) -> str:
        """Say how old an article is, from its first birthday on; "" before."""
        years, months = divmod(_whole_months(published, as_of), _MONTHS_A_YEAR)
        if years < 1:
            return ""
        forms = (self.one_year, self.two_years, self.few_years, self.many_years)
        age = counted(years, *forms)
        if months:
            forms = (self.one_month, self.two_months, self.few_months, self.many_months)
            age += counted(months, *forms)
        return self.age_form.format(age)

    def page(self, page: int) -> str:
        """Write "page 6", as it stands inside a line."""
        return self.page_form.format(page)

    def page_label(self, page: int) -> str:
        """Write "Page 6", as it stands alone."""
        return self.page_label_form.format(page)

    def page_of(self, page: int, pages: int) -> str:
        """Write "Page 1 of 2"."""
        return self.page_of_form.format(page, pages)

    def turn_to_page(self, page: int) -> str:
        """Write the jump line."""
        return self.turn_to_form.format(page)

    def from_page(self, page: int) -> str:
        """Write the line over a continuation."""
        return self.from_form.format(page)

    def issue(self, number: str) -> str:
        """Write "Issue 2566"; the number is printed as given."""
        return self.issue_form.format(number)

    def first_printed(
        self, issue_number: str, day: datetime.date, page: int | None = None
    ) -> str:
        """Say where an article stood in print; without a page where none is known."""
        printed = self.first_printed_form.format(issue_number, self.short_date(day))
        if page is None:
            return printed
        return printed + self.first_printed_page_form.format(page)

    def story_of(self, story: int, stories: int) -> str:
        """Write "Story 1 of 34"."""
        return self.story_of_form.format(story, stories)

    def listed(self, *parts: str) -> str:
        """Write "Council reporter, Skerrow"; what is empty is left out."""
        given = [part for part in parts if part]
        return functools.reduce(self.list_form.format, given) if given else ""

    def byline(self, name: str) -> str:
        """Write "By Isla Rennie", as large print has it."""
        return self.byline_form.format(name)

    def photograph(self, credit: str) -> str:
        """Write "Photograph: Ewan Sorley", where the credit is a line of its own."""
        return self.photograph_form.format(credit)

    def drawing_shows(self, description: str) -> str:
        """Say what a drawing shows, where its lettering could not be read."""
        end = "" if description[-1:] in _SENTENCE_ENDS else "."
        return self.drawing_shows_form.format(description) + end

    def _date(self, day: datetime.date, form: str) -> str:
        return form.format(
            weekday=self.weekdays[day.weekday()],
            day=self.first_of_month if day.day == 1 else day.day,
            month=self.months[day.month - 1],
            year=day.year,
        )


def counted(number: int, one: str, two: str, few: str, many: str) -> str:
    """Write how many there are, in the form that the language has for so many."""
    if number == 1:
        return one
    is_few = _TWO < number <= _FEW
    form = (two if number == _TWO else "") or (few if is_few else "") or many
    return form.format(number)


def _whole_months(start: datetime.date, end: datetime.date) -> int:
    """Count months rounded down; one that begins on the 31st may end on the 1st."""
    months = (end.year - start.year) * _MONTHS_A_YEAR + end.month - start.month
    return months - (1 if end.day < start.day else 0)
