"""A site of downloads beside the output: static, whole without a server or a script.

* ``nouns``      what was printed, and what is handed out of it
* ``places``     where the site's own files stand
* ``contents``   what an issue holds, as its own PDFs say it
* ``archive``    the ZIP of an issue
* ``bundle``     an issue's contents, ZIP and covers, made when a PDF has changed
* ``several``    many of these at once
* ``memory``     what the site was made of
* ``type_case``  the paper's own type for a browser
* ``design``     the templates of ``layouts/download-site``, filled
* ``feeds``      how RSS and JSON Feed are written
* ``feed_items``   what this site's feeds show
* ``site``       all of it, in order
"""

from printshop.download_site.memory import open_memory
from printshop.download_site.nouns import PrintedFile, SiteFault, SiteOutcome
from printshop.download_site.site import update_site

__all__ = [
    "PrintedFile",
    "SiteFault",
    "SiteOutcome",
    "open_memory",
    "update_site",
]
