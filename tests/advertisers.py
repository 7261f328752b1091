"""What advertisers send: PDFs in all states, each telling its corners by their colour.

Top left black, top right red, lower left grey, lower right white; everything outside
the trimmed page is green, so that a reader of the page sees at once what was shown.
"""

import io

import pikepdf

from printshop.layout import PT_PER_MM

BLACK, RED, GREY, WHITE = (0, 0, 0), (255, 0, 0), (128, 128, 128), (255, 255, 255)
_MARGIN_PT = 20


def ad_pdf(
    width_mm: float = 131,
    height_mm: float = 100,
    *,
    pages: int = 1,
    boxes: tuple[str, ...] = ("/TrimBox",),
    rotate: int = 0,
    unit: float = 1,
    encryption: pikepdf.Encryption | bool = False,
    is_drawn: bool = True,
    inherits: bool = False,
    red: str = "1 0 0 rg",
) -> bytes:
    """Make an advertisement; its trimmed page stands within a green margin."""
    pdf = pikepdf.new()
    wide, high = (side * PT_PER_MM / unit for side in (width_mm, height_mm))
    sheet = (wide + 2 * _MARGIN_PT, high + 2 * _MARGIN_PT)
    inner = [_MARGIN_PT, _MARGIN_PT, _MARGIN_PT + wide, _MARGIN_PT + high]
    for _ in range(pages):
        pdf.add_blank_page(page_size=sheet)
        page = pdf.pages[-1]
        if is_drawn:
            page.Contents = pikepdf.Stream(pdf, _corners(sheet, wide, high, red))
        for box in boxes:
            page.obj[box] = pikepdf.Array(inner)
        if rotate:
            page.obj.Rotate = rotate
        if unit != 1:
            page.obj.UserUnit = unit
        if inherits:
            pdf.Root.Pages.MediaBox = page.obj.MediaBox
            del page.obj["/MediaBox"]
    out = io.BytesIO()
    pdf.save(out, encryption=encryption, deterministic_id=not encryption)
    return out.getvalue()


def _corners(sheet: tuple[float, float], wide: float, high: float, red: str) -> bytes:
    left, low = _MARGIN_PT, _MARGIN_PT
    panels = (
        ("0 1 0 rg", 0, 0, *sheet),
        ("1 g", left, low, wide, high),
        ("0 g", left, low + high / 2, wide / 2, high / 2),
        (red, left + wide / 2, low + high / 2, wide / 2, high / 2),
        ("0.502 g", left, low, wide / 2, high / 2),
    )
    return "\n".join(
        f"{ink} {x:.3f} {y:.3f} {w:.3f} {h:.3f} re f" for ink, x, y, w, h in panels
    ).encode()
