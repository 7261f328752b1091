"""The paper in readers' browsers: its pages, and its PDFs made on demand.

* ``nouns``    what a reader asks for, and how far it has come
* ``press``    the files: found, or made by processes that can be killed
"""
