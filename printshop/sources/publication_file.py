"""Read ``printshop.toml``: the paper itself."""

from collections.abc import Callable
from dataclasses import fields as fields_of
from pathlib import Path

from printshop.publication import HouseAd, HouseAdKind, Imprint, Publication
from printshop.sources.downloads_table import Downloads, read_downloads
from printshop.sources.fields import Fields
from printshop.sources.formats import (
    fault_in_barcode_variant,
    fault_in_issn,
    fault_in_language,
    fault_in_slug,
    fault_in_web_address,
    language_from,
    slug_from,
)
from printshop.sources.queries import Queries
from printshop.sources.toml_file import read_toml_file
from printshop.typography import set_copy

FILE_NAME = "printshop.toml"

FALLBACK_LANGUAGE = "en-GB"
"""Only for reading on when the paper's own language cannot be read."""

SetText = Callable[[str], str]


def read_publication(
    root: Path, queries: Queries
) -> tuple[Publication, Downloads] | None:
    """Read the paper of a workspace, and how its PDFs are handed out.

    None when the file cannot be read at all.
    """
    file = root / FILE_NAME
    table = read_toml_file(file, queries)
    if table is None:
        return None
    fields = Fields(file, table, queries)
    given = fields.text_in_form("language", fault_in_language, required=True)
    language = language_from(given or FALLBACK_LANGUAGE)

    def set_text(text: str) -> str:
        return set_copy(text, language)

    title = fields.text("title", required=True)
    publication = Publication(
        title=set_text(title),
        file_name=_file_name(fields, title),
        language=language,
        strapline=set_text(fields.text("strapline")),
        issn=fields.text_in_form("issn", fault_in_issn),
        barcode_variant=_variant(fields),
        price=set_text(fields.text("price")),
        web_address=fields.text_in_form("web_address", fault_in_web_address),
        letters_address=set_text(fields.text("letters_address")),
        layout=fields.text_in_form("layout", fault_in_slug) or "tabloid",
        printer=fields.text_in_form("printer", fault_in_slug),
        leader_kicker=set_text(fields.text("leader_kicker")),
        imprint=_imprint(fields.table("imprint"), set_text),
        house_ads=_house_ads(fields, set_text),
    )
    downloads = read_downloads(fields.table("downloads"))
    fields.finish()
    return publication, downloads


def _file_name(fields: Fields, title: str) -> str:
    """Read the stem of every PDF's name, or make it from the title."""
    given = fields.text_in_form("file_name", fault_in_slug)
    made = given or slug_from(title)
    if title and not made:
        hint = 'write file_name = "…" in small letters a–z, figures and hyphens'
        fields.problem("file_name", "cannot be made from the title", hint)
    return made


def _variant(fields: Fields) -> str:
    return fields.text_in_form("barcode_variant", fault_in_barcode_variant) or "00"


def _imprint(fields: Fields, set_text: SetText) -> Imprint:
    plain = {"telephone", "email"}
    texts = {}
    for field in fields_of(Imprint):
        text = fields.text(field.name)
        texts[field.name] = text if field.name in plain else set_text(text)
    fields.finish()
    return Imprint(**texts)


def _house_ads(fields: Fields, set_text: SetText) -> tuple[HouseAd, ...]:
    ads: list[HouseAd] = []
    for entry in fields.tables("house_ads"):
        kind = entry.choice("kind", HouseAdKind)
        ad = HouseAd(
            kind=kind or HouseAdKind.NEWSLETTER,
            kicker=set_text(entry.text("kicker")),
            headline=set_text(entry.text("headline", required=True)),
            text=set_text(entry.text("text")),
            url=entry.text_in_form("url", fault_in_web_address, required=True),
        )
        entry.finish()
        if ad.headline and ad.headline in {other.headline for other in ads}:
            message = f"there are two house ads “{ad.headline}”"
            entry.problem("headline", message, "keep one of the two")
        ads.append(ad)
    return tuple(ads)
