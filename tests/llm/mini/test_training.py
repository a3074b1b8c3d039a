"""The training, where PyTorch is installed: a tiny model in seconds, broken off and gone on with, the same as numpy."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from workshop_kit.data.generate.mini import training  # noqa: E402
from workshop_kit.data.generate.mini.network import Shape  # noqa: E402
from workshop_kit.llm.mini.model import Model  # noqa: E402

SHAPE = Shape(width=32, layers=2, heads=2)
PLAN = training.Plan(complaints=120, editions=0, steps=30, tokens=1_024)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mini")
    return training.train(PLAN, SHAPE, folder)


def test_it_learns(trained):
    losses = trained[0].loss
    assert losses[-1][1] < 0.8 * losses[0][1]


def test_samples_are_kept_of_the_first_steps(trained):
    assert [each["step"] for each in trained[0].samples] == [1, 10, 30]


def test_broken_off_it_goes_on_as_if_it_had_not_been(trained, tmp_path, monkeypatch):
    monkeypatch.setattr(training, "_KEEP_EVERY", 10)
    whole = training.Trainer.one_step
    count = 0

    def breaking(self, batch):
        nonlocal count
        count += 1
        if count == 15:
            raise KeyboardInterrupt
        return whole(self, batch)

    monkeypatch.setattr(training.Trainer, "one_step", breaking)
    with pytest.raises(KeyboardInterrupt):
        training.train(PLAN, SHAPE, tmp_path)
    again, _ = training.train(PLAN, SHAPE, tmp_path)
    for name, each in trained[0].network.state_dict().items():
        assert torch.allclose(each, again.network.state_dict()[name], atol=1e-6), name


def test_what_is_written_is_read_and_says_the_same(trained, tmp_path):
    training.write(*trained, tmp_path)
    own, network = Model.of_folder(tmp_path), trained[0].network
    weights = {name: torch.from_numpy(each) for name, each in training.weights_of(network).items()}
    network = training.Network(SHAPE)
    network.load_state_dict(weights)
    network.eval()
    tokens = own.tokenizer.encode("Sampah di Gang Ulin RT 12 menumpuk.")
    with torch.no_grad():
        wanted = network(torch.tensor([tokens]))[0].numpy()
    found = own.transformer.logits(own.transformer.read(tokens, own.transformer.cache()))
    assert np.abs(found - wanted).max() < 1e-3


def test_parts_of_a_line_do_not_see_each_other(trained):
    trainer, given = trained
    batch = next(training.batches(given.lines, 1_024, np.random.default_rng(1)))
    trainer.network.eval()

    def streams(tokens):
        with torch.no_grad():
            return trainer.network.stream(*(torch.from_numpy(each) for each in (tokens, batch.part, batch.place)))

    changed = np.where(batch.part == 1, 50, batch.tokens)
    same = torch.from_numpy((batch.part != 1) & (batch.part >= 0))
    assert torch.allclose(streams(batch.tokens)[same], streams(changed)[same], atol=1e-5)
    assert not torch.allclose(streams(batch.tokens)[~same], streams(changed)[~same], atol=1e-2)


def test_the_pace_rises_and_falls():
    plan = replace(PLAN, steps=1_000)
    paces = [training.pace(plan, step) for step in range(1_000)]
    assert paces[0] < 0.2 and max(paces) == 1 and paces[-1] < 0.05 and np.argmax(paces) < 50
