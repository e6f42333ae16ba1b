// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// What a page can do beyond reading: claims and their words light each other up, keys move
// between items, and changes arrive while the page is open. Every page works without it.

/** The words of a claim, in reading order. */
function wordsOf(id: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-claims]")].filter((e) => (e.dataset.claims ?? "").split(" ").includes(id));
}

function light(id: string | null, name: string): void {
  for (const e of document.querySelectorAll(`.${name}`)) e.classList.remove(name);
  if (id) for (const e of wordsOf(id)) e.classList.add(name);
}

/** Marks a claim and its words as the ones that are read now, and brings both into view. */
function choose(id: string, scrollTo: "words" | "claim" | "both"): void {
  const claim = document.getElementById(id);
  if (!claim?.matches(".claim")) return;
  for (const e of document.querySelectorAll(".claim.on")) e.classList.remove("on");
  claim.classList.add("on");
  light(id, "lit-on");
  const words = document.getElementById(`w-${id}`) ?? wordsOf(id)[0];
  if (scrollTo !== "words") claim.scrollIntoView({ block: "nearest" });
  if (scrollTo !== "claim") words?.scrollIntoView({ block: "center" });
}

function reader(): void {
  if (!document.querySelector(".reader")) return;
  const fromHash = (): void => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id.startsWith("w-")) choose(id.slice(2), "words");
    else if (id) choose(id, "both");
  };
  addEventListener("hashchange", fromHash);
  fromHash();
  for (const claim of document.querySelectorAll<HTMLElement>("[data-claim]")) {
    const id = claim.dataset.claim ?? "";
    claim.addEventListener("pointerenter", () => light(id, "lit"));
    claim.addEventListener("pointerleave", () => light(null, "lit"));
    claim.addEventListener("focusin", () => light(id, "lit"));
    claim.addEventListener("click", (e) => {
      if ((e.target as Element).closest("a, summary, button") || getSelection()?.toString()) return;
      history.replaceState(null, "", `#w-${id}`);
      choose(id, "words");
    });
  }
  for (const words of document.querySelectorAll<HTMLElement>("[data-claims]")) {
    words.addEventListener("click", () => {
      if (getSelection()?.toString()) return;
      // The innermost claim is the one that covers the fewest words.
      const ids = (words.dataset.claims ?? "").split(" ");
      const length = (id: string): number => wordsOf(id).reduce((n, e) => n + (e.textContent?.length ?? 0), 0);
      const id = ids.sort((a, b) => length(a) - length(b))[0];
      if (!id) return;
      history.replaceState(null, "", `#${id}`);
      choose(id, "claim");
    });
  }
}

/** j and k move between items, Enter opens one, / goes to the search field. */
function keys(): void {
  let at = -1;
  addEventListener("keydown", (e) => {
    const target = e.target as HTMLElement;
    if (e.ctrlKey || e.metaKey || e.altKey || target.closest("input, textarea, select, .canvas")) return;
    const items = [...document.querySelectorAll<HTMLElement>("[data-item]")];
    if (e.key === "j" || e.key === "k") {
      at = Math.max(0, Math.min(items.length - 1, at + (e.key === "j" ? 1 : -1)));
      for (const i of items) i.classList.remove("here");
      const item = items[at];
      if (!item) return;
      item.classList.add("here");
      item.querySelector<HTMLElement>("[data-open], a")?.focus({ preventScroll: true });
      item.scrollIntoView({ block: "nearest" });
      if (item.dataset.claim) choose(item.dataset.claim, "words");
    } else if (e.key === "/") {
      const field = document.querySelector<HTMLInputElement>("[data-find]");
      if (!field) return;
      e.preventDefault();
      field.focus();
      field.select();
    }
  });
}

/** Fetches the page again and puts the parts that may have changed into place. */
async function refresh(): Promise<void> {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const old of document.querySelectorAll<HTMLElement>("[data-swap]")) {
    const now = fresh.querySelector(`[data-swap="${old.dataset.swap}"]`);
    if (now && now.innerHTML !== old.innerHTML && !old.contains(document.activeElement)) old.replaceWith(document.importNode(now, true));
  }
  document.dispatchEvent(new Event("desk:changed"));
}

interface Change { kind: string; id: string; text: string }

function live(): void {
  const source = document.body.dataset.liveSource;
  const state = document.querySelector<HTMLElement>("[data-live-state]");
  const news = document.querySelector<HTMLElement>("[data-news]");
  if (!source) return;
  const stream = new EventSource(source);
  stream.onopen = () => state && (state.hidden = false);
  stream.onerror = () => state && (state.hidden = true);
  let soon = 0;
  let away = 0;
  stream.addEventListener("change", (e) => {
    const change = JSON.parse((e as MessageEvent<string>).data) as Change;
    const words = document.body.getAttribute(`data-news-${change.kind}`) ?? "";
    if (news && words) {
      const link = document.createElement("a");
      link.href = change.kind === "feed" ? "/feeds" : `/dispatches/${encodeURIComponent(change.id)}`;
      link.textContent = change.text || change.id;
      link.dir = "auto";
      news.replaceChildren(`${words} `, link);
      news.hidden = false;
      clearTimeout(away);
      away = window.setTimeout(() => (news.hidden = true), 12_000);
    }
    clearTimeout(soon);
    soon = window.setTimeout(() => void refresh(), 400);
  });
  addEventListener("pagehide", () => stream.close());
}

document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
reader();
keys();
live();
