// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// The colours of the style sheet as the map needs them: resolved for the theme in force.

let probe: HTMLElement | undefined;

/** A colour of the style sheet by its custom property, as rgb(). */
export function colour(property: string): string {
  if (!probe) {
    probe = document.createElement("i");
    probe.className = "probe";
    document.body.append(probe);
  }
  probe.style.color = `var(${property})`;
  return getComputedStyle(probe).color;
}

const byState: Record<string, string> = {
  CORROBORATED: "--good", ACKNOWLEDGED: "--accent", ONE_SIDED: "--ochre", REPORTED: "--blue", CLAIMED: "--ochre",
  DISPUTED: "--bad", DENIED: "--plum", UNSOURCED: "--gray", WITHDRAWN: "--gray", PLACE: "--accent",
};

/** The states that have a colour of their own. */
export const states = Object.keys(byState);

/** The colour of a state. */
export const palette = (state: string): string => colour(byState[state] ?? "--accent");

/** The colour of a side. */
export const sides = (side: string): string => colour(`--sd-${side}`);
