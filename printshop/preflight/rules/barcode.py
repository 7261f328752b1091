"""The rule on the barcode: it is read off a picture of the page, as a till does."""

from printshop.pdf_file import MOST_PIXELS
from printshop.preflight.barcode_reader import read_barcodes
from printshop.preflight.outcome import Severity
from printshop.preflight.rule import Docket, Fault, Told, Unseen, file_rule
from printshop.preflight.rules.scope import for_paper
from printshop.preflight.sheets import SeenFile


@file_rule("H03", "The barcode is that of the issue", Severity.ERROR, applies=for_paper)
def right_barcode(file: SeenFile, docket: Docket) -> Told:
    """A wrong number is money lost: returns are counted by it."""
    if not docket.barcode:
        yield Unseen("nobody said which number it should show")
        return
    front = file.pages[0]
    if front.largest_picture_px > MOST_PIXELS:
        yield Unseen("the front page has a picture that is too large to be decoded")
        return
    found = read_barcodes(file.path, front)
    told = [code for code, _ in found]
    if not found:
        yield Fault("no barcode can be read on the front page", 1)
    elif _digits(docket.barcode) not in map(_digits, told):
        for code, box in found:
            yield Fault(f"the barcode says {code}, not {docket.barcode}", 1, box)


def _digits(code: str) -> str:
    return "".join(filter(str.isdigit, code))
