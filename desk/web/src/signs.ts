// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Signs that the map draws for itself: hatching for what is hedged, discs for who is said to hold a place.

function canvas(size: number): CanvasRenderingContext2D {
  const c = document.createElement("canvas");
  c.width = c.height = size;
  return c.getContext("2d")!;
}

/** Slanted stripes that repeat without a seam. */
export function hatch(colour: string): ImageData {
  const size = 16;
  const g = canvas(size);
  g.strokeStyle = colour;
  g.lineWidth = 3;
  for (const x of [-size, 0, size]) {
    g.beginPath();
    g.moveTo(x - 2, size + 2);
    g.lineTo(x + size + 2, -2);
    g.stroke();
  }
  return g.getImageData(0, 0, size, size);
}

/** A sign without meaning, for names that nobody knows. */
export function dots(): ImageData { return canvas(2).getImageData(0, 0, 2, 2); }

/**
 * A disc for a settlement. "state:G" is one claimed holder, "state:G|opposition:O" two that are claimed
 * at once; a trailing "!" fills the disc (accepted), "@" rings it with dashes (besieged).
 */
export function disc(sign: string, side: (name: string) => string): ImageData {
  const size = 56, middle = size / 2, radius = 20;
  const g = canvas(size);
  const parts = sign.replace(/[!@]/g, "").split("|").map((p) => p.split(":"));
  const solid = sign.includes("!");
  parts.forEach(([name], i) => {
    const from = (i * 2 * Math.PI) / parts.length + Math.PI / 2;
    g.beginPath();
    g.moveTo(middle, middle);
    g.arc(middle, middle, radius, from, from + (2 * Math.PI) / parts.length);
    g.closePath();
    g.fillStyle = side(name ?? "unknown");
    g.globalAlpha = solid ? 1 : 0.32;
    g.fill();
    g.globalAlpha = 1;
  });
  ring(g, middle, radius, side(parts[0]?.[0] ?? "unknown"), []);
  if (sign.includes("@")) ring(g, middle, radius + 5, side("opposition"), [6, 4]);
  letters(g, parts.map(([, letter]) => letter ?? "?"), middle, solid);
  return g.getImageData(0, 0, size, size);
}

function ring(g: CanvasRenderingContext2D, middle: number, radius: number, colour: string, dash: number[]): void {
  g.beginPath();
  g.setLineDash(dash);
  g.arc(middle, middle, radius, 0, 2 * Math.PI);
  g.lineWidth = 3;
  g.strokeStyle = colour;
  g.stroke();
  g.setLineDash([]);
}

function letters(g: CanvasRenderingContext2D, all: string[], middle: number, solid: boolean): void {
  g.font = `700 ${all.length > 1 ? 17 : 22}px system-ui, sans-serif`;
  g.textAlign = "center";
  g.textBaseline = "middle";
  g.lineWidth = 5;
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
  const white = solid !== dark;
  g.fillStyle = white ? "#fff" : "#101316";
  g.strokeStyle = white ? "rgb(0 0 0 / .35)" : "rgb(255 255 255 / .8)";
  const text = all.slice(0, 2).join(" ");
  g.strokeText(text, middle, middle + 1);
  g.fillText(text, middle, middle + 1);
}
