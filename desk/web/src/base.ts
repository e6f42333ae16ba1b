// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// The land under the map: countries of Natural Earth from this machine, coarse for the world and
// fine for the part that is looked at.

import { feature } from "topojson-client";
import type { Feature, FeatureCollection, Position } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";

type Edges = [west: number, south: number, east: number, north: number];
interface Country { land: Feature; edges: Edges }
type World = Topology<{ countries: GeometryCollection }>;

/** Below this zoom the coarse world is enough. */
const near = 3.5;

async function read(address: string): Promise<Country[]> {
  const answer = await fetch(address);
  if (!answer.ok) return [];
  const world = (await answer.json()) as World;
  return (feature(world, world.objects.countries) as FeatureCollection).features.map((land) => {
    unwrap(land);
    return { land, edges: edgesOf(land) };
  });
}

/** Lets rings that cross the date line run on beyond 180 degrees; the file has them jump to the other side. */
function unwrap(f: Feature): void {
  const g = f.geometry;
  const polygons = g.type === "Polygon" ? [g.coordinates] : g.type === "MultiPolygon" ? g.coordinates : [];
  for (const ring of polygons.flat()) straighten(ring);
}

function straighten(ring: Position[]): void {
  let turn = 0;
  let before = ring[0]?.[0] ?? 0;
  for (const p of ring) {
    const lon = p[0] ?? 0;
    if (lon - before > 180) turn -= 360;
    else if (before - lon > 180) turn += 360;
    before = lon;
    p[0] = lon + turn;
  }
  // A ring that does not come back goes round the pole.
  if (turn) ring.push([ring.at(-1)?.[0] ?? 0, -90], [ring[0]?.[0] ?? 0, -90], [...(ring[0] ?? [])]);
}

function edgesOf(f: Feature): Edges {
  const e: Edges = [180, 90, -180, -90];
  const visit = (x: unknown): void => {
    if (Array.isArray(x) && typeof x[0] === "number") {
      const [lon = 0, lat = 0] = x as Position;
      e[0] = Math.min(e[0], lon);
      e[1] = Math.min(e[1], lat);
      e[2] = Math.max(e[2], lon);
      e[3] = Math.max(e[3], lat);
    } else if (Array.isArray(x)) x.forEach(visit);
  };
  if ("coordinates" in f.geometry) visit(f.geometry.coordinates);
  return e;
}

const meets = (a: Edges, b: Edges): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
const within = (a: Edges, b: Edges): boolean => b[0] <= a[0] && b[1] <= a[1] && a[2] <= b[2] && a[3] <= b[3];

/** The land, as fine as the view needs. */
export class Base {
  private coarse: Promise<Country[]> | undefined;
  private fine: Promise<Country[]> | undefined;
  private drawn: FeatureCollection = { type: "FeatureCollection", features: [] };
  private level = "";
  private reach: Edges = [0, 0, 0, 0];

  constructor(private readonly far: string, private readonly close: string) {}

  /** What was drawn last. */
  now(): FeatureCollection { return this.drawn; }

  /** The land for a view; nothing where what is drawn is good enough. */
  async around(view: Edges, zoom: number): Promise<FeatureCollection | undefined> {
    const level = zoom < near ? "far" : "close";
    if (level === this.level && (level === "far" || within(view, this.reach))) return undefined;
    const list = level === "far" ? await (this.coarse ??= read(this.far)) : await (this.fine ??= read(this.close));
    this.level = level;
    const [w, h] = [view[2] - view[0], view[3] - view[1]];
    this.reach = [view[0] - w, view[1] - h, view[2] + w, view[3] + h];
    this.drawn = { type: "FeatureCollection", features: list.filter((c) => level === "far" || meets(c.edges, this.reach)).map((c) => c.land) };
    return this.drawn;
  }
}
