"""Do things at the same time, each in a process that begins as a copy of this one.

Nothing has to be handed over for that: a job sees all that has been read. Only what it gives comes back.
"""

import threading
from collections.abc import Callable, Sequence
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


def beside(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """What each of some jobs gives, in their order.

    The first runs here, and what it changes stays changed; of the others only the results are kept. On a system that
    cannot copy a process, and in a process with threads, which must not be copied, they run here one after another.

    Args:
        jobs: What is to be done; results must be such that they can be pickled.

    Raises:
        Exception: What a job raises, once all have ended.
    """
    if "fork" not in get_all_start_methods() or threading.active_count() > 1:
        return [job() for job in jobs]
    context = get_context("fork")
    running = []
    for job in jobs[1:]:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(job, sender))
        process.start()
        sender.close()
        running.append((process, receiver))
    try:
        results = [job() for job in jobs[:1]]
    finally:
        others = [_received(receiver) for _, receiver in running]
        for process, _ in running:
            process.join()
    for result, error in others:
        if error is not None:
            raise error
        results.append(result)  # type: ignore[arg-type]
    return results


def _run(job: Callable[[], T], sender: Connection) -> None:
    try:
        sender.send((job(), None))
    except Exception as error:
        sender.send((None, error))


def _received(receiver: Connection) -> tuple[object, Exception | None]:
    try:
        found: tuple[object, Exception | None] = receiver.recv()
    except EOFError:  # it was killed
        return None, RuntimeError("a process of the build was ended from outside")
    return found
