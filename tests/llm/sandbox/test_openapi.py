"""Requests made from the sandbox's own OpenAPI document, good and bad ones: none may break it, or its promises."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.llm.sandbox.conftest import Served
from workshop_kit.llm.sandbox.openapi import document

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    positive_data_acceptance,
]


OPERATIONS = [
    (method.upper(), path, mode)
    for path, methods in json.loads(document())["paths"].items()
    for method in methods
    for mode in GenerationMode
    # Where there is no body there is nothing that could be wrong.
    if method == "post" or mode is GenerationMode.POSITIVE
]


@pytest.fixture(scope="module")
def schema(served: Served) -> Any:
    return schemathesis.openapi.from_url(f"http://127.0.0.1:{served.port}/openapi.json")


@pytest.mark.parametrize(
    ("method", "path", "mode"), OPERATIONS, ids=[f"{mode.value} {method} {path}" for method, path, mode in OPERATIONS]
)
def test_what_the_document_describes_holds(schema: Any, method: str, path: str, mode: GenerationMode) -> None:
    operation = schema[path][method]

    @given(operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def holds(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    holds()


def test_the_document_speaks_of_every_address(served: Served) -> None:
    told = json.loads(document())
    assert served.app.routes
    assert {route.path.replace(":path", "") for route in served.app.routes} == set(told["paths"])
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            assert operation["responses"]["200"]["content"], (path, method)


def test_the_document_knows_where_a_hub_puts_the_service() -> None:
    assert json.loads(document("/services/llm"))["servers"] == [{"url": "/services/llm"}]
    assert json.loads(document())["servers"] == [{"url": "/"}]
