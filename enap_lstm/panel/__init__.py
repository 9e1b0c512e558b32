"""What a check shows: `Panel`, what it is made of, and `show`. A leaf: it knows Portuguese, but no exercise."""

from enap_lstm.panel.display import show
from enap_lstm.panel.panel import Panel
from enap_lstm.panel.parts import Mark, Output, Part, Source, State, Table
from enap_lstm.panel.summary import Standing, Summary

__all__ = ["Mark", "Output", "Panel", "Part", "Source", "Standing", "State", "Summary", "Table", "show"]
