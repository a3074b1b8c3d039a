"""Put a lesson's words into another language and prove that nothing but words changed."""

import ast
from collections.abc import Callable

from workshop_kit.authoring.messages import Message, display_nodes, fstring_text, messages, needs_words, paragraphs

Translate = Callable[[str], str]


class CodeChanged(Exception):
    """A translation changed more than words."""


def translate_markdown(source: str, translate: Translate) -> str:
    """Translate a text cell paragraph by paragraph."""
    return "\n\n".join(translate(part) if needs_words(part) else part for part in paragraphs(source))


def translate_code(source: str, translate: Translate, language: str) -> str:
    """Translate the words of a code cell; ``start(..., "id")`` gets the new language.

    Raises
    ------
    CodeChanged
        When the result would run other code than the original.
    """
    result = source
    for message in reversed(messages(source)):
        translated = translate(message.text)
        if translated != message.text:
            written = _written(message, translated, source[message.start : message.stop])
            result = result[: message.start] + written + result[message.stop :]
    result = _with_language(result, language)
    try:
        same = fingerprint(result) == fingerprint(source)
    except SyntaxError as error:
        raise CodeChanged(f"the translation is not Python: {error.msg}") from error
    if not same:
        raise CodeChanged("the translation changes code, not only words")
    return result


def fingerprint(source: str) -> str:
    """The code of a cell with its words taken out: equal for an original and its translation."""
    tree = ast.parse(source)
    for node in list(display_nodes(tree)):
        if isinstance(node, ast.JoinedStr):
            # Word order may differ between languages, so the expressions count, not their places.
            expressions = sorted(ast.dump(value) for value in node.values if isinstance(value, ast.FormattedValue))
            node.values = [ast.Constant("".join(expressions))]
        else:
            node.value = ""
    if (opening := start_call(tree)) is not None:
        opening.args[1] = ast.Constant("")
    return ast.dump(tree)


def start_call(tree: ast.AST) -> ast.Call | None:
    """The call ``start(module, language, ...)`` that opens a lesson, if the cell has one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "start":
            return node if len(node.args) > 1 else None
    return None


def _with_language(source: str, language: str) -> str:
    opening = start_call(ast.parse(source))
    if opening is None:
        return source
    written = ast.get_source_segment(source, opening.args[1])
    return source.replace(f", {written}", f', "{language}"', 1)


def _written(message: Message, translated: str, original: str) -> str:
    if message.kind == "comment":
        return ("\n" + message.prefix).join(["# " + translated.split("\n")[0], *translated.split("\n")[1:]])
    if original.startswith('"""') and message.kind == "string" and '"' not in translated[-1:]:
        return f'"""{translated}"""'
    if message.kind == "string":
        return _literal(translated)
    return "f" + _fstring_literal(translated)


def _literal(text: str) -> str:
    if "\n" in text and '"""' not in text and "\\" not in text and not text.endswith('"'):
        return f'"""{text}"""'
    written = repr(text)
    if written.startswith("'") and '"' not in text:
        return '"' + written[1:-1].replace("\\'", "'") + '"'
    return written


def _fstring_literal(text: str) -> str:
    """Quote an f-string's text; a quote that stands inside an expression cannot be the outer one."""
    body = text.replace("\\", "\\\\").replace("\n", "\\n")
    for quote in ('"', "'", '"""', "'''"):
        if quote not in body and not body.endswith(quote[0]):
            return quote + body + quote
    raise CodeChanged("the translation of a formatted text uses every kind of quote")


def expressions(text: str) -> list[str]:
    """The expressions of an f-string's text, sorted."""
    try:
        node = ast.parse("f" + _fstring_literal(text), mode="eval").body
    except (SyntaxError, CodeChanged):
        return ["?"]
    assert isinstance(node, ast.JoinedStr)
    return sorted(
        fstring_text(ast.JoinedStr([value])) for value in node.values if isinstance(value, ast.FormattedValue)
    )
