"""What the reporters of a generated archive write: headlines, paragraphs, letters.

Every sentence is drawn from the chance that it is given, and from nothing else. A
story keeps to its subject and to one or two people, so that it reads like one.
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

PEOPLE = (
    "Nan Petrie",
    "Hector Mair",
    "Isla Rennie",
    "Agnes Lorne",
    "Col Tosi",
    "Ada Fell",
    "Alec Bain",
    "Catriona Moss",
    "Zoë Brodie",
    "Ruairidh Hay",
)
PLACES = ("Mole Road", "Skerrow", "Kirk Links", "Port Lorne", "Quay Street", "Marrick")
ROLES = ("Council reporter", "Harbour correspondent", "Writer", "Schools reporter")
SUBJECTS = (
    "harbour wall",
    "night boat",
    "fish market",
    "signal lamp",
    "ice house",
    "school roof",
    "coal ferry",
    "north crane",
    "tide table",
    "bread van",
    "lifeboat slip",
    "bowling green",
    "town hall clock",
    "cottage hospital",
    "rope works",
    "sea bath",
)
_DOES = (
    "closes for the winter",
    "is mended at last",
    "costs more than was said",
    "opens a day early",
    "is lost and found",
    "waits for the council",
    "is to be sold by the yard",
    "will not be missed, says its keeper",
    "stands empty for a third year",
    "goes back to its old hours",
)
_STANDFIRSTS = (
    "The {subject} has outlived four committees, and a fifth meets on {day}",
    "What {count} years of promises have done to the {subject}",
    "{person} has the only key, and is in no hurry to lend it",
    "A survey that nobody ordered says what everybody knew",
)
_OPENINGS = (
    "On {day}",
    "Before the tide",
    "After a long evening",
    "At the pier",
    "For the second year",
    "Without much talk",
    "In a letter of four pages",
    "At half past six",
    "Late on {day}",
)
_DAYS = ("Monday", "Tuesday", "Thursday", "Saturday", "market day", "the longest day")
_SAYS = (
    "{opening} the council asked what the {subject} costs, and wrote the answer down.",
    "Nobody at the meeting had seen the {subject} by daylight, {person} said.",
    "{opening} {person} counted {count} boats that had no use for the {subject}.",
    "The survey names the {subject} on {count} of its pages and explains it on none.",
    "“I have known the {subject} for {count} years,” said {person}, and sat down.",
    "{opening} the money for the {subject} was promised again, this time in pounds.",
    "Whoever built the {subject} left no drawing, and {count} people remember why.",
    "“There is nothing wrong with it that £{count},000 would not mend,” {person} said.",
    "It was {other} who first wrote to the paper about it, {count} years ago.",
    "The harbour trust says that it was never asked.",
    "{opening} {other} found the door locked and the light on.",
    "A committee of five will look at the {subject} again on {day}.",
    "Not every visitor is as patient.",
    "{person}, who has worked there since school, keeps a list of those who helped.",
    "The figures, which this paper has seen, end in {year} without a total.",
    "“You cannot hurry it,” {other} said. “You can only be there when it gives.”",
    "What is left over goes to the school, which has asked for the {subject} as well.",
    "Of {count} letters on the subject, all but two were against.",
    "The engineer’s report, of {count} pages, was read aloud and then lent to {other}.",
    "{opening} the wind took the notice away, and the matter rested there.",
)
_CROSSHEADS = ("A key and a lamp", "By the yard", "What it costs", "The other door")
_QUOTES = (
    "You can only be there when it gives",
    "You cannot hurry it",
)
_CAPTIONS = (
    "The {subject} as it was on {day}",
    "{person} at the {subject}, {year}",
    "Where the {subject} ends and the weather begins",
)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Somebody who writes one story about one thing."""

    chance: random.Random
    subject: str
    person: str
    other: str

    def headline(self) -> str:
        """Write a headline."""
        return f"The {self.subject} {self.chance.choice(_DOES)}"

    def standfirst(self) -> str:
        """Write what stands under the headline."""
        return self._said(self.chance.choice(_STANDFIRSTS))

    def caption(self) -> str:
        """Write what stands under a picture."""
        return self._said(self.chance.choice(_CAPTIONS))

    def text(self, words: int) -> str:
        """Write paragraphs of one to four sentences, crossheads where it is long."""
        paragraphs: list[str] = []
        written = 0
        deck, crossheads = self._deck(_SAYS), self._deck(_CROSSHEADS)
        while written < words:
            if words > 450 and len(paragraphs) % 7 == 6:
                paragraphs.append(f"## {next(crossheads)}")
            sentences = itertools.islice(deck, self.chance.randint(1, 4))
            paragraphs.append(" ".join(map(self._said, sentences)))
            written += len(paragraphs[-1].split())
        return "\n\n".join(paragraphs)

    def _deck(self, texts: Sequence[str]) -> Iterator[str]:
        """Draw without end, none again before all have been drawn."""
        while True:
            yield from self.chance.sample(texts, len(texts))

    def pull_quote(self, text: str) -> str:
        """Find words that may be set large; empty when nobody has said them."""
        return next((quote for quote in _QUOTES if quote in text), "")

    def _said(self, sentence: str) -> str:
        chance = self.chance
        opening = chance.choice(_OPENINGS).format(day=chance.choice(_DAYS))
        return sentence.format(
            opening=opening,
            subject=self.subject,
            person=self.person,
            other=self.other,
            count=chance.randint(5, 60),
            day=chance.choice(_DAYS),
            year=chance.randint(1931, 1975),
        )


def reporter(chance: random.Random) -> Reporter:
    """Send somebody out; the subject is the first thing that is drawn."""
    subject = chance.choice(SUBJECTS)
    person, other = chance.sample(PEOPLE, 2)
    return Reporter(chance, subject, person, other)
