"""Drawings as SVG: written directly in milliseconds, for a page that redraws at every step.

``tile_map`` (the alliance by stance, core spending, fear or fiscal stress), ``network`` (who listens to
whom), ``text_by_round`` (the text with events, letters and silences) and ``bars`` (one ally's balance taken
apart). Each is a pure function of a transcript and its settled scenario and returns one ``<svg>`` element
that needs nothing else. Whatever the scenario says is escaped. Tiles, nodes and rows carry ``data-code`` or
``data-part`` for a page that listens to clicks; tiles and nodes can be reached by keyboard, and every mark
has a ``<title>``.
"""

from sim.story.drawn.alliance import tile_map as tile_map
from sim.story.drawn.balance import bars as bars
from sim.story.drawn.faces import MEASURES as MEASURES
from sim.story.drawn.network import network as network
from sim.story.drawn.rounds import text_by_round as text_by_round
