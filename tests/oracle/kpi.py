#!/usr/bin/env python3
"""Values for the statistics of src/kpi, computed by numpy, scipy and statsmodels.

The series are synthetic: drawn from a generator with a fixed seed and measured nowhere.

Run it where the three packages are, in a virtual environment outside of the project:

    python3 -m venv VENV && VENV/bin/pip install numpy scipy statsmodels
    VENV/bin/python tests/oracle/kpi.py tests/oracle/kpi.json

The file says with which versions it was made; `tests/it/kpi_oracle.rs` compares to 1e-9 of each value.
"""
import json
import sys
import warnings

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.tsa.holtwinters import Holt

warnings.simplefilter("ignore")
draw = np.random.default_rng(20261127)


def plain(value):
    """Numbers and lists that JSON knows."""
    if isinstance(value, dict):
        return {name: plain(it) for name, it in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(it) for it in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    return value if isinstance(value, str) or value is None else float(value)


def values(n, low=1.0, high=80.0, digits=1):
    return np.round(draw.uniform(low, high, n), digits)


def spread():
    """Mean, sample deviation, quantiles of type 7, z-scores."""
    for n in (2, 3, 10, 57):
        x = values(n)
        p = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0]
        yield {
            "values": x,
            "mean": np.mean(x),
            "deviation": np.std(x, ddof=1),
            "p": p,
            "quantiles": np.quantile(x, p, method="linear"),
            "z": stats.zscore(x, ddof=1),
        }


def ranks():
    """Standard competition ranks, with ties."""
    for n in (1, 5, 30):
        x = values(n, 1, 9, 0)
        yield {"values": x, "lowest": stats.rankdata(x, "min"), "highest": stats.rankdata(-x, "min")}


def changes():
    """Absolute, relative and compound yearly change."""
    for _ in range(8):
        x0, x1, years = *values(2), int(draw.integers(1, 15))
        yield {
            "from": x0,
            "to": x1,
            "years": years,
            "change": x1 - x0,
            "percentChange": (x1 - x0) / x0 * 100,
            "yearlyGrowth": 100 * np.expm1(np.log(x1 / x0) / years),
        }


def weighted():
    for n in (2, 9, 40):
        x, w = values(n), values(n, 1000, 5_000_000, 0)
        yield {"values": x, "weights": w, "mean": np.average(x, weights=w)}


def slopes():
    """Theil-Sen with the interval of Sen; ties of values, and years that are missing."""
    for n, digits, gaps in ((5, 1, False), (6, 0, False), (12, 1, True), (17, 1, False), (30, 0, True)):
        years = np.arange(2000, 2000 + n + (3 if gaps else 0))
        years = np.sort(draw.choice(years, n, replace=False)).astype(float)
        x = np.round(10 + 0.4 * (years - 2000) + draw.normal(0, 1.5, n), digits)
        slope, intercept, low, high = stats.theilslopes(x, years, alpha=0.95)
        yield {"years": years, "values": x, "slope": slope, "intercept": intercept, "low": low, "high": high}


def holt():
    """Damped Holt smoothing with given settings, and the settings of least squared error on the grid."""
    for n in (6, 10, 20):
        x = np.round(20 + np.cumsum(draw.normal(0.4, 1.0, n)), 1)
        model = lambda: Holt(x[1:], damped_trend=True, initialization_method="known", initial_level=x[0], initial_trend=x[1] - x[0])
        fits = []
        for alpha, beta, phi in ((0.3, 0.2, 0.9), (0.8, 0.1, 0.98), (0.5, 0.5, 0.8)):
            fit = model().fit(smoothing_level=alpha, smoothing_trend=beta, damping_trend=phi, optimized=False)
            fits.append({"alpha": alpha, "beta": beta, "phi": phi, "squares": fit.sse, "forecast": fit.forecast(12), "variance": variances(alpha, beta, phi, 12)})
        best = None
        for a in range(1, 20):
            for b in range(1, 20):
                for p in range(10):
                    sse = error(x, a / 20, b / 20, 0.8 + 0.02 * p)
                    if best is None or sse < best[0]:
                        best = (sse, a / 20, b / 20, 0.8 + 0.02 * p)
        fit = model().fit(smoothing_level=best[1], smoothing_trend=best[2], damping_trend=best[3], optimized=False)
        yield {"values": x, "fits": fits, "best": {"alpha": best[1], "beta": best[2], "phi": best[3], "squares": fit.sse, "forecast": fit.forecast(12)}}


def error(x, alpha, beta, phi):
    """The component form of the same smoothing, apart from the one in Rust."""
    level, trend, sse = x[0], x[1] - x[0], 0.0
    for value in x[1:]:
        before = level + phi * trend
        sse += (value - before) ** 2
        level_now = alpha * value + (1 - alpha) * before
        trend = beta * (level_now - level) + (1 - beta) * phi * trend
        level = level_now
    return sse


def variances(alpha, beta_star, phi, steps):
    """The closed form of class 1, ETS(A,Ad,N): Hyndman, Koehler, Ord, Snyder 2008, table 6.2."""
    beta = alpha * beta_star
    return [
        1
        + alpha**2 * (h - 1)
        + beta * phi * h / (1 - phi) ** 2 * (2 * alpha * (1 - phi) + beta * phi)
        - beta * phi * (1 - phi**h) / ((1 - phi) ** 2 * (1 - phi**2)) * (2 * alpha * (1 - phi**2) + beta * phi * (1 + 2 * phi - phi**h))
        for h in range(1, steps + 1)
    ]


def convergence():
    """Sigma and unconditional beta convergence by ordinary least squares."""
    for n, years in ((4, 5), (12, 10), (60, 17)):
        first = values(n, 5, 90)
        last = np.round(first * np.exp(years * (0.05 - 0.01 * np.log(first) + draw.normal(0, 0.004, n))), 2)
        growth = np.log(last / first) / years
        fit = sm.OLS(growth, sm.add_constant(np.log(first))).fit()
        beta = fit.params[1]
        speed = -np.log1p(beta * years) / years
        yield {
            "first": first, "last": last, "years": years,
            "sigma": [np.std(first, ddof=1) / np.mean(first), np.std(last, ddof=1) / np.mean(last)],
            "intercept": fit.params[0], "beta": beta, "standardError": fit.bse[1], "rSquared": fit.rsquared,
            "speed": speed, "halfLife": np.log(2) / speed if speed > 0 else None,
        }


def composite():
    """Scaled indicators, weighted means of both kinds, and ranks under other weights."""
    for n, k in ((3, 2), (12, 4)):
        x, w, raises = values(n * k).reshape(n, k), np.round(draw.uniform(0.5, 3, k), 2), draw.random(k) < 0.6
        y = np.where(raises, x, -x)
        share = (y - y.min(0)) / (y.max(0) - y.min(0))
        z = stats.zscore(y, ddof=1)
        schemes = [w]
        for at in range(k):
            for factor in (0.5, 1.5):
                schemes.append(np.where(np.arange(k) == at, w * factor, w))
        schemes.append(np.ones(k))
        out = {"values": x, "weights": w, "raises": raises}
        for name, scaled, mean in (
            ("arithmetic", 100 * share, lambda s, v: np.average(s, axis=1, weights=v)),
            ("geometric", 1 + 99 * share, lambda s, v: np.exp(np.average(np.log(s), axis=1, weights=v))),
            ("z", z, lambda s, v: np.average(s, axis=1, weights=v)),
        ):
            ranks = np.array([stats.rankdata(-np.round(mean(scaled, v), 9), "min") for v in schemes])
            out[name] = {"score": mean(scaled, w), "rank": ranks[0], "best": ranks.min(0), "worst": ranks.max(0)}
        yield out


made = {
    "made_by": f"tests/oracle/kpi.py: numpy {np.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}",
    "data": "synthetic: drawn with a fixed seed, measured nowhere",
    **{it.__name__: plain(list(it())) for it in (spread, ranks, changes, weighted, slopes, holt, convergence, composite)},
}
with open(sys.argv[1], "w") as out:
    json.dump(made, out, indent=1)
    out.write("\n")
