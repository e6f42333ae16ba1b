// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Draws every figure with data-map: areas of events and places with their uncertainty, signs of
// who is said to hold what, and a slider of time. All it shows comes from this machine.

import "maplibre-gl/dist/maplibre-gl.css";
import { Map as Chart, NavigationControl, Popup, setWorkerUrl } from "maplibre-gl";
import type { ExpressionSpecification, FilterSpecification, GeoJSONSource, MapGeoJSONFeature, MapMouseEvent, StyleSpecification } from "maplibre-gl";
import type { Feature, FeatureCollection } from "geojson";
import { Base } from "./base";
import { disc, dots, hatch } from "./signs";
import { colour, palette, sides, states } from "./palette";

type Box = [west: number, south: number, east: number, north: number];

/** What the desk sends: features, all they cover, the part of it to look at first, the bounds of the slider. */
interface Shown extends Omit<FeatureCollection, "bbox"> { bbox?: Box; focus?: Box; times?: [number, number] }
interface City { name: string; at: [number, number]; size: number; kind: string }

const empty: { type: "FeatureCollection"; features: Feature[] } = { type: "FeatureCollection", features: [] };

const fonts = "system-ui, Noto Sans, Noto Sans Arabic, Arial, sans-serif";

const stateColour = (): ExpressionSpecification =>
  ["match", ["get", "state"], ...states.flatMap((s) => [s, palette(s)]), palette("PLACE")] as unknown as ExpressionSpecification;

const part = (p: string): ExpressionSpecification => ["==", ["get", "part"], p];

function style(): StyleSpecification {
  const of = stateColour();
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: empty, tolerance: 0.2 },
      shown: { type: "geojson", data: empty, tolerance: 0.1 },
      cities: { type: "geojson", data: empty },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("--sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--land") } },
      { id: "border", type: "line", source: "land", paint: { "line-color": colour("--border"), "line-width": 0.8 } },
      { id: "outer", type: "fill", source: "shown", filter: ["all", part("outer"), ["!=", ["get", "wide"], true]], paint: { "fill-color": of, "fill-opacity": 0.05 } },
      { id: "core", type: "fill", source: "shown", filter: ["all", part("core"), ["!=", ["get", "hedged"], true]], paint: { "fill-color": of, "fill-opacity": 0.26 } },
      { id: "core-hedged", type: "fill", source: "shown", filter: ["all", part("core"), ["==", ["get", "hedged"], true]], paint: { "fill-pattern": ["concat", "hatch-", ["get", "state"]], "fill-opacity": 0.55 } },
      { id: "core-line", type: "line", source: "shown", filter: part("core"), paint: { "line-color": of, "line-width": 1.1 } },
      { id: "outer-line", type: "line", source: "shown", filter: part("outer"), paint: { "line-color": of, "line-width": 1.1, "line-opacity": 0.75, "line-dasharray": [3, 2] } },
      { id: "city-dot", type: "circle", source: "cities", filter: ["!=", ["get", "kind"], "country"], paint: { "circle-radius": 2, "circle-color": colour("--sheet"), "circle-stroke-color": colour("--soft"), "circle-stroke-width": 1 } },
      { id: "point", type: "circle", source: "shown", filter: part("point"), paint: { "circle-radius": 5, "circle-color": of, "circle-stroke-color": colour("--sheet"), "circle-stroke-width": 1.5 } },
      { id: "disc", type: "symbol", source: "shown", filter: part("disc"), layout: { "icon-image": ["get", "disc"], "icon-allow-overlap": true, "icon-ignore-placement": true, "icon-size": 0.5 } },
      {
        id: "country-name", type: "symbol", source: "cities", filter: ["==", ["get", "kind"], "country"], maxzoom: 6.5,
        layout: { "text-field": ["get", "name"], "text-font": [fonts], "text-size": 12, "text-letter-spacing": 0.04, "text-padding": 8, "symbol-sort-key": ["-", 0, ["get", "size"]] },
        paint: { "text-color": colour("--soft"), "text-halo-color": colour("--land"), "text-halo-width": 1.6 },
      },
      {
        id: "city-name", type: "symbol", source: "cities", filter: ["!=", ["get", "kind"], "country"],
        layout: {
          "text-field": ["get", "name"], "text-font": [fonts],
          "text-size": ["interpolate", ["linear"], ["get", "size"], 5_000, 10.5, 200_000, 12, 2_000_000, 14],
          "text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 0.75, "text-padding": 4,
          "symbol-sort-key": ["-", 0, ["get", "size"]],
        },
        paint: { "text-color": colour("--ink"), "text-halo-color": colour("--land"), "text-halo-width": 1.6 },
      },
    ],
  };
}

const clickable = ["disc", "point", "core", "core-hedged", "outer"];

/** One map with its data, its slider and its popup. */
class View {
  private readonly chart: Chart;
  private readonly base: Base;
  private readonly slider: HTMLElement | null;
  private shown: Shown = empty;
  private box = "";
  private readonly nothing: HTMLElement;

  constructor(private readonly figure: HTMLElement) {
    const canvas = figure.querySelector<HTMLElement>(".canvas")!;
    canvas.replaceChildren();
    this.slider = figure.querySelector<HTMLElement>(".slider");
    this.nothing = document.createElement("p");
    this.nothing.className = "nothing";
    this.nothing.textContent = figure.dataset.wordNone ?? "";
    this.nothing.hidden = true;
    this.base = new Base(figure.dataset.far ?? "", figure.dataset.base ?? "");
    this.chart = new Chart({
      container: canvas, style: style(), attributionControl: false, center: [25, 25], zoom: 1, maxZoom: 13, dragRotate: false,
      pitchWithRotate: false, touchPitch: false, fadeDuration: 0, cooperativeGestures: false, scrollZoom: "tall" in figure.dataset,
      locale: { "NavigationControl.ZoomIn": figure.dataset.wordZoomin ?? "", "NavigationControl.ZoomOut": figure.dataset.wordZoomout ?? "", "Map.Title": canvas.getAttribute("aria-label") ?? "", "Popup.Close": figure.dataset.wordClose ?? "" },
      canvasContextAttributes: { preserveDrawingBuffer: false },
    });
    canvas.append(this.nothing);
    Object.assign(figure, { chart: this.chart });
    this.chart.touchZoomRotate.disableRotation();
    this.chart.addControl(new NavigationControl({ showCompass: false }), document.dir === "rtl" ? "top-left" : "top-right");
    this.chart.setMissingStyleImageResolver((id) => this.sign(id));
    this.chart.on("load", () => void this.load(true));
    this.chart.on("moveend", () => void this.around());
    this.chart.on("click", (e) => this.tell(e));
    this.chart.on("idle", () => { if (figure.dataset.loaded) figure.dataset.ready = "yes"; });
    for (const l of clickable) {
      this.chart.on("mouseenter", l, () => (this.chart.getCanvas().style.cursor = "pointer"));
      this.chart.on("mouseleave", l, () => (this.chart.getCanvas().style.cursor = ""));
    }
    this.slide();
    document.addEventListener("desk:changed", () => void this.load(false));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.chart.setStyle(style());
      this.chart.once("idle", () => this.paint());
    });
  }

  private source(name: string): GeoJSONSource | undefined { return this.chart.getSource<GeoJSONSource>(name); }

  private async load(fit: boolean): Promise<void> {
    const answer = await fetch(this.figure.dataset.map ?? "");
    if (!answer.ok) return;
    this.shown = (await answer.json()) as Shown;
    this.figure.dataset.features = String(this.shown.features.length);
    if (this.slider) this.slider.hidden = !this.shown.times;
    this.nothing.hidden = this.shown.features.length > 0;
    const b = this.shown.focus ?? this.shown.bbox;
    if (fit && b) this.chart.fitBounds([[b[0], b[1]], [b[2], b[3]]], { padding: 28, maxZoom: 9.5, animate: false });
    this.paint();
    await this.around();
    this.figure.dataset.loaded = "yes";
    this.chart.triggerRepaint();
  }

  private paint(): void {
    this.source("shown")?.setData(this.shown);
    this.source("land")?.setData(this.base.now());
  }

  /** Brings the land and the names of the part of the world that is in view. */
  private async around(): Promise<void> {
    const b = this.chart.getBounds();
    const edges: [number, number, number, number] = [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()];
    const land = await this.base.around(edges, this.chart.getZoom());
    if (land) this.source("land")?.setData(land);
    const box = edges.map((x) => Math.max(-360, Math.min(360, x)).toFixed(2)).join(",");
    if (box === this.box || !this.figure.dataset.cities) return;
    this.box = box;
    const answer = await fetch(`${this.figure.dataset.cities}?box=${box}`);
    if (!answer.ok) return;
    const cities = (await answer.json()) as City[];
    this.source("cities")?.setData({ type: "FeatureCollection", features: cities.map((c): Feature => ({ type: "Feature", geometry: { type: "Point", coordinates: c.at }, properties: { name: c.name, size: c.size, kind: c.kind } })) });
  }

  /** Draws a sign when the map first asks for it. */
  private sign(id: string): void {
    if (this.chart.hasImage(id)) return;
    if (id.startsWith("hatch-")) this.chart.addImage(id, hatch(palette(id.slice(6))), { pixelRatio: 2 });
    else if (id.includes(":")) this.chart.addImage(id, disc(id, sides), { pixelRatio: 1 });
    else this.chart.addImage(id, dots());
  }

  private slide(): void {
    const range = this.slider?.querySelector<HTMLInputElement>("input");
    const out = this.slider?.querySelector<HTMLOutputElement>("output");
    if (!range || !out) return;
    const words = new Intl.DateTimeFormat(document.documentElement.lang === "ar" ? "ar-SY-u-nu-latn" : document.documentElement.lang, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: document.body.dataset.zone });
    const show = (at: number | null): void => {
      const when: FilterSpecification[] = at === null ? [] : [["<=", ["get", "from"], at], [">", ["get", "until"], at]];
      const text = at === null ? this.figure.dataset.wordAll ?? "" : words.format(new Date(at * 1000));
      out.value = text;
      range.setAttribute("aria-valuetext", text);
      for (const [id, own] of this.filters()) this.chart.setFilter(id, (when.length ? ["all", own, ...when] : own) as FilterSpecification);
    };
    range.addEventListener("input", () => {
      const t = this.shown.times;
      if (t) show(Math.round(t[0] + ((t[1] - t[0]) * Number(range.value)) / 1000));
    });
    this.slider?.querySelector("[data-all]")?.addEventListener("click", () => { range.value = range.max; show(null); });
    this.chart.on("load", () => show(null));
  }

  private own: Map<string, FilterSpecification> | null = null;

  private filters(): Map<string, FilterSpecification> {
    this.own ??= new Map(style().layers.flatMap((l) => ("filter" in l && l.filter ? [[l.id, l.filter] as const] : [])));
    return this.own;
  }

  /** Says in words what lies under the pointer. */
  private tell(e: MapMouseEvent): void {
    const found = this.chart.queryRenderedFeatures([[e.point.x - 3, e.point.y - 3], [e.point.x + 3, e.point.y + 3]], { layers: clickable });
    const list = document.createElement("ul");
    const seen = new Set<string>();
    for (const f of found) {
      const key = `${f.properties.title}|${f.properties.note ?? ""}`;
      if (seen.has(key) || seen.size >= 8) continue;
      seen.add(key);
      list.append(this.line(f));
    }
    if (seen.size) new Popup({ maxWidth: "18rem", focusAfterOpen: true }).setLngLat(e.lngLat).setDOMContent(list).addTo(this.chart);
  }

  private line(f: MapGeoJSONFeature): HTMLElement {
    const item = document.createElement("li");
    const link = document.createElement(f.properties.link ? "a" : "span");
    if (link instanceof HTMLAnchorElement) link.href = String(f.properties.link);
    link.textContent = String(f.properties.title);
    item.append(link);
    const words = [f.properties.note, f.properties.hedged ? this.figure.dataset.wordHedged : ""].filter(Boolean).join(" · ");
    if (words) {
      const note = document.createElement("span");
      note.className = "meta";
      note.textContent = words;
      item.append(note);
    }
    return item;
  }
}

function start(): void {
  const figures = document.querySelectorAll<HTMLElement>("[data-map]");
  for (const figure of figures) {
    setWorkerUrl(new URL(figure.dataset.worker ?? "", location.href).href);
    try {
      new View(figure);
    } catch {
      const note = document.createElement("p");
      note.className = "note";
      note.textContent = figure.dataset.wordBroken ?? "";
      figure.querySelector(".canvas")?.replaceChildren(note);
      figure.dataset.ready = "broken";
    }
  }
}

start();
