"""Several at once: while the encoder works on one report, the word lists work on the next; results keep their order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from threadpoolctl import ThreadpoolController

WORKERS = 2
"""Reports worked on at once: as many as the encoder has threads."""
AHEAD = 4
"""Items that are taken before the first of them is given back, so that memory stays bounded."""
Item = TypeVar("Item")
Result = TypeVar("Result")


def abreast(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """Yield `work` of each of `items`, in their order, a few of them worked on at once.

    `work` must be fit for threads. What it raises, or what taking the next item raises, is raised in its turn; those
    that were begun are then waited for, and no other is. So it is when the iteration is given up.
    """
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="tocsin-read")
    begun: deque[Future[Result]] = deque()
    # The threads of numpy's products would only wait for one another beside ours.
    with ThreadpoolController().limit(limits=1, user_api="blas"):
        try:
            for item in items:
                begun.append(pool.submit(work, item))
                while len(begun) >= AHEAD or (begun and begun[0].done()):
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)
