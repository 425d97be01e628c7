"""The planning engine: which homes are visited by whom, when and in which order.

Pure: it knows no database, no request and no clock. Everything comes in as an argument and goes out as a plan.
Times are seconds since midnight of the half-day's date, travel is seconds, weights are points.
"""
