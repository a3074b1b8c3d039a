"""Training of the small model: ``python -m workshop_kit.data.generate.mini.training`` (``make model``).

Seeded, in PyTorch, with checkpoints: begun again it goes on where it was. It writes vocabulary, weights, curve and the
logits by which the numpy model is held to this one. Sums of floating-point numbers differ between machines, so another
machine's model is about as good, not the same.
"""

import argparse
import json
import pickle
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from workshop_kit.data.generate.draws import Draws
from workshop_kit.data.generate.mini import vocabulary
from workshop_kit.data.generate.mini.examples import Page, complaint_page, complaints, training
from workshop_kit.data.generate.mini.lines import Batch, Line, batches, line
from workshop_kit.data.generate.mini.network import Network, Shape
from workshop_kit.data.generate.mini.optimiser import Muon
from workshop_kit.llm.mini.drawing import Drawing
from workshop_kit.llm.mini.model import FOLDER, Model
from workshop_kit.llm.mini.tasks import CONTROL, NAME
from workshop_kit.llm.mini.tokenizer import Tokenizer
from workshop_kit.llm.mini.transformer import Transformer

WORK = Path("build") / "mini"
TESTS = Path("tests") / "llm" / "mini"
SAMPLED_AT = (1, 10, 100, 1_000)
SAMPLE = "Lampu jalan di"
# Texts whose logits are kept, and how many of each text's.
COMPARED, KEPT_LOGITS = 200, 64
ODD = ("", " ", "\n\n  \t", "RT 014", "😀 你好 مرحبا", "e\u0301", "\x00\x7f", "a" * 99, "12,5% (2024)", "½²", "____")
_KEEP_EVERY = 200
_TOLD_EVERY = 40


@dataclass(frozen=True)
class Plan:
    """How it is trained.

    Attributes
    ----------
    seed : int
        Of texts and weights; never that of the shipped tables.
    complaints, editions : int
        Complaints, and editions of the thirty reports.
    steps, tokens : int
        Steps, and tokens a step.
    matrices, others : float
        Highest step sizes of Muon and of Adam.
    warm, falling : float
        Share of the steps in which the step size rises, and in which it falls.
    dropout, noise : float
        Share of numbers left out; share of words exchanged in every second text, which is then not learnt itself.
    text : float
        Weight of a text's tokens, where those of most answers weigh 1.
    """

    seed: int = 71
    complaints: int = 60_000
    editions: int = 8
    steps: int = 6_400
    tokens: int = 2_048
    matrices: float = 0.02
    others: float = 0.003
    warm: float = 0.01
    falling: float = 0.6
    dropout: float = 0.1
    noise: float = 0.15
    text: float = 0.3


def pace(plan: Plan, step: int) -> float:
    """The step size of a step as a share of the highest."""
    rising = min(1.0, (step + 1) / max(1.0, plan.warm * plan.steps))
    return rising * min(1.0, (1 - step / plan.steps) / plan.falling + 0.01)


@dataclass(frozen=True)
class Prepared:
    """Vocabulary and lines."""

    tokenizer: Tokenizer
    lines: list[Line]
    held_out: list[Line]


def prepared(plan: Plan, shape: Shape, work: Path) -> Prepared:
    """Texts, vocabulary and lines; made once a plan and kept in the work folder."""
    work.mkdir(parents=True, exist_ok=True)
    kept, file = work / "lines.pickle", work / "tokenizer.json"
    key = (plan.seed, plan.complaints, plan.editions, shape)
    if kept.exists():
        # The work folder is the trainer's own.
        found: Any = pickle.loads(kept.read_bytes())  # noqa: S301
        if found[0] == key:
            return Prepared(Tokenizer(file), found[1], found[2])
    pages = training(plan.seed, plan.complaints, plan.editions)
    vocabulary.learn((said for page in pages for said in _said(page)), file)
    tokenizer = Tokenizer(file)
    draws = Draws(plan.seed, "mini/periksa")
    checked = [complaint_page(told, draws) for told in complaints(plan.seed + 1, 200, held_out=True)]
    lines, held_out = (
        [made for page in each if (made := line(page, tokenizer, shape.window)) is not None]
        for each in (pages, checked)
    )
    kept.write_bytes(pickle.dumps((key, lines, held_out)))
    return Prepared(tokenizer, lines, held_out)


def _said(page: Page) -> Iterator[str]:
    yield page.text
    for wanted in page.tasks:
        yield f" {wanted.question}"
        yield wanted.answer or ""


def loss_of(network: Network, batch: Batch, text: float, noise: float = 0.0) -> Tensor:
    """Mean loss of a batch in nats, a text's tokens weighing ``text``."""
    tokens, part, place, target = map(torch.from_numpy, (batch.tokens, batch.part, batch.place, batch.target))
    weights = torch.from_numpy(batch.weight)
    weights = torch.where(weights > 0, weights, text) * (target >= 0)
    if noise:
        noisy = (torch.rand(len(tokens), 1) < 0.5) & (part == 0)
        exchanged = noisy & (torch.rand(tokens.shape) < noise) & (tokens >= len(CONTROL))
        others = torch.randint(len(CONTROL), network.shape.vocabulary, tokens.shape)
        tokens = torch.where(exchanged, others, tokens)
        weights = torch.where(noisy, 0.0, weights)
    stream = network.stream(tokens, part, place)
    kept = weights > 0
    losses = functional.cross_entropy(stream[kept] @ network.embedding.T, target[kept], reduction="none")
    return (losses * weights[kept]).sum() / weights.sum()


@dataclass
class Trainer:
    """A network on its way.

    Parameters
    ----------
    plan : Plan
    shape : Shape
    work : Path
        Where the checkpoint lies.
    """

    plan: Plan
    shape: Shape
    work: Path

    def __post_init__(self) -> None:
        torch.manual_seed(self.plan.seed)
        self.network = Network(self.shape, self.plan.dropout)
        named = list(self.network.named_parameters())
        matrices = [each for name, each in named if each.ndim == 2 and name != "embedding"]
        others = [each for name, each in named if each.ndim < 2 or name == "embedding"]
        self.muon = Muon(matrices, self.plan.matrices)
        self.adam = torch.optim.AdamW(others, self.plan.others, betas=(0.9, 0.98), weight_decay=0.0)
        self.step = 0
        self.seconds = 0.0
        self.loss: list[tuple[int, float]] = []
        self.held_out: list[tuple[int, float]] = []
        self.samples: list[dict[str, Any]] = []

    @property
    def checkpoint(self) -> Path:
        """The checkpoint's file."""
        return self.work / "checkpoint.pt"

    def keep(self) -> None:
        """Write a checkpoint; whole, or not at all."""
        state = {
            "plan": asdict(self.plan),
            "network": self.network.state_dict(),
            "muon": self.muon.state_dict(),
            "adam": self.adam.state_dict(),
            "told": (self.step, self.seconds, self.loss, self.held_out, self.samples),
        }
        beside = self.checkpoint.with_suffix(".new")
        torch.save(state, beside)
        beside.replace(self.checkpoint)

    def go_on(self) -> None:
        """Go on from the checkpoint, if it is of this plan."""
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        if state["plan"] == asdict(self.plan):
            self.network.load_state_dict(state["network"])
            self.muon.load_state_dict(state["muon"])
            self.adam.load_state_dict(state["adam"])
            self.step, self.seconds, self.loss, self.held_out, self.samples = state["told"]

    def one_step(self, batch: Batch) -> float:
        """One step; its loss."""
        # Of the step alone, so that a run that was broken off goes on as if it had not been.
        torch.manual_seed(self.plan.seed * 1_000_003 + self.step)
        share = pace(self.plan, self.step)
        for optimiser, highest in ((self.muon, self.plan.matrices), (self.adam, self.plan.others)):
            for group in optimiser.param_groups:
                group["lr"] = highest * share
            optimiser.zero_grad(set_to_none=True)
        self.network.train()
        loss = loss_of(self.network, batch, self.plan.text, self.plan.noise)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.muon.step()
        self.adam.step()
        self.step += 1
        return float(loss.item())


def train(plan: Plan, shape: Shape, work: Path, told: Progress | None = None) -> tuple[Trainer, Prepared]:
    """Train to the plan's last step.

    Parameters
    ----------
    plan : Plan
    shape : Shape
    work : Path
        Folder of checkpoints and prepared lines.
    told : rich.progress.Progress, optional

    Returns
    -------
    Trainer, Prepared
    """
    given = prepared(plan, shape, work)
    trainer = Trainer(plan, shape, work)
    trainer.go_on()
    source = batches(given.lines, plan.tokens, np.random.default_rng(plan.seed))
    for _ in range(trainer.step):
        next(source)
    checked = [next(batches(given.held_out, 16 * plan.tokens, np.random.default_rng(0)))]
    bar = told.add_task("", total=plan.steps, completed=trainer.step, loss="") if told is not None else None
    begun = time.monotonic() - trainer.seconds
    recent: list[float] = []
    while trainer.step < plan.steps:
        recent.append(trainer.one_step(next(source)))
        trainer.seconds = time.monotonic() - begun
        step = trainer.step
        if step in SAMPLED_AT or step == plan.steps:
            trainer.samples.append({"step": step, "text": sample(trainer.network, given.tokenizer)})
        if step in SAMPLED_AT or step % _TOLD_EVERY == 0 or step == plan.steps:
            trainer.loss.append((step, round(sum(recent) / len(recent), 3)))
            recent = []
            if told is not None and bar is not None:
                told.update(bar, completed=step, loss=f"{trainer.loss[-1][1]:.2f}")
        if step % _KEEP_EVERY == 0 or step == plan.steps:
            trainer.network.eval()
            with torch.no_grad():
                losses = [float(loss_of(trainer.network, batch, plan.text)) for batch in checked]
            trainer.held_out.append((step, round(sum(losses) / len(losses), 3)))
            trainer.keep()
    return trainer, given


def weights_of(network: Network) -> dict[str, NDArray[np.float32]]:
    """The weights as the numpy model has them: rounded to 16 bits, as they are written."""
    return {name: each.half().float().numpy() for name, each in network.state_dict().items()}


def sample(network: Network, tokenizer: Tokenizer) -> str:
    """How the network goes on with a text at this step."""
    own = Model(tokenizer, Transformer(weights_of(network), network.shape.heads, network.shape.window))
    drawing = Drawing(np.random.default_rng(1), temperature=0.7)
    said = [each.token for each in own.say(own.read(SAMPLE), drawing, 40) if each.token != own.end]
    return SAMPLE + tokenizer.decode(said)


def write(trainer: Trainer, given: Prepared, folder: Path) -> None:
    """Write vocabulary, weights and curve."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_bytes((trainer.work / "tokenizer.json").read_bytes())
    numbers = {name: each.half().contiguous() for name, each in trainer.network.state_dict().items()}
    about = {"name": NAME, "heads": str(trainer.shape.heads), "window": str(trainer.shape.window)}
    save_file(numbers, folder / "model.safetensors", about)
    (folder / "model.safetensors").chmod(0o644)  # the library makes it its owner's alone
    told = {
        "plan": asdict(trainer.plan),
        "shape": asdict(trainer.shape),
        "minutes": round(trainer.seconds / 60, 1),
        "threads": torch.get_num_threads(),
        "pages": len(given.lines),
        "tokens_seen": trainer.step * trainer.plan.tokens,
        "loss": trainer.loss,
        "held_out": trainer.held_out,
        "samples": trainer.samples,
    }
    (folder / "curve.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_logits(trainer: Trainer, given: Prepared, path: Path) -> None:
    """Keep what this network says of some texts' next tokens, for the tests of the numpy model."""
    tokens = [each.tokens[each.part == 0][:60] for each in [*given.held_out, *given.lines][:COMPARED]]
    chosen = np.random.default_rng(3).permutation(trainer.shape.vocabulary)[:KEPT_LOGITS]
    network = Network(trainer.shape)
    network.load_state_dict({name: torch.from_numpy(each) for name, each in weights_of(trainer.network).items()})
    network.eval()
    with torch.no_grad():
        logits = [network(torch.from_numpy(each.astype(np.int64))[None])[0, -1].numpy() for each in tokens]
    padded = np.zeros((len(tokens), 60), np.int16)
    for row, each in enumerate(tokens):
        padded[row, : len(each)] = each
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        tokens=padded,
        lengths=np.array([len(each) for each in tokens]),
        chosen=chosen,
        logits=np.array(logits)[:, chosen],
    )


def write_encodings(given: Prepared, file: Path, path: Path) -> None:
    """Keep how the library that learnt the vocabulary cuts some texts, for the tests of the kit's own tokenizer."""
    texts = [*ODD, *(given.tokenizer.decode(each.tokens[each.part == 0]) for each in given.lines[:100])]
    cut = vocabulary.encodings(texts, file)
    kept = [{"text": text, "tokens": tokens} for text, tokens in zip(texts, cut, strict=True)]
    path.write_text(json.dumps(kept, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Train as planned, and write what the kit ships."""
    parser = argparse.ArgumentParser(description="Train the small language model.")
    parser.add_argument("--work", type=Path, default=WORK, help="folder of checkpoints")
    for name in ("steps", "tokens", "complaints", "editions"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan, name))
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    plan = Plan(steps=given.steps, tokens=given.tokens, complaints=given.complaints, editions=given.editions)
    shape = Shape()
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("loss {task.fields[loss]}"))
    with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn()) as told:
        trainer, made = train(plan, shape, given.work, told)
    write(trainer, made, FOLDER)
    write_logits(trainer, made, TESTS / "logits.npz")
    write_encodings(made, FOLDER / "tokenizer.json", TESTS / "encodings.json")


if __name__ == "__main__":
    main()
