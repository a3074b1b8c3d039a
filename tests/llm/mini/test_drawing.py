"""Drawing: temperature, top_p, penalties, forms."""

import numpy as np

from workshop_kit.llm.mini.drawing import Drawing, drawn, logarithms

LOGITS = np.log(np.array([0.5, 0.3, 0.15, 0.05], np.float32))


def shares(allowed=None, before=(), **options):
    drawing = Drawing(np.random.default_rng(4), **options)
    tokens = [drawn(LOGITS, allowed, drawing, before).token for _ in range(4_000)]
    return np.bincount(tokens, minlength=4) / len(tokens)


def test_at_temperature_one_tokens_come_as_often_as_they_are_likely():
    assert np.allclose(shares(), [0.5, 0.3, 0.15, 0.05], atol=0.03)


def test_at_temperature_nought_the_likeliest_comes_always():
    assert shares(temperature=0)[0] == 1


def test_warmth_makes_rare_ones_commoner_and_cold_rarer():
    assert shares(temperature=2)[3] > shares()[3] > shares(temperature=0.4)[3]


def test_top_p_leaves_the_rest_out():
    found = shares(top_p=0.7)
    assert found[2] == found[3] == 0 and abs(found[0] - 0.625) < 0.03


def test_a_tiny_top_p_leaves_the_likeliest():
    assert shares(top_p=1e-9)[0] == 1


def test_a_form_lets_only_its_tokens_through_and_keeps_the_models_own_opinion():
    allowed = np.array([False, False, True, True])
    assert shares(allowed)[:2].sum() == 0
    said = drawn(LOGITS, allowed, Drawing(np.random.default_rng(1), temperature=0, top=2))
    assert said.token == 2 and abs(np.exp(said.logprob) - 0.15) < 1e-6 and said.top[0][0] == 0


def test_penalties_make_what_was_said_rarer():
    assert shares(before=[0, 0], frequency=1)[0] < shares(before=[0, 0], presence=1)[0] < shares()[0]


def test_the_same_seed_draws_the_same():
    one, other = (
        [drawn(LOGITS, None, drawing).token for _ in range(50)]
        for drawing in (Drawing(np.random.default_rng(8)), Drawing(np.random.default_rng(8)))
    )
    assert one == other


def test_log_probabilities_add_up():
    assert abs(np.exp(logarithms(LOGITS * 30)).sum() - 1) < 1e-9
