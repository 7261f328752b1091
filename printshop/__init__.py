"""Newspaper make-up and PDF, from articles in a folder to pages.

How a paper is printed:

1. ``sources`` reads the newsroom's folder: the publication, an issue, its articles.
2. ``galley`` sets every story once at its measure and counts its lines.
3. ``flatplan`` decides what stands where, by arithmetic alone.
4. ``pages`` composes the pages and pastes the galleys in; ``article_pages`` sets a
   story's own PDF.
5. ``finish`` makes each edition's file of what was set.
6. ``preflight`` looks at the finished file with fresh eyes.

``press.print_issue`` is these steps in order.
"""

__version__ = "0.1.0"
