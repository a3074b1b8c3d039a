"""The numpy model: it says what the trained one says, with and without what was kept, and its attention is one."""

from pathlib import Path

import numpy as np
import pytest

from workshop_kit.llm.mini.model import FOLDER, model
from workshop_kit.llm.mini.transformer import Transformer, Watched
from workshop_kit.llm.mini.weights import BadWeights, read_weights

KEPT = np.load(Path(__file__).with_name("logits.npz"))


def test_its_logits_are_those_of_torch_on_two_hundred_texts():
    transformer, far = model().transformer, []
    for tokens, length, wanted in zip(KEPT["tokens"], KEPT["lengths"], KEPT["logits"], strict=True):
        stream = transformer.read([int(each) for each in tokens[:length]], transformer.cache())
        far.append(np.abs(transformer.logits(stream[-1:])[0][KEPT["chosen"]] - wanted).max())
    assert len(far) == 200 and max(far) < 1e-3


def test_the_kept_logits_tell_models_apart():
    assert KEPT["logits"].std() > 0.5 and np.abs(np.diff(KEPT["logits"], axis=0)).max() > 1


def test_reading_at_once_and_bit_by_bit_are_the_same():
    transformer = model().transformer
    tokens = model().tokenizer.encode("Sampah di Gang Ulin menumpuk sudah tiga minggu, tolong diangkut.")
    whole = transformer.read(tokens, transformer.cache())
    cache = transformer.cache()
    parts = [transformer.read(tokens[:5], cache), *(transformer.read([token], cache) for token in tokens[5:])]
    assert np.allclose(np.concatenate(parts), whole, atol=1e-4)


def test_a_cache_set_back_forgets():
    transformer = model().transformer
    cache = transformer.cache()
    transformer.read([9, 10, 11], cache)
    cache.length = 1
    again = transformer.read([20, 21], cache)
    assert np.allclose(again, transformer.read([9, 20, 21], transformer.cache())[1:], atol=1e-4)


def test_attention_sees_nothing_that_comes_later_and_adds_up():
    transformer, watched = model().transformer, Watched()
    transformer.read([9, 10, 11, 12], transformer.cache(), watched)
    assert len(watched.attention) == transformer.layers
    for rows in watched.attention:
        assert rows.shape == (transformer.heads, 4, 4)
        assert np.allclose(rows.sum(axis=-1), 1, atol=1e-5) and not np.triu(rows, 1).any()


@pytest.mark.parametrize("count", [0, 513])
def test_nothing_and_too_much_are_refused(count):
    transformer = model().transformer
    with pytest.raises(ValueError, match="window"):
        transformer.read([9] * count, transformer.cache())


def test_the_weights_are_small():
    assert (FOLDER / "model.safetensors").stat().st_size <= 12_000_000


@pytest.mark.parametrize("content", [b"", b"\xff" * 100, b"\x02\x00\x00\x00\x00\x00\x00\x00{}"[:9]])
def test_a_damaged_file_is_no_model(tmp_path, content):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(BadWeights):
        read_weights(tmp_path / "x")


def test_numbers_that_do_not_fit_the_header_are_refused(tmp_path):
    content = (FOLDER / "model.safetensors").read_bytes()
    (tmp_path / "x").write_bytes(content[:-10])
    with pytest.raises(BadWeights):
        read_weights(tmp_path / "x")


def test_another_order_of_tokens_says_another_thing():
    transformer = model().transformer
    one, other = (transformer.read(tokens, transformer.cache())[-1] for tokens in ([9, 30, 40, 50], [9, 40, 30, 50]))
    assert np.abs(one - other).max() > 1e-3
    assert isinstance(transformer, Transformer)
