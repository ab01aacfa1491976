"""Bede reads news pages and says who did what to whom, when, where and according to whom."""
