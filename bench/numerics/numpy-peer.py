"""Answers one JSON line for each line asked: how long numpy takes, and how far a result is from numpy's own."""

import json
import sys
import time

import numpy as np


def blas():
    with open("/proc/self/maps") as maps:
        text = maps.read()
    return next((name for name in ("openblas", "mkl", "blis", "atlas") if name in text), "reference")


def load(file, n, T):
    """The returns in both precisions, and standardised, so that no round converts anything."""
    returns = np.fromfile(file, dtype=np.float64).reshape(n, T)
    centred = returns - returns.mean(axis=1, keepdims=True)
    unit = centred / np.sqrt((centred * centred).sum(axis=1, keepdims=True))
    matrices = {"float64": returns, "float32": returns.astype(np.float32)}
    return {**matrices, "unit": unit, "product": np.empty((n, n))}


def timed(compute):
    """Milliseconds by the wall, and of the processor over all threads."""
    start, start_cpu = time.perf_counter(), time.process_time()
    compute()
    wall, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    return {"wallMs": wall * 1e3, "cpuMs": cpu * 1e3}


def difference(data, file, dtype):
    """The largest difference of a packed upper triangle from numpy's float64 correlation matrix; NaN counts."""
    matrix = np.corrcoef(data["float64"])
    packed = np.fromfile(file, dtype=dtype)
    n = len(matrix)
    at, worst = 0, 0.0
    for i in range(n):
        worst = np.maximum(worst, np.abs(matrix[i, i:] - packed[at : at + n - i]).max())
        at += n - i
    return float(worst) if at == len(packed) and np.isfinite(worst) else 1e300


data = {}
for line in sys.stdin:
    ask = json.loads(line)
    if ask["op"] == "about":
        answer = {"numpy": np.__version__, "blas": blas()}
    elif ask["op"] == "load":
        data = load(ask["file"], ask["n"], ask["T"])
        answer = {}
    elif ask["op"] == "corrcoef":
        dtype = ask["dtype"]
        answer = timed(lambda: np.corrcoef(data[dtype], dtype=dtype))
    elif ask["op"] == "product":
        answer = timed(lambda: np.dot(data["unit"], data["unit"].T, out=data["product"]))
    else:
        answer = {"difference": difference(data, ask["file"], ask["dtype"])}
    print(json.dumps(answer), flush=True)
