"""What the paper says in English, British and American."""

from dataclasses import replace

from printshop.wording.words import Wording

BRITISH = Wording(
    language="en",
    weekdays=(
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
        "Sunday",
    ),
    months=(
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    first_of_month="1",
    long_date_form="{weekday} {day}\u00a0{month} {year}",
    short_date_form="{day}\u00a0{month} {year}",
    age_form="This article is over {} old",
    one_year="1\u00a0year",
    many_years="{}\u00a0years",
    one_month=", 1\u00a0month",
    many_months=", {}\u00a0months",
    page_form="page\u00a0{}",
    page_label_form="Page\u00a0{}",
    page_of_form="Page\u00a0{} of\u00a0{}",
    turn_to_form="Turn to page\u00a0{}",
    from_form="From page\u00a0{}",
    issue_form="Issue\u00a0{}",
    first_printed_form="First printed in issue\u00a0{}, {}",
    first_printed_page_form=", page\u00a0{}",
    in_brief="In brief",
    letters="Letters",
    inside="Inside",
    read_more="Read more",
    more_on_this="More on this",
    next_week="Next week",
    advertisement="Advertisement",
    continued="Continued…",
    price="Price",
    published_by="Published by",
    editor="Editor:",
    printed_by="Printed by",
    telephone="Telephone",
    email="Email",
    subscriptions="Subscriptions",
    issn="ISSN",
    corrections="We correct mistakes:",
    large_print="Large print",
    story_of_form="Story\u00a0{} of\u00a0{}",
    story_goes_on="Story goes on over the page",
    byline_form="By {}",
    photograph_form="Photograph: {}",
    drawing_shows_form="What the drawing shows: {}",
    contents="Contents",
    contents_go_on="Contents go on over the page",
    intentionally_blank="This page is intentionally blank",
)

AMERICAN = replace(
    BRITISH,
    language="en-US",
    long_date_form="{weekday}, {month}\u00a0{day}, {year}",
    short_date_form="{month}\u00a0{day}, {year}",
)
