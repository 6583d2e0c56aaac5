"""Work shared between processes, for batches that are large enough to pay for starting them."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TypeVar

from pipeline.errors import PipelineError

Item = TypeVar("Item")
Made = TypeVar("Made")


class WorkerDied(PipelineError):
    """A process that worked for us was ended from outside: memory ran out, or somebody ended it."""


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worked(
    work: Callable[[Item], Made], items: Sequence[Item], jobs: int, begun: Callable[[int], None]
) -> Iterator[Made]:
    """Yield what `work` makes of each item, in the order of `items`, in as many processes as `jobs`.

    `begun` is told the number of each item, from 0, before it is waited for. Ctrl-C lets what has begun finish and
    begins nothing more.

    Raises:
        WorkerDied: a process was ended from outside.
    """
    if jobs <= 1 or len(items) <= 1:
        for number, item in enumerate(items):
            begun(number)
            yield work(item)
        return
    with ProcessPoolExecutor(min(jobs, len(items)), _context(), initializer=_leave_interrupts) as pool:
        waiting = deque(pool.submit(work, item) for item in items)
        try:
            for number in range(len(items)):
                begun(number)
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerDied(
                "en av byggets processer avslutades utifrån, kanske för att minnet tog slut; "
                "inget är halvskrivet, bygg igen med --jobs 1"
            ) from error
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _context() -> multiprocessing.context.BaseContext:
    """Return a way to start processes in which each is born with the libraries read, where the system has one."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.verbs.making"])
    return context


_leave_interrupts = partial(signal.signal, signal.SIGINT, signal.SIG_IGN)  # the parent is the one that is interrupted
