"""The examples in the documentation of the tables give what they say."""

import doctest
from importlib import import_module

import pytest

from workshop_kit.language import set_language


@pytest.mark.parametrize("name", ["shelf", "conformity"])
def test_examples_give_what_they_say(name):
    set_language("id")
    result = doctest.testmod(import_module(f"workshop_kit.data.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
