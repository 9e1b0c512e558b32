"""A submission's outputs as the grader keeps them: checked field by field, pictures encoded anew."""

from __future__ import annotations

import base64
import binascii
import io
import struct
import unicodedata
from typing import Any

from PIL import Image

from autograder.ground.untrusted import ANSI

MAX_PIXELS = 4_000_000
PNG_START = b"\x89PNG\r\n\x1a\n"


def outputs(found: Any, room: int) -> list[dict[str, Any]]:
    """nbformat outputs built from what the confined process sent; what has another form is left out."""
    kept: list[dict[str, Any]] = []
    for item in found if isinstance(found, list) else []:
        clean = _output(item) if isinstance(item, dict) else None
        room -= _size(clean)
        if room < 0:
            break
        kept += [clean] if clean else []
    return kept


def _output(item: dict[str, Any]) -> dict[str, Any] | None:
    kind = item.get("output_type")
    if kind == "stream" and item.get("name") in ("stdout", "stderr"):
        return {"output_type": "stream", "name": item["name"], "text": printable(item.get("text"))}
    if kind == "error" and isinstance(item.get("traceback"), list):
        lines = [printable(line) for line in item["traceback"]]
        return {
            "output_type": kind,
            "ename": printable(item.get("ename")),
            "evalue": printable(item.get("evalue")),
            "traceback": lines,
        }
    if kind in ("display_data", "execute_result") and isinstance(item.get("data"), dict):
        data = {"text/plain": printable(item["data"].get("text/plain"))}
        if picture := _picture(item["data"].get("image/png")):
            data["image/png"] = picture
        clean: dict[str, Any] = {"output_type": kind, "data": data, "metadata": {}}
        return clean | {"execution_count": None} if kind == "execute_result" else clean
    return None


def printable(text: Any) -> str:
    """Text without control characters, visible (terminals) or not (direction of writing); no text is empty text."""
    if not isinstance(text, str):
        return ""
    return "".join(c for c in ANSI.sub("", text) if c in "\n\t\r" or not unicodedata.category(c).startswith("C"))


def _picture(text: Any) -> str | None:
    if not isinstance(text, str):
        return None
    try:
        png = reencode_png(base64.b64decode(text))
    except (binascii.Error, ValueError):
        return None
    return base64.b64encode(png).decode("ascii") if png else None


def reencode_png(data: bytes) -> bytes | None:
    """The same picture as a PNG of our making, without metadata; None if it is no PNG or has over four million pixels."""
    if not data.startswith(PNG_START) or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])  # before Pillow, which only warns of a bomb
    if width * height > MAX_PIXELS:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            pixels = picture.convert("RGBA" if picture.mode in ("RGBA", "LA", "P", "PA") else "RGB")
    except (OSError, ValueError, SyntaxError, EOFError):
        return None
    out = io.BytesIO()
    Image.frombytes(pixels.mode, pixels.size, pixels.tobytes()).save(out, "PNG")
    return out.getvalue()


def _size(clean: dict[str, Any] | None) -> int:
    if clean is None:
        return 0
    texts = [
        clean.get("text", ""),
        clean.get("evalue", ""),
        *clean.get("traceback", []),
        *clean.get("data", {}).values(),
    ]
    return sum(map(len, texts))
