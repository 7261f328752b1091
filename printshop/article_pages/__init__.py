"""One story as A4 pages of its own, as good as a page of a magazine.

* ``sheet``     everything that the pages are made from, in one value
* ``setting``   a layout made ready once to set many stories
* ``layout``    its numbers
* ``display``   headlines and other display type, broken by sense
* ``figures``   how large pictures may be
* ``panels``    the paper's own panels, and QR codes
* ``tails``     what follows the story: "Read more" and panels, in every size
* ``link_notes``  numbers at links, and their addresses at the story's end
* ``measured``  the galley and everything beside it, set once and measured
* ``columns``   lines in columns: pure arithmetic
* ``job``       what has to be fitted, and where it has come to stand
* ``plan``      what stands where on which page: pure arithmetic
* ``places``    every place that pictures and fact boxes may have
* ``makeup``    the best plan of all
* ``things``    what the page template is given
* ``words``     the proof that every word is on the pages
* ``compose``   all of it, set, pasted and proved
"""

from printshop.article_pages.compose import set_article
from printshop.article_pages.setting import LAYOUT, ArticleSetting, article_setting
from printshop.article_pages.sheet import ArticleSheet
from printshop.article_pages.tails import ReadMore

__all__ = [
    "LAYOUT",
    "ArticleSetting",
    "ArticleSheet",
    "ReadMore",
    "article_setting",
    "set_article",
]
