"""The layout for 400 px: the wide one turned by 90°, so that time runs up and the word stays at the bottom."""

from enap_lstm.figures.cell_map.layout import Layout, Wire

NARROW = Layout(
    size=(400, 868),
    type=(12, 9.5, 9),
    short=True,
    margin=14,
    legend=(14, 80),
    ground=(10, 172, 380, 444),
    belt=((48, 668), (48, 160)),
    gate=(140, 72),
    gates={"f": (286, 564), "i": (286, 472), "g": (286, 372), "o": (286, 240)},
    nodes=(("c", "⊙", (48, 564)), ("c", "+", (48, 422)), ("c", "⊙", (140, 422)), ("h", "⊙", (140, 240))),
    tanh=((101, 306), (52, 28)),
    wires=(
        Wire("f", ((216, 564), (68, 564)), "f", (146, 546)),
        Wire("i", ((216, 472), (140, 472), (140, 441)), "i", (184, 454)),
        Wire("g", ((216, 372), (140, 372), (140, 403)), "g", (184, 354)),
        Wire("o", ((216, 240), (159, 240)), "o", (190, 222)),
        Wire("c", ((121, 422), (67, 422)), "ig", (94, 422)),
        Wire("h", ((57, 306), (75, 306))),
        Wire("h", ((127, 306), (140, 306), (140, 259)), "tanh", (154, 304), "left"),
        Wire("h", ((140, 221), (140, 160))),
        Wire("input", ((196, 650), (376, 650))),
        *(Wire("input", ((378, y), (359, y))) for y in (372, 472, 564)),
    ),
    numbers=(
        ("c_prev", (72, 656), "left"),
        ("fc", (72, 514), "left"),
        ("c", (48, 108), "center"),
        ("h", (140, 108), "center"),
    ),
    names=(("c", (48, 127), "center"), ("h", (140, 127), "center")),
    h_prev=((366, 631), None, "right"),
    lane=((378, 692), (378, 240), (359, 240)),
    x=((366, 676), "right"),
    words=(40, 116, 192, 268, 344),
    word=722,
    bars=(788, 832, 52),
    axis=None,
    tags={"c": (48, 362), "h": (140, 190)},
)
