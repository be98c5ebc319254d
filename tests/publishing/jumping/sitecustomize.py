"""A clock that jumps years to and fro at each look. Python imports this by its name."""

import itertools
import time

_DAY = 86_400
_JUMPS = itertools.cycle((0, 400 * _DAY, -3000 * _DAY, 30_000 * _DAY, -20_000 * _DAY))
_now, _nanoseconds, _local = time.time, time.time_ns, time.localtime

time.time = lambda: _now() + next(_JUMPS)
time.time_ns = lambda: _nanoseconds() + next(_JUMPS) * 10**9
time.localtime = lambda moment=None: _local(time.time() if moment is None else moment)
