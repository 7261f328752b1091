"""What every language must have a word for on the web pages of the paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebWords:
    """What one language says on the web, besides ``DownloadWords``.

    Fields with braces are filled in by the method of nearly the same name, or by the
    script of the download button. Where a number stands, the words suit every number.
    """

    language: str
    """BCP 47 tag of the words themselves."""

    search: str
    search_the_paper: str
    search_hint: str
    found_form: str
    """How many stories, and the words that were looked for."""
    none_found_form: str
    none_found_hint: str
    more_found: str
    page_before: str
    page_after: str
    newer_issues: str
    older_issues: str

    download_pdf: str
    story_pdf: str
    """What kind of file it is, as long as nobody knows its size."""
    issue_pdf: str
    latest_news: str
    more_from_issue: str
    table: str
    to_issue: str
    to_story: str

    not_found: str
    not_found_hint: str
    not_made: str
    """Over what went wrong with a PDF."""
    copy_trouble: str
    limit_trouble: str
    died_trouble: str
    stopped_trouble: str
    full: str
    try_again: str
    try_again_in_form: str
    being_made: str
    being_made_hint: str

    please_wait: str
    before_yours_form: str
    next_in_line: str
    looking: str
    setting_form: str
    making_up: str
    writing: str
    begun: str
    lost: str
    gone: str

    def found(self, stories: str, query: str) -> str:
        """Write "3 stories with “harbour”"."""
        return self.found_form.format(stories, query)

    def none_found(self, query: str) -> str:
        """Say that nothing was found."""
        return self.none_found_form.format(query)

    def try_again_in(self, seconds: int) -> str:
        """Say when a second try is worth it."""
        return self.try_again_in_form.format(seconds)
