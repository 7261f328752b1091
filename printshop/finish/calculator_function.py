"""Run the calculator functions of a PDF, a small part of PostScript.

ISO 32000-1, 7.10.5. Spot colours carry them, to say what they are in process inks.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

_TOKEN = re.compile(rb"[{}]|[^\s{}]+")
_COMMENT = re.compile(rb"%[^\r\n]*")

Stack = list[Any]


class CalculatorError(ValueError):
    """The program is damaged."""


def calculator(program: bytes) -> Callable[[Sequence[float]], list[float]]:
    """Read a program. CalculatorError, now or when it runs, if it is damaged."""
    tokens = _TOKEN.findall(_COMMENT.sub(b" ", program))
    if not tokens or tokens[0] != b"{":
        raise CalculatorError("no braces round it")
    body, end = _procedure(tokens, 1)
    if end != len(tokens):
        raise CalculatorError("something follows its last brace")

    def evaluate(values: Sequence[float]) -> list[float]:
        stack: Stack = list(values)
        try:
            _run(body, stack)
            return [float(value) for value in stack]
        except (IndexError, TypeError, ValueError, ArithmeticError) as error:
            raise CalculatorError(str(error)) from error

    return evaluate


def _procedure(tokens: list[bytes], at: int) -> tuple[list[Any], int]:
    """Read up to the closing brace; give what was read, and where it goes on."""
    body: list[Any] = []
    while at < len(tokens):
        token = tokens[at].decode("latin-1")
        at += 1
        if token == "}":
            return body, at
        if token == "{":
            inner, at = _procedure(tokens, at)
            body.append(inner)
        elif token in _OPERATORS or token in {"if", "ifelse"}:
            body.append(token)
        else:
            body.append(_number(token))
    raise CalculatorError("a brace is not closed")


def _number(token: str) -> float | int:
    try:
        return float(token) if "." in token or "e" in token.lower() else int(token)
    except ValueError as error:
        raise CalculatorError(f"{token} is no operator") from error


def _run(body: list[Any], stack: Stack) -> None:
    for step in body:
        if not isinstance(step, str):
            stack.append(step)
        elif step == "if":
            then = stack.pop()
            if stack.pop():
                _run(then, stack)
        elif step == "ifelse":
            otherwise, then = stack.pop(), stack.pop()
            _run(then if stack.pop() else otherwise, stack)
        else:
            _OPERATORS[step](stack)


def _one(rule: Callable[[Any], Any]) -> Callable[[Stack], None]:
    def operate(stack: Stack) -> None:
        stack.append(rule(stack.pop()))

    return operate


def _two(rule: Callable[[Any, Any], Any]) -> Callable[[Stack], None]:
    def operate(stack: Stack) -> None:
        second, first = stack.pop(), stack.pop()
        stack.append(rule(first, second))

    return operate


def _copy(stack: Stack) -> None:
    count = int(stack.pop())
    if count:
        stack.extend(stack[-count:])


def _exchange(stack: Stack) -> None:
    stack[-1], stack[-2] = stack[-2], stack[-1]


def _index(stack: Stack) -> None:
    depth = int(stack.pop())
    stack.append(stack[-1 - depth])


def _roll(stack: Stack) -> None:
    turns, count = int(stack.pop()), int(stack.pop())
    if not 0 <= count <= len(stack):
        raise CalculatorError("it rolls more than there is")
    if count:
        turned = stack[-count:]
        turns %= count
        stack[-count:] = turned[count - turns :] + turned[: count - turns]


def _shift(value: int, places: int) -> int:
    return value << min(places, 31) if places >= 0 else value >> min(-places, 31)


def _not(value: Any) -> Any:
    return not value if isinstance(value, bool) else ~value


_OPERATORS: dict[str, Callable[[Stack], None]] = {
    "abs": _one(abs),
    "add": _two(lambda a, b: a + b),
    "and": _two(lambda a, b: a & b),
    "atan": _two(lambda a, b: math.degrees(math.atan2(a, b)) % 360),
    "bitshift": _two(_shift),
    "ceiling": _one(math.ceil),
    "copy": _copy,
    "cos": _one(lambda a: math.cos(math.radians(a))),
    "cvi": _one(int),
    "cvr": _one(float),
    "div": _two(lambda a, b: a / b),
    "dup": lambda stack: stack.append(stack[-1]),
    "eq": _two(lambda a, b: a == b),
    "exch": _exchange,
    "exp": _two(lambda a, b: float(a) ** b),
    "false": lambda stack: stack.append(False),
    "floor": _one(math.floor),
    "ge": _two(lambda a, b: a >= b),
    "gt": _two(lambda a, b: a > b),
    "idiv": _two(lambda a, b: int(a / b)),
    "index": _index,
    "le": _two(lambda a, b: a <= b),
    "ln": _one(math.log),
    "log": _one(math.log10),
    "lt": _two(lambda a, b: a < b),
    "mod": _two(lambda a, b: int(math.fmod(a, b))),
    "mul": _two(lambda a, b: a * b),
    "ne": _two(lambda a, b: a != b),
    "neg": _one(lambda a: -a),
    "not": _one(_not),
    "or": _two(lambda a, b: a | b),
    "pop": lambda stack: stack.__delitem__(-1),
    "roll": _roll,
    "round": _one(lambda a: math.floor(a + 0.5)),
    "sin": _one(lambda a: math.sin(math.radians(a))),
    "sqrt": _one(math.sqrt),
    "sub": _two(lambda a, b: a - b),
    "true": lambda stack: stack.append(True),
    "truncate": _one(math.trunc),
    "xor": _two(lambda a, b: a ^ b),
}
