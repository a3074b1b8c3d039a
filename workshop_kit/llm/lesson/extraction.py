"""``llm.extract``: what a text says, in the fields of a form."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from workshop_kit.errors import WorkshopError
from workshop_kit.language import _, translate
from workshop_kit.llm.access.clients import async_client
from workshop_kit.llm.lesson import arguments, waiting
from workshop_kit.llm.lesson.answer import Answer
from workshop_kit.llm.lesson.asking import ALLOWED, answered, composed
from workshop_kit.llm.lesson.card import broken_off, card
from workshop_kit.llm.lesson.card import waiting as waiting_card
from workshop_kit.llm.lesson.failures import Interrupted, NoAnswer, NotAsked
from workshop_kit.llm.lesson.screen import Screen

_INSTRUCTION = "Isi setiap kolom hanya dengan yang tertulis dalam teks. Kolom yang tidak disebut dalam teks: null."


def extract(
    text: str,
    schema: Any,
    *,
    instruction: str | None = None,
    model: str = "workshop",
    seed: int | None = None,
    allow: Sequence[str] = ALLOWED,
    show: bool = True,
) -> Any:
    """Fill a form with what a text says.

    Parameters
    ----------
    text : str
    schema : mapping, or class of pydantic.BaseModel
        Fields with a description each, ``{"lokasi": "tempat kejadian"}``; or a JSON schema of an object; or a pydantic
        class.
    instruction : str, optional
        In place of the usual one, by which a field that the text does not speak of stays empty.
    model, seed, allow, show
        As in `ask`. The temperature is 0.

    Returns
    -------
    dict or pydantic.BaseModel
        Checked against the schema. Of fields with a description: text, or None where the text says nothing.

    Raises
    ------
    WorkshopError
        One sentence.

    Examples
    --------
    >>> from workshop_kit import llm
    >>> form = llm.extract("Lampu padam di Jalan Contoh.", {"lokasi": "nama jalan"}, model="simulasi", show=False)
    >>> list(form)
    ['lokasi']
    """
    given = arguments.text(text, "text")
    wanted = _json_schema(schema)
    said = _INSTRUCTION if instruction is None else arguments.text(instruction, "instruction")
    options = arguments.options(model, allow, 0, seed)
    form = {"name": "isian", "schema": wanted, "strict": not _is_json_schema(schema)}
    options["response_format"] = {"type": "json_schema", "json_schema": form}
    messages = [{"role": "system", "content": said}, {"role": "user", "content": composed("Teks:", given)}]
    screen = Screen(show)

    async def work(_tell: Callable[[str], None]) -> Answer:
        async with await asyncio.to_thread(async_client) as client:
            return await answered(client, messages, options)

    try:
        answer = waiting.wait_for(work, lambda _news, seconds: screen.update(waiting_card("", int(seconds))[0]))
        filled = _checked(answer, schema, wanted)
    except (WorkshopError, Interrupted):
        screen.give_up(*broken_off("", translate(_("Pengisian tidak selesai."))))
        raise
    screen.finish(*card(_listed(orjson.loads(answer.text)), answer.facts))
    return filled


def _is_model(schema: Any) -> bool:
    return isinstance(schema, type) and hasattr(schema, "model_json_schema")


def _is_json_schema(schema: Any) -> bool:
    """Fields with descriptions have texts only; a JSON schema of an object has its properties."""
    return isinstance(schema, Mapping) and not all(isinstance(value, str) for value in schema.values())


def _json_schema(schema: Any) -> dict[str, Any]:
    """The schema that is sent.

    Raises
    ------
    WorkshopError
        If it is none, or one that the sandbox would refuse.
    """
    if _is_model(schema):
        wanted = _of_model(schema)
    elif _is_json_schema(schema):
        wanted = dict(schema)
        if wanted.get("type") != "object" or not isinstance(wanted.get("properties"), Mapping):
            raise NotAsked(_NO_OBJECT)
    elif isinstance(schema, Mapping) and schema:
        wanted = _of_fields(schema)
    else:
        example = '{"lokasi": "tempat kejadian"}'
        raise NotAsked(_NO_SCHEMA, example=example, kind=arguments.kind_of(schema))
    from workshop_kit.llm.sandbox.schemas import check_schema

    check_schema(_plain(wanted), "schema")
    return wanted


def _of_fields(fields: Mapping[Any, str]) -> dict[str, Any]:
    for name, description in fields.items():
        arguments.text(name, "schema")
        arguments.text(description, f"schema[{name}]")
    return {
        "type": "object",
        "properties": {
            name: {"type": ["string", "null"], "description": description} for name, description in fields.items()
        },
        "required": list(fields),
        "additionalProperties": False,
    }


def _of_model(model: Any) -> dict[str, Any]:
    import openai

    try:
        parameters: dict[str, Any] = openai.pydantic_function_tool(model)["function"]["parameters"]
    except Exception:  # pydantic has many, each with a page of text
        raise NotAsked(_NO_MODEL_SCHEMA, name=model.__name__) from None
    return parameters


def _plain(schema: Any) -> dict[str, Any]:
    """As it will be on the wire, where a tuple is a list."""
    try:
        plain: dict[str, Any] = json.loads(json.dumps(schema, allow_nan=False))
    except (TypeError, ValueError, RecursionError):
        raise NotAsked(_NO_JSON) from None
    return plain


def _checked(answer: Answer, schema: Any, wanted: dict[str, Any]) -> Any:
    """What the model filled in, if it holds to the schema."""
    if answer.facts.finish == "length":
        raise NoAnswer(_CUT)
    import jsonschema
    from pydantic import ValidationError
    from referencing import Registry

    try:
        filled = orjson.loads(answer.text)  # refuses what is nested without end, where json climbs down until it falls
        if _is_model(schema):
            return schema.model_validate(filled)
        jsonschema.Draft202012Validator(wanted, registry=Registry()).validate(filled)
    except jsonschema.ValidationError as error:
        raise NoAnswer(_AGAINST, place=_place(error.absolute_path)) from None
    except ValidationError as error:
        raise NoAnswer(_AGAINST, place=_place(error.errors()[0]["loc"])) from None
    except (ValueError, RecursionError):
        raise NoAnswer(_NO_FORM) from None
    return filled


def _place(path: Any) -> str:
    return ".".join(str(part) for part in path)[:80] or "isian"


def _listed(filled: Mapping[str, Any]) -> str:
    return "\n".join(f"{name}: {_shown(value)}" for name, value in filled.items())


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_NO_SCHEMA = _(
    "“schema” harus berupa kolom dengan penjelasannya, misalnya {example}, skema JSON, atau kelas pydantic; yang "
    "diberikan {kind}."
)
_NO_OBJECT = _('Skema JSON harus berjenis "object" dengan "properties"; lengkapi dahulu.')
_NO_JSON = _("“schema” berisi nilai yang bukan JSON; pakai teks, angka, daftar, dan kamus saja.")
_NO_MODEL_SCHEMA = _(
    "Kelas {name} tidak dapat dijadikan skema JSON; pakai kolom berjenis teks, angka, daftar, atau kelas lain."
)
_AGAINST = _(
    "Isian dari model tidak sesuai skema di “{place}”. Jalankan sel ini lagi, atau perjelas penjelasan kolomnya."
)
_NO_FORM = _("Model tidak menjawab dalam bentuk isian. Jalankan sel ini lagi, atau pakai model lain.")
_CUT = _(
    "Isian terpotong karena batas panjangnya tercapai. Pakai teks yang lebih pendek atau kolom yang lebih sedikit."
)
