"""Workers that outlive the process that started them.

Where the supervisor is killed, its workers would serve on, and hold the port: who starts the service again is told that
the address is in use, and nobody stops them.

Always holds: a worker ends as an operator would end it, with what it has begun.

May not know: what is served.
"""

import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess


def end_with_supervisor() -> None:
    """Ends this process when the one that started it has; a process that nobody started as a worker goes on."""
    supervisor = parent_process()
    if supervisor is not None:
        threading.Thread(target=_wait, args=(supervisor,), name="tejun-orphan", daemon=True).start()


def _wait(supervisor: BaseProcess) -> None:
    supervisor.join()
    os.kill(os.getpid(), signal.SIGTERM)
