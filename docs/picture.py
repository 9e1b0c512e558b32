"""Draw docs/architecture.svg from the imports: the rooms, and who imports whom. `make docs-picture` runs this.

The drawing is graphviz's; what it was made from is kept in docs/architecture.dot, which a test holds against the code.
"""

import subprocess
from pathlib import Path

import grimp

HERE = Path(__file__).parent
FACES = {"autograder": "#E8F0F8", "enap_lstm": "#F6EEE4"}


def room(module: str) -> str:
    """The room a module lies in: the package's entry of the second level."""
    return ".".join(module.split(".")[:2])


def drawing() -> str:
    """The picture as graphviz reads it: one box a room, one arrow for all imports between two rooms."""
    graph = grimp.build_graph(*FACES, cache_dir=None)
    modules = sorted(module for module in graph.modules if "." in module)
    arrows = {
        (room(module), room(other))
        for module in modules
        for other in graph.find_modules_directly_imported_by(module)
        if "." in other and room(module) != room(other)
    }
    lines = ["digraph rooms {", "  rankdir=TB; nodesep=0.25; ranksep=0.55;"]
    lines += ['  node [shape=box, style="rounded,filled", fontname="DejaVu Sans", fontsize=11, color="#595959"];']
    lines += ['  edge [color="#767676", arrowsize=0.6];']
    for package, face in FACES.items():
        lines += [
            f"  subgraph cluster_{package} {{",
            f'    label="{package}"; fontname="DejaVu Sans"; color="#767676";',
        ]
        for name in sorted({room(module) for module in modules if module.startswith(f"{package}.")}):
            label = (
                name.split(".")[1].replace("__main__", "__main__.py").replace("nbgrader_plugin", "nbgrader_plugin.py")
            )
            lines.append(f'    "{name}" [label="{label}", fillcolor="{face}"];')
        lines.append("  }")
    lines += [f'  "{a}" -> "{b}";' for a, b in sorted(arrows)]
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    dot = drawing()
    (HERE / "architecture.dot").write_text(dot, encoding="utf-8")
    svg = subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, encoding="utf-8", check=True).stdout
    (HERE / "architecture.svg").write_text(svg, encoding="utf-8")
