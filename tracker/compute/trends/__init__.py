"""Tests for a trend in monthly series, a province at once: arrays of (sites, months) in, (sites,) out."""

from tracker.compute.trends.autoregression import Autoregression
from tracker.compute.trends.kendall import SeasonalKendall, SeasonalSlope, seasonal_kendall
from tracker.compute.trends.lines import REASONS
from tracker.compute.trends.robust import RobustTrend, robust_trend
from tracker.compute.trends.verdicts import (
    VERDICT_TEST,
    VERDICTS,
    Trend,
    deciding_record,
    trend_record,
    trends_of,
)

__all__ = [
    "REASONS",
    "VERDICTS",
    "VERDICT_TEST",
    "Autoregression",
    "RobustTrend",
    "SeasonalKendall",
    "SeasonalSlope",
    "Trend",
    "deciding_record",
    "robust_trend",
    "seasonal_kendall",
    "trend_record",
    "trends_of",
]
