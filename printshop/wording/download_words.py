"""The words of the pages from which issues are downloaded, in the paper's language.

The languages of ``wording``; any other gets English.
"""

from dataclasses import dataclass

from printshop.wording.words import counted

_STEP = 1000
_FROM_RIGHT = "\u200f"
"""A mark that ends Latin letters, so that a number after them stays with its noun."""


@dataclass(frozen=True, slots=True)
class DownloadWords:
    """What one language says on a download site.

    Fields with braces are filled in by the method of nearly the same name.
    """

    language: str
    """BCP 47 tag of the words themselves."""
    decimal_point: str

    skip_to_contents: str
    latest_issue: str
    earlier_issues: str
    all_issues: str
    all_issues_by_year: str
    previous_issue: str
    next_issue: str
    issues_of_year_form: str
    one_issue: str
    many_issues: str
    one_story: str
    many_stories: str
    one_page: str
    many_pages: str
    all_stories_form: str
    front_page_form: str
    download_issue: str
    all_as_archive: str
    other_stories: str
    as_feed: str
    pdf: str = "PDF"
    zip: str = "ZIP"
    units: tuple[str, ...] = ("kB", "MB", "GB")

    two_issues: str = ""
    few_issues: str = ""
    two_stories: str = ""
    few_stories: str = ""
    two_pages: str = ""
    few_pages: str = ""
    """Two, and three to ten, where a language counts them otherwise than many."""

    def issues_of_year(self, year: int) -> str:
        """Write "The issues of 2026"."""
        return self.issues_of_year_form.format(year)

    def issues(self, count: int) -> str:
        """Write "52 issues"."""
        forms = (self.one_issue, self.two_issues, self.few_issues, self.many_issues)
        return counted(count, *forms)

    def stories(self, count: int) -> str:
        """Write "46 stories"."""
        forms = (self.one_story, self.two_stories, self.few_stories, self.many_stories)
        return counted(count, *forms)

    def all_stories(self, count: int) -> str:
        """Write "All 46 stories", as a link to them."""
        return self.all_stories_form.format(count)

    def pages(self, count: int) -> str:
        """Write "12 pages"."""
        forms = (self.one_page, self.two_pages, self.few_pages, self.many_pages)
        return counted(count, *forms)

    def front_page(self, number: str) -> str:
        """Say what the picture of a front page is."""
        return self.front_page_form.format(number)

    def size(self, size: int) -> str:
        """Write a size in bytes as people read it: "940 kB", "1.2 MB"."""
        amount, unit = max(size, _STEP) / _STEP, 0
        while round(amount) >= _STEP and unit < len(self.units) - 1:
            amount, unit = amount / _STEP, unit + 1
        figures = f"{amount:.1f}" if unit and amount < 10 else f"{amount:.0f}"
        return f"{figures.replace('.', self.decimal_point)}\u00a0{self.units[unit]}"


_ENGLISH = DownloadWords(
    language="en",
    decimal_point=".",
    skip_to_contents="Skip to the contents",
    latest_issue="The latest issue",
    earlier_issues="Earlier issues",
    all_issues="All issues",
    all_issues_by_year="All issues, by year",
    previous_issue="Issue before",
    next_issue="Issue after",
    issues_of_year_form="The issues of\u00a0{}",
    one_issue="1\u00a0issue",
    many_issues="{}\u00a0issues",
    one_story="1\u00a0story",
    many_stories="{}\u00a0stories",
    one_page="1\u00a0page",
    many_pages="{}\u00a0pages",
    all_stories_form="All\u00a0{} stories",
    front_page_form="Front page of issue\u00a0{}",
    download_issue="Download this issue",
    all_as_archive="The issue and all of its stories",
    other_stories="Other stories",
    as_feed="New issues as a feed:",
)
_GERMAN = DownloadWords(
    language="de",
    decimal_point=",",
    skip_to_contents="Zum Inhalt springen",
    latest_issue="Die neueste Ausgabe",
    earlier_issues="Frühere Ausgaben",
    all_issues="Alle Ausgaben",
    all_issues_by_year="Alle Ausgaben nach Jahren",
    previous_issue="Ausgabe davor",
    next_issue="Ausgabe danach",
    issues_of_year_form="Die Ausgaben von\u00a0{}",
    one_issue="1\u00a0Ausgabe",
    many_issues="{}\u00a0Ausgaben",
    one_story="1\u00a0Artikel",
    many_stories="{}\u00a0Artikel",
    one_page="1\u00a0Seite",
    many_pages="{}\u00a0Seiten",
    all_stories_form="Alle\u00a0{} Artikel",
    front_page_form="Titelseite der Ausgabe\u00a0{}",
    download_issue="Diese Ausgabe herunterladen",
    all_as_archive="Die Ausgabe und alle ihre Artikel",
    other_stories="Weitere Artikel",
    as_feed="Neue Ausgaben als Feed:",
)
_FRENCH = DownloadWords(
    language="fr",
    decimal_point=",",
    skip_to_contents="Aller au contenu",
    latest_issue="Le dernier numéro",
    earlier_issues="Numéros précédents",
    all_issues="Tous les numéros",
    all_issues_by_year="Tous les numéros, par année",
    previous_issue="Numéro précédent",
    next_issue="Numéro suivant",
    issues_of_year_form="Les numéros de\u00a0{}",
    one_issue="1\u00a0numéro",
    many_issues="{}\u00a0numéros",
    one_story="1\u00a0article",
    many_stories="{}\u00a0articles",
    one_page="1\u00a0page",
    many_pages="{}\u00a0pages",
    all_stories_form="Les\u00a0{} articles",
    front_page_form="La une du numéro\u00a0{}",
    download_issue="Télécharger ce numéro",
    all_as_archive="Le numéro et tous ses articles",
    other_stories="Autres articles",
    as_feed="Les nouveaux numéros en flux\u00a0:",
)
_SPANISH = DownloadWords(
    language="es",
    decimal_point=",",
    skip_to_contents="Ir al contenido",
    latest_issue="El último número",
    earlier_issues="Números anteriores",
    all_issues="Todos los números",
    all_issues_by_year="Todos los números, por año",
    previous_issue="Número anterior",
    next_issue="Número siguiente",
    issues_of_year_form="Los números de\u00a0{}",
    one_issue="1\u00a0número",
    many_issues="{}\u00a0números",
    one_story="1\u00a0artículo",
    many_stories="{}\u00a0artículos",
    one_page="1\u00a0página",
    many_pages="{}\u00a0páginas",
    all_stories_form="Los\u00a0{} artículos",
    front_page_form="Portada del número\u00a0{}",
    download_issue="Descargar este número",
    all_as_archive="El número y todos sus artículos",
    other_stories="Otros artículos",
    as_feed="Los nuevos números por canal web:",
)
_ARABIC = DownloadWords(
    language="ar",
    decimal_point=".",
    skip_to_contents="انتقل إلى المحتوى",
    latest_issue="أحدث عدد",
    earlier_issues="أعداد سابقة",
    all_issues="جميع الأعداد",
    all_issues_by_year="جميع الأعداد بحسب السنة",
    previous_issue="العدد السابق",
    next_issue="العدد التالي",
    issues_of_year_form="أعداد سنة\u00a0{}",
    one_issue="عدد واحد",
    two_issues="عددان",
    few_issues="{}\u00a0أعداد",
    many_issues="{}\u00a0عدداً",
    one_story="مقال واحد",
    two_stories="مقالان",
    few_stories="{}\u00a0مقالات",
    many_stories="{}\u00a0مقالاً",
    one_page="صفحة واحدة",
    two_pages="صفحتان",
    few_pages="{}\u00a0صفحات",
    many_pages="{}\u00a0صفحة",
    all_stories_form="جميع المقالات ({})",
    front_page_form="الصفحة الأولى من العدد\u00a0{}",
    download_issue="تنزيل هذا العدد",
    all_as_archive="العدد وجميع مقالاته",
    other_stories="مقالات أخرى",
    as_feed="الأعداد الجديدة عبر التلقيم:",
    pdf=f"PDF{_FROM_RIGHT}",
    zip=f"ZIP{_FROM_RIGHT}",
    units=("ك.ب", "م.ب", "غ.ب"),
)
_HEBREW = DownloadWords(
    language="he",
    decimal_point=".",
    skip_to_contents="דילוג לתוכן",
    latest_issue="הגיליון האחרון",
    earlier_issues="גיליונות קודמים",
    all_issues="כל הגיליונות",
    all_issues_by_year="כל הגיליונות לפי שנים",
    previous_issue="הגיליון הקודם",
    next_issue="הגיליון הבא",
    issues_of_year_form="הגיליונות של\u00a0{}",
    one_issue="גיליון אחד",
    two_issues="שני גיליונות",
    many_issues="{}\u00a0גיליונות",
    one_story="כתבה אחת",
    two_stories="שתי כתבות",
    many_stories="{}\u00a0כתבות",
    one_page="עמוד אחד",
    two_pages="שני עמודים",
    many_pages="{}\u00a0עמודים",
    all_stories_form="כל הכתבות ({})",
    front_page_form="העמוד הראשון של גיליון\u00a0{}",
    download_issue="הורדת הגיליון",
    all_as_archive="הגיליון וכל כתבותיו",
    other_stories="כתבות אחרות",
    as_feed="גיליונות חדשים בהזנה:",
    pdf=f"PDF{_FROM_RIGHT}",
    zip=f"ZIP{_FROM_RIGHT}",
)
_BY_LANGUAGE = {
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "ar": _ARABIC,
    "he": _HEBREW,
}


def download_words(language: str) -> DownloadWords:
    """Choose the words for a BCP 47 language tag."""
    return _BY_LANGUAGE.get(language.lower().partition("-")[0], _ENGLISH)
