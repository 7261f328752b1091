"""The paper in readers' browsers: its pages, and its PDFs made on demand.

What is known and made, without a word of HTTP:

* ``nouns``         what a reader asks for, and how far it has come
* ``press``         the files: found, or made by processes that can be killed
* ``archive``       issues and stories as they were read: lists, search, pictures
* ``pages``         the templates of ``layouts/web``, filled

How it is answered:

* ``addresses``     every address of the site
* ``settings``      what whoever runs the service has decided
* ``service``       the parts of the running service
* ``site``          which address is answered by whom
* ``reading_room``  pages of issues and stories, and searches
* ``downloads``     PDFs, and how far they are
* ``events``        progress as server-sent events
* ``furnishings``   style, script, type, covers and pictures
* ``syndication``   feeds and site maps
* ``file_answer``, ``text_answer``  answers of files and of what is written on demand
* ``conditions``    what a reader has already, and the part that is wanted
* ``patience``      waiting no longer than the reader does
* ``faults``, ``excuses``  why an answer is another one, and how that is said
* ``front_desk``    what every answer has: headers, a line in the log, numbers
* ``proxy``         where readers see the service
* ``health``, ``metrics``, ``logbook``  what operators see of it
* ``server``        socket, signals, the end
* ``serving``       all of it, put together

Only this package knows Starlette and uvicorn. Nothing of it is loaded before ``serve``.
"""
