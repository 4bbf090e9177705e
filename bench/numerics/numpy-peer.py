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


def load_arrays(file, shapes):
    """float64 arrays, one after the other in the file."""
    values = np.fromfile(file, dtype=np.float64)
    arrays, at = {}, 0
    for name, shape in shapes.items():
        end = at + int(np.prod(shape))
        arrays[name] = values[at:end].reshape(shape)
        at = end
    if "rows" in arrays:
        arrays["rows"] = arrays["rows"].astype(np.intp)
    return arrays


def product(data):
    """Nothing but Z Z', into a matrix that is there already."""
    return np.dot(data["unit"], data["unit"].T, out=data["product"])


def decomposition(data):
    """Parts of the parametric VaR of the book e by symbol, from centred and scaled returns X: S e is X (X'e)."""
    X, e, z = data["scaled"], data["book"], data["z"][0]
    projected = e @ X
    variance = projected @ projected
    sigma = np.sqrt(variance)
    product = X @ projected
    own = np.einsum("ij,ij->i", X, X)
    marginal = z / sigma * product
    without = variance + e * (e * own - 2 * product)
    return marginal, e * marginal, z * (sigma - np.sqrt(np.maximum(0, without)))


def covariances(data):
    """Of the book's P&L with every symbol: one matrix times one vector, then in the order of the orders."""
    pnl = data["pnl"]
    all_of_them = data["returns"] @ ((pnl - pnl.mean()) / (len(pnl) - 1))
    return data["unitValues"] * all_of_them[data["rows"]]


def unit_variances(data):
    return data["unitValues"] * data["unitValues"] * data["variances"][data["rows"]]


def sizes(data):
    """Shares of each order whose incremental parametric VaR is its budget."""
    variance = data["pnl"].var(ddof=1)
    room = (np.sqrt(variance) + data["budgets"] / data["z"][0]) ** 2 - variance
    linear, square = covariances(data), unit_variances(data)
    root = np.sqrt(linear * linear + square * room)
    return np.where(linear > 0, room / (linear + root), (root - linear) / square)


def incrementals(data):
    """Incremental parametric VaR of each order alone."""
    variance = data["pnl"].var(ddof=1)
    n = data["quantities"]
    after = variance + n * (2 * covariances(data) + n * unit_variances(data))
    return data["z"][0] * (np.sqrt(np.maximum(0, after)) - np.sqrt(variance))


def one_by_one(data, statistic):
    """What the statistic of the book's P&L gains by each order, asked one after the other."""
    pnl, returns = data["pnl"], data["returns"]
    before = statistic(pnl)
    deltas = data["unitValues"] * data["quantities"]
    return np.array([statistic(pnl + delta * returns[row]) - before for row, delta in zip(data["rows"], deltas)])


def historical(data):
    at = len(data["pnl"]) - int(data["rank"][0])
    return one_by_one(data, lambda pnl: np.partition(-pnl, at)[at])


def parametric(data):
    z = data["z"][0]
    return one_by_one(data, lambda pnl: z * pnl.std(ddof=1))


ALL = (product, decomposition, sizes, incrementals, historical, parametric)
WORK = {work.__name__: work for work in ALL}


def distance(expected, file):
    """The largest difference, as a share of the largest size in its row; NaN counts."""
    expected = np.atleast_2d(expected)
    actual = np.fromfile(file, dtype=np.float64).reshape(expected.shape)
    worst = (np.abs(actual - expected) / np.abs(expected).max(axis=1, keepdims=True)).max()
    return float(worst) if np.isfinite(worst) else 1e300


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
    elif ask["op"] == "loadArrays":
        data = load_arrays(ask["file"], ask["shapes"])
        answer = {}
    elif ask["op"] == "time":
        answer = timed(lambda: WORK[ask["work"]](data))
    elif ask["op"] == "distance":
        answer = {"distance": distance(WORK[ask["work"]](data), ask["file"])}
    else:
        answer = {"difference": difference(data, ask["file"], ask["dtype"])}
    print(json.dumps(answer), flush=True)
