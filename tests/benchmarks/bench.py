"""How fast are the engine and the batch? Prints one table; ratios are measured side by side in one run.

Run: ``python tests/benchmarks/bench.py``. Options: ``--letters N`` (1,000), ``--zip N`` letters for the two workers
(100,000: of fewer, the beginning of two processes is a large part), ``--pdf N`` letters as PDF (100; 0 leaves it
out), ``--million`` for a million letters, ``--only WORD`` for the rows whose name holds it.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from noticegen.batch.audit import check_batch
from noticegen.batch.run import write_batch
from noticegen.facts.load import load_incident
from noticegen.findings import NoticegenError
from noticegen.ooxml.merged import write_merged
from noticegen.ooxml.package import DEFLATE
from noticegen.ooxml.template import Template
from tests.benchmarks.letters import VARYING, by_docxtpl, facts_of, letter, slim
from tests.benchmarks.peers import peers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "lost_pc"
ROUNDS = 5


@dataclass
class Sizes:
    letters: int = 1000
    zip: int = 100_000
    pdf: int = 100
    million: bool = False


def spent() -> float:
    """Return the seconds of processor time of this process and of those that it began."""
    # What a pool began is counted when the process from which it was forked has ended; there is no public way.
    forkserver._forkserver._stop()  # type: ignore[attr-defined]
    times = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in times)


def seconds(work: Callable[[], object]) -> float:
    start = spent()
    work()
    return spent() - start


def elapsed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def side_by_side(*works: tuple[Callable[[int], object], int]) -> list[float]:
    """Return the least processor time of one call of each, in microseconds, measured in turns."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for at, (work, times) in enumerate(works):
            taken = seconds(lambda work=work, times=times: [work(number) for number in range(times)])
            best[at] = min(best[at], taken / times * 1e6)
    return best


def _made(render: Callable[[dict[str, object]], bytes], number: int) -> bytes:
    return render(facts_of(number))


def against_docxtpl(sizes: Sizes) -> Iterator[tuple[str, str, str]]:
    """Yield a letter by itself and one of many, whose common facts are given once, as a batch does it."""
    for name, source, aim in (("40 KB", letter(), 300), ("slim", slim(letter()), 150)):
        alone, peer = Template(source), by_docxtpl(source)
        many, memory = Template(source, varying=VARYING), {}
        ours, ours_of_many, theirs = side_by_side(
            (partial(_made, alone.render), sizes.letters // 5),
            (partial(_made, partial(many.render, memory=memory)), sizes.letters // 5),
            (partial(_made, peer), max(sizes.letters // 100, 1)),
        )
        for which, taken, data in (
            ("a letter by itself", ours, alone.render(facts_of(1))),
            ("one of many", ours_of_many, many.render(facts_of(1), memory)),
        ):
            yield (
                f"docxtpl, {name}, {which} ({len(data):,} bytes)",
                f"{theirs / taken:.0f} x ({taken:.0f} / {theirs:,.0f} µs)",
                f">= {aim} x",
            )


def against_node(sizes: Sizes) -> Iterator[tuple[str, str, str]]:
    template = Template(slim(letter()))
    with tempfile.TemporaryDirectory() as place:
        (ours,) = side_by_side(
            (
                lambda n: (Path(place) / f"{n}.docx").write_bytes(template.render(facts_of(n))),
                sizes.letters // 5,
            )
        )
        for name, found in peers(Path(place), max(sizes.letters // 20, 2)).items():
            said = found if isinstance(found, str) else f"{found / ours:.0f} x ({ours:.0f} / {found:,.0f} µs)"
            yield f"{name}, slim, to files", said, ">= 30 x"


def against_bytes(sizes: Sizes) -> Iterator[tuple[str, str, str]]:
    template = Template(letter())
    data = template.render(facts_of(1))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)

        names = count()

        def put(content: bytes) -> None:
            # A new file each time: one that is there already would only be overwritten.
            (folder / f"{next(names)}.docx").write_bytes(content)

        ours, floor = side_by_side(
            (lambda n: put(template.render(facts_of(n))), sizes.letters // 2),
            (lambda _: put(data), sizes.letters // 2),
        )
    yield (
        "letters to files / finished bytes to files",
        f"{ours / floor:.1f} x ({ours:.0f} / {floor:.0f} µs)",
        "<= 3 x",
    )


def merged(sizes: Sizes) -> Iterator[tuple[str, str, str]]:
    template, file = Template(letter()), io.BytesIO()
    taken = seconds(lambda: write_merged((template.trace(facts_of(n)) for n in range(sizes.letters)), file))
    yield f"merged .docx of {sizes.letters:,}", f"{taken:.2f} s, {len(file.getvalue()):,} bytes", "< 1 s"


def recipients(folder: Path, count: int) -> Path:
    """Write a list of so many invented recipients, after the model of the example."""
    header, first, *_ = (EXAMPLE / "recipients.csv").read_text(encoding="utf-8-sig").splitlines()
    fields, columns = first.split(","), header.split(",")
    key, name = columns.index("管理番号"), columns.index("氏名")
    path = folder / f"recipients-{count}.csv"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{header}\n")
        for number in range(1, count + 1):
            fields[key], fields[name] = f"M{number:07d}", f"見本 {chr(0x4E00 + number % 5000)}{number}"
            file.write(",".join(fields) + "\n")
    return path


def batch(sizes: Sizes) -> Iterator[tuple[str, str, str]]:
    incident = load_incident(EXAMPLE / "incident.toml")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rows = recipients(folder, sizes.letters)
        command = [
            sys.executable,
            "-m",
            "noticegen",
            "batch",
            EXAMPLE / "incident.toml",
            rows,
            "-o",
            folder / "cli",
        ]
        done: list[subprocess.CompletedProcess[bytes]] = []
        taken = seconds(lambda: done.append(subprocess.run(command, check=False, capture_output=True)))
        said = f"{taken:.2f} s" if done[0].returncode == 0 else done[0].stderr.decode()[:60]
        yield f"noticegen batch of {sizes.letters:,}, whole process", said, "< 2 s"
        writing = seconds(lambda: write_batch(incident, rows, folder / "out"))
        audit = seconds(lambda: check_batch(folder / "out", incident, rows))
        yield (
            f"audit / writing of {sizes.letters:,}",
            f"{audit / writing:.1f} x ({audit:.2f} / {writing:.2f} s)",
            "<= 10 x",
        )


def zip_parts(sizes: Sizes) -> Iterator[tuple[str, str, str]]:
    """Yield how much sooner two workers are done, and how much sooner they could be where two cores are idle."""
    incident = load_incident(EXAMPLE / "incident.toml")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rows = recipients(folder, sizes.zip)
        passed, used = [], []
        for workers in (1, 2):
            start = spent()
            out = folder / f"zip{workers}"
            passed.append(elapsed(partial(write_batch, incident, rows, out, as_="zip", workers=workers)))
            used.append(spent() - start)
        said = f"{passed[0] / passed[1]:.2f} x ({passed[0]:.1f} / {passed[1]:.1f} s, {os.cpu_count()} cores)"
        yield f"two workers / one, {sizes.zip:,} into zip parts", said, ">= 1.7 x"
        said = f"{2 * used[0] / used[1]:.2f} x ({used[0]:.1f} / {used[1]:.1f} s of processor time)"
        yield "the same, at most by processor time", said, ">= 1.7 x"


def million(sizes: Sizes) -> Iterator[tuple[str, str, str]]:
    name = "1,000,000 into zip parts, two workers"
    if not sizes.million:
        yield name, "not asked for (--million)", "< 180 s, 250 MiB"
        return
    incident = load_incident(EXAMPLE / "incident.toml")
    with tempfile.TemporaryDirectory() as place:
        rows = recipients(Path(place), 1_000_000)
        start = spent()
        taken = elapsed(lambda: write_batch(incident, rows, Path(place) / "out", as_="zip", workers=2))
        used = spent() - start
    most = (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        / 1024
    )
    said = f"{taken:.0f} s ({used:.0f} s of processor time), {most:.0f} MiB at most"
    yield name, said, "< 180 s, 250 MiB"


def pdf(sizes: Sizes) -> Iterator[tuple[str, str, str]]:
    name = f"PDF of {sizes.pdf:,} / LibreOffice's own best"
    if not sizes.pdf:
        yield name, "not asked for (--pdf N)", "<= 1 x"
        return
    incident = load_incident(EXAMPLE / "incident.toml")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rows = recipients(folder, sizes.pdf)
        write_batch(incident, rows, folder / "docx")
        letters = sorted((folder / "docx").rglob("letters/**/*.docx"))
        try:
            ours = elapsed(lambda: write_batch(incident, rows, folder / "pdf", as_="pdf", workers=2))
            best = elapsed(lambda: by_soffice(letters, folder))
        except (NoticegenError, FileNotFoundError) as problem:
            yield name, f"not measured: {problem}", "<= 1 x"
            return
        said = f"{ours / best:.2f} x ({ours:.0f} / {best:.0f} s)"
        yield name, said, "<= 1 x"


def by_soffice(letters: list[Path], folder: Path) -> None:
    """Convert in two processes, 125 files in a call."""

    def convert(half: int) -> None:
        mine = letters[half::2]
        profile = f"-env:UserInstallation=file://{folder}/profile{half}"
        for at in range(0, len(mine), 125):
            command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", f"{folder}/best"]
            subprocess.run([*command, *mine[at : at + 125]], check=True, capture_output=True)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(convert, range(2)))


def templates(_: Sizes) -> Iterator[tuple[str, str, str]]:
    largest = max((ROOT / "templates_ja").rglob("*.docx"), key=lambda path: path.stat().st_size)
    said = f"{largest.stat().st_size:,} bytes ({largest.parent.name}/{largest.name})"
    yield "largest shipped template", said, "< 20 KB"


MEASURES = (against_docxtpl, against_node, against_bytes, merged, batch, zip_parts, million, pdf, templates)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, value in (("letters", 1000), ("zip", 100_000), ("pdf", 100)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--only", default="")
    given = vars(parser.parse_args(arguments))
    only = given.pop("only")
    sys.stdout.write(f"{DEFLATE}; Python {sys.version.split()[0]}; least of {ROUNDS} rounds in turns\n")
    for measure in MEASURES:
        if only in measure.__name__:
            for name, said, aim in measure(Sizes(**given)):
                sys.stdout.write(f"{name:56} {said:44} {aim}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
