"""How fast the small model is on one core: ready, tokens a second, memory over Python's own.

Bars: ready in 0.5 s, 150 tokens a second, 120 MB.
"""

import os
import resource
import subprocess
import sys
import time

CODE = """
import resource, sys, time
begun = time.perf_counter()
from workshop_kit.llm.mini.model import model
from workshop_kit.llm.mini.drawing import Drawing
own = model()
own.read("Halo")
ready = time.perf_counter() - begun
import numpy as np
text = "Sampah di Gang Ulin RT 12 sudah tiga minggu tidak diangkut, baunya sampai ke dalam rumah. " * 3
begun, count = time.perf_counter(), 0
for seed in range(5):
    count += sum(1 for _ in own.say(own.read(text), Drawing(np.random.default_rng(seed), 1.3), 100))
speed = count / (time.perf_counter() - begun)
print(ready, speed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main() -> None:
    # One core: numpy's own threads would take more.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    ready, speed, memory = map(float, _run(CODE, environment).split())
    bare = float(_run("import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)", environment))
    print(
        f"ready {ready:.2f} s (bar 0.5), {speed:.0f} tokens/s with reading (bar 150), {memory - bare:.0f} MB (bar 120)"
    )


def _run(code: str, environment: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    ).stdout


if __name__ == "__main__":
    begun = time.perf_counter()
    main()
    print(
        f"({time.perf_counter() - begun:.1f} s, {resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime:.1f} s of CPU)"
    )
