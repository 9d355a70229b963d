"""A package's questions: what each may be, and whether answers fit them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

KINDS = ["text", "long_text", "url", "choice", "number"]
LONGEST = {"text": 300, "long_text": 5000, "url": 500}
MOST_NUMBER = 10**9

Question = Mapping[str, Any]


def form_faults(form: Any) -> str:
    """Say what is wrong with a form; empty where nothing is."""
    if not isinstance(form, list):
        return "Write a list of questions."
    names = [question.get("name") if isinstance(question, dict) else None for question in form]
    if not all(isinstance(name, str) and name.isidentifier() for name in names):
        return "Each question needs a name of letters, digits and underscores."
    if len(set(names)) < len(names):
        return "Each question needs a name of its own."
    return next((wrong for wrong in map(_question_fault, form) if wrong), "")


def answer_faults(form: Sequence[Question], answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what is wrong with each answer, by the question's name."""
    known = {question["name"] for question in form}
    wrong = {name: ["There is no such question."] for name in answers if name not in known}
    for question in form:
        given = answers.get(question["name"])
        if said := _answer_fault(question, given):
            wrong[question["name"]] = [said]
    return wrong


def _question_fault(question: Question) -> str:
    name = question["name"]
    if question.get("kind") not in KINDS:
        return f"{name}: the kind is one of {', '.join(KINDS)}."
    if not isinstance(question.get("label"), str) or not question["label"]:
        return f"{name}: a label is missing."
    if not isinstance(question.get("required", False), bool):
        return f"{name}: required is true or false."
    choices = question.get("choices", [])
    if question["kind"] == "choice" and not (
        isinstance(choices, list) and choices and all(isinstance(each, str) for each in choices)
    ):
        return f"{name}: a list of choices is missing."
    return ""


def _answer_fault(question: Question, given: Any) -> str:
    if given is None or given == "":
        return "Answer this, please." if question.get("required") else ""
    kind = question["kind"]
    if kind == "number":
        whole = isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= MOST_NUMBER
        return "" if whole else "Write a whole number."
    if not isinstance(given, str):
        return "Write a text."
    if kind == "choice":
        return "" if given in question["choices"] else f"Choose one of: {', '.join(question['choices'])}."
    if "\x00" in given or len(given) > LONGEST[kind]:
        return f"Write at most {LONGEST[kind]:,} characters."
    return "" if kind != "url" or _is_web_address(given) else "Write an address that begins with https://."


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
