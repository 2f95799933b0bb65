"""Says when the server has been asked to end, so that what would go on for minutes stops by itself.

uvicorn waits for answers that have begun, and tells the application only when all of them have been given.
"""

import signal
import threading
from types import FrameType


class Ending:
    """Is set once the process is asked to end."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def __bool__(self) -> bool:
        return self._asked.is_set()

    def listen(self) -> None:
        """Take note of the signals that the server takes note of, and pass them on to it.

        Only the thread that signals come to can do so; elsewhere the program around us says when it ends.
        """
        if threading.current_thread() is not threading.main_thread():
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            self._join(number)

    def _join(self, number: signal.Signals) -> None:
        before = signal.getsignal(number)
        if not callable(before) or before is signal.default_int_handler:
            return

        def asked(given: int, frame: FrameType | None) -> None:
            self._asked.set()
            before(given, frame)

        signal.signal(number, asked)
