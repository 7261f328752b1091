"""House style: what each rule sets, and the laws that hold for every text.

In the tables ``~`` stands for a no-break space, ``_`` for a narrow one.
"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from printshop.typography import set_copy, set_segments

LANGUAGES = ["en-GB", "en-US", "de", "fr", "es", "ar", "he", "nl"]

PIECES = [
    *"\"'-.,;:!?%€£…–—«»“”‘’„‚()[]/@&= \n\t",
    *("\u00a0", "\u202f", "\u2009", "\u2028", "\ufffc", "\u00ad", "\u200b", "\u0301"),
    *("a", "B", "n", "t", "ß", "é", "０", "٣", "0", "1", "95", "1990", "2026-11-20"),
    *("Mr", "p.", "page ", "M.", "z. B.", "de ", "enero", "November", "km", "10 000"),
    *("--", " - ", " -- ", "...", ". . .", "'n'", "'80s", "5'10\"", "http://", "x.fr"),
    *("l'homme", "don't", "o'b@x.org", "www.a-b.org/it's--so"),
]
typed = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
any_text = st.text(max_size=30) | typed | st.tuples(st.text(), typed).map("".join)
languages = st.sampled_from(LANGUAGES)


def shown(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "_")


def letters_and_digits(text: str) -> list[str]:
    return [char for char in text if char.isalnum()]


def check(language: str, text: str, expected: str) -> None:
    assert shown(set_copy(text, language)) == expected
    assert shown(set_copy(set_copy(text, language), language)) == expected


@settings(max_examples=400)
@given(any_text, languages)
@example("1 - 9.1 - 9.1 - 9.1 - 9.1 - 9", "en-GB")
@example(". . . . . . . .", "en-GB")
@example("« \u00a0:» ;!?»", "fr")
def test_what_is_set_stays_as_it_is_when_set_again(text, language):
    once = set_copy(text, language)

    assert set_copy(once, language) == once


@settings(max_examples=400)
@given(any_text, languages)
def test_no_letter_and_no_digit_ever_changes(text, language):
    set_text = set_copy(text, language)

    assert letters_and_digits(set_text) == letters_and_digits(text)


@settings(max_examples=400)
@given(st.lists(any_text, max_size=6), languages)
def test_segments_are_set_as_the_paragraph_they_make(segments, language):
    set_texts = set_segments(segments, language)

    assert len(set_texts) == len(segments)
    assert "".join(set_texts) == set_copy("".join(segments), language)


@settings(max_examples=400)
@given(st.lists(any_text, max_size=6), languages)
@example(["texto -- ", "inciso", " -- fin"], "es")
@example(["See ", "A", "--", "b", " ..."], "en-GB")
def test_every_letter_stays_in_its_segment(segments, language):
    set_texts = set_segments(segments, language)

    for segment, set_text in zip(segments, set_texts, strict=True):
        assert letters_and_digits(set_text) == letters_and_digits(segment)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(["\u2028", "\ufffc"]) | typed, max_size=6), languages)
@example(["\ufffc", "!"], "fr")
@example(["«", "\ufffc", "»"], "fr")
@example(["texto -- ", "\ufffc", " -- fin"], "es")
@example(["\ufffc", "", "\u2028", " ..."], "fr")
def test_what_stands_for_code_and_line_ends_comes_back_as_it_is(segments, language):
    set_texts = set_segments(segments, language)

    for segment, set_text in zip(segments, set_texts, strict=True):
        if segment in {"\u2028", "\ufffc"}:
            assert set_text == segment


@given(typed, typed, languages)
def test_words_that_a_space_parts_are_never_glued(before, after, language):
    set_text = set_copy(f"{before}word other{after}", language)

    assert "word other" in set_text


ADDRESSES = [
    "https://skerrowpacket.example/2026/nov/20/it's--1990-95",
    "http://x.example/?q=a;b!c&d='e'...f",
    "www.x.example/a--b",
    "skerrowpacket.example/letter/5-11",
    "letters@skerrowpacket.example",
    "nora.o'tosi-1990-95@x--y.example",
    "xn--bcher-kva.example",
]


@settings(max_examples=300)
@given(typed, st.sampled_from(ADDRESSES), typed, languages)
def test_an_address_is_never_touched(before, address, after, language):
    set_text = set_copy(f"{before} {address} {after}", language)

    assert address in set_text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("frame", ["({}).", "“{}”, she said", "At {}...", "<{}>"])
def test_an_address_ends_where_the_sentence_goes_on(language, address, frame):
    assert address in set_copy(frame.format(address), language)


def test_long_and_hostile_text_is_set_in_good_time():
    # Rules that undo only one piece a pass, or look back at all of it, take minutes.
    for piece in (". ", "1 - 9.", "'", '"(', " -- a", "a.", "a@", "10 000 ", "« "):
        text = piece * 400
        for language in ("en-GB", "fr", "es"):
            once = set_copy(text, language)
            assert set_copy(once, language) == once


def test_no_segments_make_no_segments():
    assert set_segments([], "en-GB") == ()
    assert set_segments(["", ""], "en-GB") == ("", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Hello," she said.', "“Hello,” she said."),
        ("Wall is 'standing on habit'", "Wall is ‘standing on habit’"),
        ("\"He said 'no' to me\"", "“He said ‘no’ to me”"),
        ("\"'No,' he said\"", "“‘No,’ he said”"),
        ("'He said \"no\"'", "‘He said “no”’"),
        ('A "word"-play', "A “word”-play"),
        ('("Hello")', "(“Hello”)"),
        ('He said:"Hello"', "He said:“Hello”"),
        ('"Hello,"he said', "“Hello,”he said"),
        ('"The next paragraph takes it up', "“The next paragraph takes it up"),
        ('the end of it."', "the end of it.”"),
        ('"And then--"', "“And then–”"),
        ('""', "“”"),
        ('"£5," he said', "“£5,” he said"),
        ('“Half typed" already', "“Half typed” already"),
        ('"Half typed” already', "“Half typed” already"),
    ],
)
def test_quotation_marks_turn_the_way_they_face(text, expected):
    check("en-GB", text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's the dogs' bowl", "It’s the dogs’ bowl"),
        ("six o'clock", "six o’clock"),
        ("the '80s' best", "the ’80s’ best"),
        ("'80s night", "’80s night"),
        ("in '68", "in ’68"),
        ("'68 was wet", "’68 was wet"),
        (
            "\"Since '79,\" he said of the 'Doctor'",
            "“Since ’79,” he said of the ‘Doctor’",
        ),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("rock'n'roll", "rock’n’roll"),
        ("'rock 'n' roll'", "‘rock ’n’ roll’"),
        ("'Tis so", "’Tis so"),
        ('"\'Tis so," he said', "“’Tis so,” he said"),
        ("get 'em", "get ’em"),
        ('"Since \'79," he said. "The dogs\'."', "“Since ’79,” he said. “The dogs’.”"),
        ("the dogs'\u200b 'bowl'", "the dogs’\u200b ‘bowl’"),
        ("'He said \"it’s 12\"'", "‘He said “it’s 12”’"),
        ("'20 dead' in fire", "‘20 dead’ in fire"),
        ("cafe\u0301's", "cafe\u0301’s"),
        ("don\u00ad't", "don\u00ad’t"),
    ],
)
def test_apostrophes_are_not_quotation_marks(text, expected):
    check("en-GB", text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He is 5'10\" tall", "He is 5′10″ tall"),
        ('"He is 5\'10"," she said', "“He is 5′10″,” she said"),
        ("6' 2½\"", "6′ 2½″"),
        ('a 12" single', "a 12″ single"),
        ('"Room 12"', "“Room 12”"),
        ("55°30'20\" N", "55°30′20″ N"),
        ("55°30' N", "55°30′ N"),
        ("in the 1980's", "in the 1980’s"),
    ],
)
def test_feet_and_inches_have_primes(text, expected):
    check("en-GB", text, expected)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en-US", "\"a 'b' c\"", "“a ‘b’ c”"),
        ("nl", "\"a 'b' c\"", "“a ‘b’ c”"),
        ("de", "\"Das ist 'gut'\", sagt sie", "„Das ist ‚gut‘“, sagt sie"),
        ("de", "Wie geht's, Hans' Auto", "Wie geht’s, Hans’ Auto"),
        ("de-AT", '"Servus"', "„Servus“"),
        ("ar", 'قال "نعم" ثم مضى', "قال «نعم» ثم مضى"),
        ("he", 'הדו"ח של "הארץ"', "הדו״ח של ”הארץ”"),
        ("he", "ג'ורג'", "ג’ורג’"),
        ("he", "01632 960 117", "01632~960~117"),
        ("fr", '"Oui", dit-elle', "«_Oui_», dit-elle"),
        ("fr", '"un "deux" trois"', "«_un “deux” trois_»"),
        ("fr", "\"un 'deux' trois\"", "«_un “deux” trois_»"),
        ("fr", "l'homme d'aujourd'hui", "l’homme d’aujourd’hui"),
        ("fr", 'l\'"Express"', "l’«_Express_»"),
        ("fr", '" bien "', "«_bien_»"),
        ("es", '"uno "dos" tres"', "«uno “dos” tres»"),
        ("es", "\"uno 'dos' tres\"", "«uno “dos” tres»"),
        ("es", "El 'titular' de hoy", "El ‘titular’ de hoy"),
        ("es", '¿"Qué"? ¡"Hola"!', "¿«Qué»? ¡«Hola»!"),
        ("ES_mx", '"Hola"', "«Hola»"),
    ],
)
def test_every_language_has_its_own_marks(language, text, expected):
    check(language, text, expected)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en-GB", "boats -- all of them - and", "boats~– all of them~– and"),
        ("en-GB", "boats--all", "boats~– all"),
        ("en-GB", "boats --- all", "boats~– all"),
        ("en-GB", 'he said--"No"', "he said~– “No”"),
        ("en-GB", "boats – all", "boats~– all"),
        ("en-GB", "well-known, half-\u00adway", "well-known, half-\u00adway"),
        ("en-GB", "-- a list", "– a list"),
        ("en-GB", "a ---- b", "a ---- b"),
        ("en-US", "boats -- all of them - and", "boats—all of them—and"),
        ("en-US", "boats--all", "boats—all"),
        ("de", "Boote -- alle - und", "Boote~– alle~– und"),
        ("fr", "bateaux -- tous", "bateaux~– tous"),
        ("es", "barcos -- todos -- y más", "barcos —todos— y más"),
        ("es", "barcos --todos-- y más", "barcos —todos— y más"),
        ("es", "barcos -- todos", "barcos~— todos"),
        ("es", "Madrid - París - Roma", "Madrid~— París~— Roma"),
        ("nl", "boten -- alle", "boten~– alle"),
    ],
)
def test_hyphens_typed_for_a_dash_become_the_languages_own(language, text, expected):
    check(language, text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1990-95", "1990–95"),
        ("1990--95", "1990–95"),
        ("1999-00", "1999–00"),
        ("2010-11", "2010–11"),
        ("1914-1918", "1914–1918"),
        ("1914-8", "1914–8"),
        ("pages 2-5", "pages~2–5"),
        ("pages 215-17", "pages~215–17"),
        ("95-105 boats", "95–105 boats"),
        ("won 3-1", "won 3–1"),
        ("won 3 - 1", "won 3~– 1"),
        ("0-0", "0–0"),
        ("9.30-11.15", "9.30–11.15"),
        ("£5-£10", "£5–£10"),
        ("5%-10%", "5%–10%"),
        ("9am-5pm", "9am–5pm"),
        ("1,000-2,000", "1,000–2,000"),
    ],
)
def test_a_range_of_numbers_has_an_en_dash(text, expected):
    check("en-GB", text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "20-11-2026",
        "2026-11",
        "2026-01",
        "2026 - 11 - 20",
        "ISSN 1234-5679",
        "ISSN 1950-1990",
        "ISSN: 1950-1990",
        "0307-1758",
        "1234-5679",
        "020-7946 0958",
        "01632-960118",
        "555-1234",
        "01632 960-118",
        "0800 12-34",
        "978-0-306-40615-7",
        "a 16-year-old",
        "Covid-19",
        "F-16s",
        "A1-2",
        "4-4-2",
        "5-10-minute",
        "12/11-14",
    ],
)
def test_what_only_looks_like_a_range_keeps_its_hyphen(text):
    check("en-GB", text, text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en-GB", "Wait...", "Wait…"),
        ("en-GB", "wait ... what", "wait~… what"),
        ("en-GB", "wait . . . what", "wait~… what"),
        ("en-GB", "and ...then", "and~…then"),
        ("en-GB", "The end....", "The end…."),
        ("en-GB", "leaders..........", "leaders.........."),
        ("en-GB", "leaders . . . . . .", "leaders . . . . . ."),
        ("de", "Er geht ...", "Er geht~…"),
        ("fr", "Il part ...", "Il part…"),
        ("fr", "Il part [...] déjà", "Il part […] déjà"),
        ("es", "Se va ... ya", "Se va… ya"),
    ],
)
def test_three_points_become_one_character(language, text, expected):
    check(language, text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  b", "a b"),
        ("a \t b", "a b"),
        ("a\n  b", "a b"),
        ("a.\u00a0 B", "a. B"),
        ("a\n\n b", "a\n\nb"),
        (" a ", " a "),
        ("  a", " a"),
        ("a\u2028b", "a\u2028b"),
    ],
)
def test_several_spaces_become_one(text, expected):
    check("en-GB", text, expected)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en-GB", "J. K. Rowling", "J.~K.~Rowling"),
        ("en-GB", "J.K. Rowling", "J.K.~Rowling"),
        ("en-GB", "Mr Smith, Mrs Brown, Dr No", "Mr~Smith, Mrs~Brown, Dr~No"),
        ("en-GB", "St Andrews", "St~Andrews"),
        ("en-GB", "No 10 has no comment", "No~10 has no comment"),
        ("en-GB", "p. 5, pp. 5-7", "p.~5, pp.~5–7"),
        ("en-GB", "Issue 2566, page 5", "Issue~2566, page~5"),
        ("en-GB", "Issue\n2566", "Issue~2566"),
        ("en-GB", "38 km and 5 °C", "38~km and 5~°C"),
        ("en-GB", "38 kmart", "38 kmart"),
        ("en-GB", "£3.1 million", "£3.1~million"),
        ("en-GB", "on 20 November 2026", "on 20~November 2026"),
        ("en-GB", "1st May", "1st~May"),
        ("en-US", "November 20, 2026", "November~20, 2026"),
        ("en-US", "November 2026", "November 2026"),
        ("en-GB", "£ 5 and 5 €", "£~5 and 5~€"),
        ("de", "am 20. November 2026", "am 20.~November 2026"),
        ("de", "z. B. in Bonn, d. h. dort", "z.~B. in Bonn, d.~h. dort"),
        ("de", "Nr. 5, Seite 5", "Nr.~5, Seite~5"),
        ("de", "5% von 10 000 €", "5~% von 10~000~€"),
        ("fr", "le 20 novembre, le 1er mars", "le 20~novembre, le 1er~mars"),
        ("fr", "M. Dupont, n° 5, 10 h 30", "M.~Dupont, n°~5, 10~h~30"),
        ("fr", "5% de 10 000 €", "5~% de 10_000~€"),
        ("fr", "au 0800 123 456", "au 0800 123 456"),
        ("es", "el 20 de noviembre de 2026", "el 20~de~noviembre de 2026"),
        ("es", "pág. 5, Sr. Gil, 5%", "pág.~5, Sr.~Gil, 5~%"),
        ("nl", "Mr Smith, page 5, 5%", "Mr Smith, page 5, 5%"),
        ("nl", "J. Smit, 5 km", "J.~Smit, 5~km"),
    ],
)
def test_a_line_cannot_end_where_the_reader_would_stumble(language, text, expected):
    check(language, text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vraiment? Oui! Non; si: là", "Vraiment_? Oui_! Non_; si~: là"),
        ("Vraiment ? Oui !", "Vraiment_? Oui_!"),
        ("Quoi ?!", "Quoi_?!"),
        ("«mot»", "«_mot_»"),
        ("« mot » :", "«_mot_»~:"),
        ("« Quoi ? »", "«_Quoi_?_»"),
        ("à 10:30", "à 10:30"),
        ("(!)", "(!)"),
        ("Quoi?Non", "Quoi?Non"),
        ("a!=b", "a!=b"),
        ("Voir http://x.fr/a?b ! Oui", "Voir http://x.fr/a?b_! Oui"),
    ],
)
def test_french_marks_stand_off_by_spaces_that_hold(text, expected):
    check("fr", text, expected)


def test_other_languages_have_no_french_spaces():
    for language in ("en-GB", "de", "es", "nl"):
        check(language, "Vraiment? Oui! «mot»: là", "Vraiment? Oui! «mot»: là")


@pytest.mark.parametrize(
    ("language", "segments", "expected"),
    [
        ("en-GB", ['He said "', "no", '" to me'], ["He said “", "no", "” to me"]),
        ("en-GB", ["The ", "Packet", "'s cat"], ["The ", "Packet", "’s cat"]),
        ("en-GB", ["a ", " b"], ["a ", "b"]),
        ("en-GB", ["Issue ", "2566"], ["Issue~", "2566"]),
        ("en-GB", ["Issue", " 2566"], ["Issue", "~2566"]),
        ("en-GB", ["boats ", "-- all"], ["boats~", "– all"]),
        ("en-GB", ["19", "90-", "95"], ["19", "90–", "95"]),
        ("en-GB", ["", "a", "", "...", ""], ["", "a", "", "…", ""]),
        ("fr", ["Le mot ", "oui", " !"], ["Le mot ", "oui", "_!"]),
        ("fr", ["\ufffc", "!"], ["\ufffc", "_!"]),
        ("fr", ["«", "\ufffc", "»"], ["«_", "\ufffc", "_»"]),
        ("es", ["un -- ", "inciso", " -- y"], ["un —", "inciso", "— y"]),
        ("en-GB", ["he said", "\u2028", '"No"'], ["he said", "\u2028", "“No”"]),
        ("en-GB", ["\ufffc", "'s 'key'"], ["\ufffc", "’s ‘key’"]),
    ],
)
def test_markup_stays_where_it_was(language, segments, expected):
    assert [shown(text) for text in set_segments(segments, language)] == expected


def test_a_whole_paragraph_is_set_as_a_compositor_would():
    typed_text = (
        "\"I've been here since '79,\" said Dr J. R. Tait, 5'10\" and 71, of 9 Quay "
        "Street -- 'the Doctor' to the town. \"The wall cost £3.1 million in\n1990-95. "
        'And look at it..." See skerrowpacket.example/wall--1990-95, page 4.'
    )

    assert shown(set_copy(typed_text, "en-GB")) == (
        "“I’ve been here since ’79,” said Dr~J.~R.~Tait, 5′10″ and 71, of 9 Quay "
        "Street~– ‘the Doctor’ to the town. “The wall cost £3.1~million in "
        "1990–95. And look at it…” See skerrowpacket.example/wall--1990-95, page~4."
    )
