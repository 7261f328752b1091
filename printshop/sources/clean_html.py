"""Let through the HTML that a newspaper prints, and nothing else.

The allowlist is short on purpose: no class, style or id of a story may reach the
page, and no address may be fetched. What was taken out is named, so that a finding
can tell the newsroom.
"""

import re

import nh3
from lxml import etree
from lxml.etree import _Element as Element

from printshop.sources.fields import UNPRINTABLE
from printshop.sources.manuscript import LINE_MARK

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol"})
TABLE_PARTS = frozenset({"table", "thead", "tbody", "tr", "th", "td"})
BLOCK_TAGS = HEADINGS | LISTS | TABLE_PARTS | {"p", "pre", "li", "blockquote"}
INLINE_TAGS = frozenset({"em", "strong", "a", "sup", "sub", "code", "br", "span"})

ATTRIBUTES = {"a": {"href"}, "span": {"lang"}, "ol": {"start"}, "*": {LINE_MARK}}

_FORMS = {"lang": re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")}
_FORMS["start"] = re.compile("-?[0-9]{1,6}")

DEEPEST_NESTING = 40

_SYNONYMS = {"i": "em", "b": "strong"}
_PLAIN = frozenset({"div", "section", "article", "figure", "figcaption", "tfoot"})
"""Wrappers whose text is printed as if they were not there."""

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)")
_MARKED_TAG = re.compile(
    rf'<(?P<end>/?)(?P<name>[a-z0-9]+)(?:[^>]*? {LINE_MARK}="(?P<line>[0-9]{{1,9}})")?'
)


def clean_html(html: str) -> str:
    """Keep the allowed tags, well formed, and the text of most others."""
    clean = nh3.clean(
        html,
        tags=BLOCK_TAGS | INLINE_TAGS | _SYNONYMS.keys(),
        attributes=ATTRIBUTES,
        clean_content_tags={"script", "style"},
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel=None,
        strip_comments=True,
    )
    return UNPRINTABLE.sub("", clean)


def removed_tags(html: str) -> tuple[str, ...]:
    """Name the tags that the cleaner takes out, each once."""
    kept = BLOCK_TAGS | INLINE_TAGS | _SYNONYMS.keys() | _PLAIN
    found = {match["name"].lower() for match in _TAG.finditer(_COMMENT.sub("", html))}
    return tuple(sorted(found - kept))


def too_deep_line(clean: str, first_line: int) -> int | None:
    """Find the line at which clean HTML is nested too deeply; None if nowhere."""
    depth, line = 0, first_line
    for tag in _MARKED_TAG.finditer(clean):
        line = int(tag["line"] or line)
        if tag["name"] != "br":
            depth += -1 if tag["end"] else 1
        if depth > DEEPEST_NESTING:
            return line
    return None


def tree_of(clean: str) -> Element:
    """Parse clean HTML, exactly as it is nested, into one element around it."""
    # The cleaner writes HTML that is XML but for these two.
    xml = clean.replace("<br>", "<br/>").replace("&nbsp;", "\u00a0")
    xml = re.sub(rf'<br {LINE_MARK}="[^"]*">', "<br/>", xml)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.fromstring(f"<body>{xml}</body>", parser)
    for name, synonym in _SYNONYMS.items():
        for element in tree.iter(name):
            element.tag = synonym
    for attribute, form in _FORMS.items():
        for element in tree.iter("span", "ol"):
            if not form.fullmatch(element.get(attribute, "")):
                element.attrib.pop(attribute, None)
    return tree
