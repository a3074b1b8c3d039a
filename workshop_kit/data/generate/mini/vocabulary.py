"""The small model's vocabulary: 2,048 tokens learnt from the training texts with `tokenizers`."""

from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

from workshop_kit.llm.mini.tasks import CONTROL
from workshop_kit.llm.mini.tokenizer import WORDS

SIZE = 2_048


def learn(texts: Iterable[str], path: Path) -> None:
    """Learn a vocabulary and write it as ``tokenizer.json``.

    Parameters
    ----------
    texts : iterable of str
    path : Path
        File to write.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORDS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE,
        special_tokens=list(CONTROL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.save(str(path))


def encodings(texts: Iterable[str], path: Path) -> list[list[int]]:
    """How the library itself cuts some texts with a vocabulary that was written."""
    tokenizer = Tokenizer.from_file(str(path))
    return [list(map(int, each.ids)) for each in tokenizer.encode_batch(list(texts))]
