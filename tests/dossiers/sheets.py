"""What tests of printed papers share: printing a form, and reading a PDF as a person and a scanner would."""

from dataclasses import dataclass

import pypdfium2
import zxingcpp

from app.core.ids import new_id
from app.dossiers.commands import PrintForm
from app.dossiers.queries import find_copy
from tests.make import done, make_coordinator

MM = 72 / 25.4


def printing(dossier, form="01", **values):
    return PrintForm(**({"dossier_id": dossier.id, "copy_id": new_id(), "law_form": form} | values))


def make_copy(act, dossier, form="01", coordinator=None, **values):
    """Return a copy that the coordinator has printed."""
    command = printing(dossier, form, **values)
    done(act(coordinator or make_coordinator(), command))
    return find_copy(command.copy_id)


@dataclass(frozen=True)
class Printed:
    """A PDF as a person and a scanner read it: one line of single spaces, paper sizes in mm, codes of page one."""

    words: str
    sizes: list[tuple[int, int]]
    codes: list[str]


def printed_at(desk, address, *, dots_per_inch=150):
    """Return what is printed behind an address."""
    response = desk.get(address)
    assert (response.status_code, response.mimetype) == (200, "application/pdf"), response.status_code
    with pypdfium2.PdfDocument(response.data) as pdf:
        pages = [pdf[n] for n in range(len(pdf))]
        words = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
        sizes = [tuple(round(side / MM) for side in page.get_size()) for page in pages]
        picture = pages[0].render(scale=dots_per_inch / 72, grayscale=True).to_pil()
    return Printed(words, sizes, [found.text for found in zxingcpp.read_barcodes(picture)])


def print_of(desk, copy):
    """Return what is printed on a copy."""
    return printed_at(desk, f"/office/form-copies/{copy.copy_id}/pdf")
