"""The colours of all pictures.

They follow Okabe and Ito's set, some of them darkened so that words in them can be read; the tests hold
them apart for every colour vision, and the three of the stances in grey print too.
"""

BLUE, VERMILLION, GREEN = "#0068A3", "#B34700", "#00523D"
INK, QUIET, FAINT, HAIR, SHADE, PAPER = "#1A1A1A", "#5C5C5C", "#9A9A9A", "#DDDDDD", "#F1F1F1", "#FFFFFF"
ACCEPTS, HESITATES, BREAKS = "#CBE6F7", "#E69F00", "#9C3300"
SCALE = (("#EDF5FA", INK), ("#C6DFEE", INK), ("#8FBEDB", INK), ("#2A739F", PAPER), ("#0A4568", PAPER))
"""Five steps from little to much: each a ground and the colour of words on it."""
