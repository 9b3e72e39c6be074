"""What the worklists cost with many open tickets, beside bare SQL on the same database.

    python benchmarks/queue.py [--tickets N] [--db URL | --postgresql] [--json]

The work is done in `worklists.py`: a file called queue.py, in the folder that a script is started
from, stands in the way of Python's own module of that name, and has to step aside.
"""

import sys
from pathlib import Path

FOLDER = str(Path(__file__).resolve().parent)

if __name__ == "__main__":
    sys.path[0] = str(Path(FOLDER).parent)
    from benchmarks.worklists import main

    main()
else:  # another benchmark, or what it imports, looks for Python's own
    sys.path.remove(FOLDER)
    del sys.modules[__name__]
    import queue  # noqa: F401

    sys.path.insert(0, FOLDER)
