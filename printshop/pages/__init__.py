"""Turn a flatplan into pages: frames in millimetres, templates, and the pasted galley.

Nothing is decided here: the flatplan says what stands where, and the layout's
templates say how it looks. Afterwards the words on the pages are compared with the
words of the copy.

* ``frames``     what a template is given
* ``stories``    the frames of stories and packs
* ``furniture``  nameplate, skyline, folio, index, imprint
* ``house``      house advertisements, sized to the hole they fill
* ``rules``      lines between stories and between legs
* ``cover``      what of a page is covered, and the holes
* ``quality``    how well the pages are made up, measured on the laid-out pages
* ``type_faults``  loose lines and ladders
* ``proofs``     all that a person who looks the pages over has before him
* ``checks``     the art director's checks, as far as a program can do them
* ``compose``    all of it, filled into the templates, set, pasted and checked
"""

from printshop.pages.compose import Pressroom, compose_pages

__all__ = ["Pressroom", "compose_pages"]
