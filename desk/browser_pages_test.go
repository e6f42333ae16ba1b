// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build browser

package desk_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"recoupe"
	"recoupe/desk"
)

// page is the text to paste: the reference article where the material is at hand, else one of our own of that kind.
func page() string {
	if raw, err := os.ReadFile("../../shared/gold/seed/seed.txt"); err == nil {
		return string(raw)
	}
	return article
}

// inView reports whether an element lies in the window, as an expression.
func inView(selector string) string {
	return fmt.Sprintf(`(() => { const r = document.querySelector(%q).getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight && r.width > 0 })()`, selector)
}

// TestBrowserPaste hands in a page as an editor does, and goes from a claim to its words and back.
func TestBrowserPaste(t *testing.T) {
	b := browse(t, day(), 1280, 800)
	b.visit("/add")
	b.do(chromedp.SetValue(chromedp.CSS("textarea[name=text]"), page()), chromedp.SetValue(chromedp.CSS("input[name=publisher]"), "Gazette"),
		chromedp.SetValue(chromedp.CSS("input[name=date]"), "2024-12-04"))
	if _, err := chromedp.RunResponse(b.ctx, chromedp.Click(chromedp.CSS("form.sheet button.main"))); err != nil {
		t.Fatal(err)
	}
	b.await(`location.pathname.startsWith("/dispatches/") && document.querySelectorAll("[data-claim]").length > 0`)
	claims := ask[int](b, `document.querySelectorAll("[data-claim]").length`)
	if claims < 4 {
		t.Fatalf("%d claims", claims)
	}
	id := ask[string](b, `[...document.querySelectorAll("[data-claim]")].at(-1).dataset.claim`)
	b.do(chromedp.Click(chromedp.CSS("#" + id + " .words")))
	b.await(`document.querySelector("#` + id + `").classList.contains("on")`)
	b.await(inView("#w-" + id))
	lit := ask[string](b, `[...document.querySelectorAll(".lit-on")].map(e => e.textContent).join("").replace(/\s+/g, " ").trim()`)
	words := ask[string](b, `document.querySelector("#`+id+` .words q").textContent.replace(/\s+/g, " ").trim()`)
	if squeeze(lit) != squeeze(words) {
		t.Errorf("the claim %q lights the words %q", words, lit)
	}
	// And back: a click on the words of the first claim brings the claim.
	id = ask[string](b, `document.querySelector("[data-claim]").dataset.claim`)
	ask[bool](b, `(document.querySelector("#w-`+id+`").nextElementSibling.click(), true)`)
	b.await(`document.querySelector(".claim.on")?.dataset.claim === "` + id + `"`)
	b.await(inView("#" + id))
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// TestBrowserLink lands on a claim from elsewhere, as the events do.
func TestBrowserLink(t *testing.T) {
	b := browse(t, day(), 1280, 500)
	b.visit("/dispatches/demo-04#c4")
	b.await(`document.querySelector(".claim.on")?.id === "c4"`)
	b.await(inView("#c4"))
	b.await(inView("#w-c4"))
}

// TestBrowserRing wants the ring of a distance drawn round the town, and nothing in the town itself.
func TestBrowserRing(t *testing.T) {
	b := browse(t, day(), 1280, 900)
	b.visit("/try/where?in=fr&text=" + url.QueryEscape("Les rebelles ont été repoussés à environ 10 km de Hama."))
	b.await(drawn)
	at := func(lon, lat float64) string {
		return ask[string](b, fmt.Sprintf(`(() => { const m = document.querySelector("[data-map]").chart, p = m.project([%g, %g]);
			return m.queryRenderedFeatures(p, { layers: ["core", "outer"] }).map(f => f.layer.id).sort().join(" ") })()`, lon, lat))
	}
	const lon, lat = 36.7578, 35.1318 // Hama
	const kilometre = 1 / 111.2
	tests := []struct {
		name     string
		lon, lat float64
		want     string
	}{
		{"the middle", lon, lat, ""},
		{"10 km north", lon, lat + 10*kilometre, "core outer"},
		{"10 km south", lon, lat - 10*kilometre, "core outer"},
		{"10 km east", lon + 10*kilometre/0.818, lat, "core outer"},
		{"40 km north", lon, lat + 40*kilometre, ""},
	}
	for _, tt := range tests {
		if got := at(tt.lon, tt.lat); got != tt.want {
			t.Errorf("%s: drawn %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestBrowserPages opens every page wide and narrow, in each language, light and dark: nothing sticks out sideways,
// the direction and the ground are as asked for, text can be read against its ground (WCAG 2.2 AA).
func TestBrowserPages(t *testing.T) {
	w := day()
	b := browse(t, w, 1280, 800)
	for _, path := range pagesOf(w) {
		for _, look := range []look{{"fr", "light", "ltr"}, {"en", "dark", "ltr"}, {"ar", "dark", "rtl"}} {
			join := "?"
			if strings.Contains(path, "?") {
				join = "&"
			}
			b.do(chromedp.EmulateViewport(1280, 800))
			b.visit(path + join + "lang=" + look.lang + "&theme=" + look.theme)
			b.await(drawn)
			b.inspect(fmt.Sprintf("%s wide %s %s", path, look.lang, look.theme), look)
			b.do(chromedp.EmulateViewport(390, 844))
			b.inspect(fmt.Sprintf("%s narrow %s %s", path, look.lang, look.theme), look)
		}
	}
}

// look is how a reader wants the pages, and the direction that follows from it.
type look struct{ lang, theme, dir string }

// inspect looks at an open page.
func (b *tab) inspect(name string, want look) {
	b.t.Helper()
	if n := ask[int](b, overflow); n > 0 {
		b.t.Errorf("%s: %d pixels stick out: %s", name, n, ask[string](b, sticking))
	}
	if got := ask[string](b, `getComputedStyle(document.body).direction`); got != want.dir {
		b.t.Errorf("%s: direction %s, want %s", name, got, want.dir)
	}
	if dark := ask[bool](b, isDark); dark != (want.theme == "dark") {
		b.t.Errorf("%s: dark is %v", name, dark)
	}
	if faint := ask[string](b, contrast); faint != "" {
		b.t.Errorf("%s: too little contrast: %s", name, faint)
	}
	if nameless := ask[string](b, unlabelled); nameless != "" {
		b.t.Errorf("%s: without a name for a screen reader: %s", name, nameless)
	}
}

// isDark reports whether the page's ground is dark.
const isDark = `/^rgb\((\d{1,2}), /.test(getComputedStyle(document.documentElement).backgroundColor)`

// TestBrowserScheme follows the system where the reader chose no theme.
func TestBrowserScheme(t *testing.T) {
	b := browse(t, day(), 800, 600)
	for _, tt := range []struct {
		scheme string
		dark   bool
	}{{"dark", true}, {"light", false}} {
		b.scheme(tt.scheme)
		b.visit("/about")
		if dark := ask[bool](b, isDark); dark != tt.dark {
			t.Errorf("%s: dark is %v", tt.scheme, dark)
		}
	}
}

// TestBrowserLive adds a dispatch elsewhere and wants it on the open page.
func TestBrowserLive(t *testing.T) {
	w := day()
	b := browse(t, w, 1280, 800)
	b.visit("/dispatches")
	b.await(`!document.querySelector("[data-live-state]").hidden`)
	before := ask[int](b, `document.querySelectorAll("tbody tr").length`)
	if _, err := w.Add(context.Background(), desk.Submission{Raw: []byte(article), Name: "a.txt", Publisher: "Gazette", Published: time.Date(2024, 12, 6, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	b.await(fmt.Sprintf(`document.querySelectorAll("tbody tr").length === %d`, before+1))
	b.await(`!document.querySelector("[data-news]").hidden`)
}

// TestBrowserKeys moves by keyboard alone.
func TestBrowserKeys(t *testing.T) {
	b := browse(t, day(), 1280, 800)
	b.visit("/dispatches")
	b.do(chromedp.KeyEvent("\t"))
	if got := ask[string](b, `document.activeElement.className`); got != "skip" {
		t.Errorf("the first stop is %q, want the link past the frame", got)
	}
	b.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("j"))
	if got := ask[int](b, `[...document.querySelectorAll("[data-item]")].findIndex(e => e.classList.contains("here"))`); got != 1 {
		t.Errorf("after j j at item %d, want 1", got)
	}
	b.do(chromedp.KeyEvent("k"))
	want := ask[string](b, `document.querySelector("[data-item] [data-open]").pathname`)
	if _, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	if got := ask[string](b, `location.pathname`); got != want {
		t.Errorf("Enter leads to %s, want %s", got, want)
	}
	b.visit("/dispatches")
	b.do(chromedp.KeyEvent("/"))
	if got := ask[string](b, `document.activeElement.name`); got != "q" {
		t.Errorf("/ goes to %q, want the search field", got)
	}
}

// TestBrowserPopup clicks on an area and wants to be told what it is, with a way to the proof.
func TestBrowserPopup(t *testing.T) {
	b := browse(t, day(), 1280, 1000)
	b.visit("/dispatches/demo-04")
	b.await(drawn)
	type spot struct{ X, Y float64 }
	ask[bool](b, `(document.querySelector("[data-map]").scrollIntoView({ block: "center" }), true)`)
	at := ask[spot](b, `(() => { const f = document.querySelector("[data-map]"), r = f.querySelector("canvas").getBoundingClientRect(), p = f.chart.project([36.7578, 35.1318]);
		return { X: r.left + p.x, Y: r.top + p.y } })()`)
	b.do(chromedp.MouseClickXY(at.X, at.Y))
	b.await(`document.querySelector(".maplibregl-popup-content a")?.getAttribute("href").startsWith("#c")`)
	if faint := ask[string](b, contrast); faint != "" {
		t.Errorf("too little contrast: %s", faint)
	}
	if *pictures != "" {
		shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
		b.must(err)
		b.must(os.WriteFile(*pictures+"/popup.png", shot, 0o644))
	}
}

// TestBrowserSlider moves the map's time and wants fewer areas before anything happened than in all.
func TestBrowserSlider(t *testing.T) {
	w := day()
	b := browse(t, w, 1280, 900)
	b.visit("/map")
	b.await(drawn)
	if ask[bool](b, `document.querySelector(".slider").hidden`) {
		t.Skip("nothing on the map has a time")
	}
	shown := `document.querySelector("[data-map]").chart.queryRenderedFeatures({ layers: ["core", "outer", "disc", "point"] }).length`
	all := ask[int](b, shown)
	ask[bool](b, `(() => { const r = document.querySelector(".slider input"); r.value = 0; r.dispatchEvent(new Event("input", { bubbles: true })); return true })()`)
	b.await(shown + fmt.Sprintf(` < %d`, all))
	if got := ask[string](b, `document.querySelector(".slider output").value`); got == "" {
		t.Error("the slider does not say when")
	}
	ask[bool](b, `(document.querySelector("[data-all]").click(), true)`)
	b.await(shown + fmt.Sprintf(` === %d`, all))
}

// TestBrowserOutside proves that the other tests would notice a request to another machine or an error.
func TestBrowserOutside(t *testing.T) {
	w := &world{readings: []recoupe.Reading{{Dispatch: recoupe.Dispatch{ID: "a", Text: "Text.", Lang: "en"}}}}
	b := browse(t, w, 800, 600)
	b.visit("/about")
	ask[bool](b, `(() => { const i = new Image(); i.src = "http://elsewhere.invalid/x.png"; document.body.append(i); console.error("on purpose"); return true })()`)
	b.await(`document.images[0].complete`)
	b.mu.Lock()
	defer b.mu.Unlock()
	seen := strings.Join(b.problems, "\n")
	if !strings.Contains(seen, "elsewhere.invalid") || !strings.Contains(seen, "on purpose") {
		t.Errorf("not noticed: %q", seen)
	}
	b.problems = nil
}

// TestBrowserInspection proves that the inspection of the pages would notice faults.
func TestBrowserInspection(t *testing.T) {
	b := browse(t, day(), 800, 600)
	b.visit("/about?lang=en&theme=light")
	ask[bool](b, `(() => { const p = document.createElement("p"); p.textContent = "faint"; p.style.color = "#ccc"; p.style.width = "3000px";
		p.append(document.createElement("button")); document.querySelector("main").append(p); return true })()`)
	if !strings.Contains(ask[string](b, contrast), "faint") {
		t.Error("a faint text is not noticed")
	}
	if ask[int](b, overflow) <= 0 || !strings.Contains(ask[string](b, sticking), "P.") {
		t.Error("a wide element is not noticed")
	}
	if ask[string](b, unlabelled) == "" {
		t.Error("a button without a name is not noticed")
	}
}

// sticking names the elements that stick out sideways.
const sticking = `[...document.querySelectorAll("body *")].filter(e => { const r = e.getBoundingClientRect();
	return (r.right > innerWidth + 1 || r.left < -1) && !e.closest(".canvas, .top nav, svg, .skip, .sr, thead") }).slice(0, 4).map(e => e.tagName + "." + e.className).join(" ")`

// contrast names texts of less than 4.5:1 against their ground (3:1 for large ones).
const contrast = `(() => {
	const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return c.startsWith("color(srgb") ? [...m.slice(0, 3).map(x => x * 255), m[3] ?? 1] : [m[0], m[1], m[2], m[3] ?? 1] };
	const over = (a, b) => a.slice(0, 3).map((x, i) => x * a[3] + b[i] * (1 - a[3])).concat(1);
	const ground = e => { let out = [255, 255, 255, 1]; const all = []; for (let x = e; x; x = x.parentElement) all.push(parse(getComputedStyle(x).backgroundColor)); for (const c of all.reverse()) out = over(c, out); return out };
	const light = c => { const [r, g, b] = c.map(x => x / 255).map(x => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
	const bad = new Set();
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest("svg, .canvas, option, .skip, .sr, noscript")) continue;
		const s = getComputedStyle(e), g = ground(e), c = over(parse(s.color), g);
		const [a, b] = [light(c), light(g)].sort((x, y) => y - x);
		const ratio = (a + .05) / (b + .05), large = parseFloat(s.fontSize) >= 24 || parseFloat(s.fontSize) >= 18.7 && s.fontWeight >= 700;
		if (ratio < (large ? 3 : 4.5)) bad.add(e.tagName + "." + e.className + " " + ratio.toFixed(2) + " " + walk.currentNode.data.trim().slice(0, 20));
	}
	return [...bad].slice(0, 5).join("; ");
})()`

// unlabelled names controls and links that have no name for a screen reader.
const unlabelled = `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea")].filter(e => e.checkVisibility() &&
	!(e.getAttribute("aria-label") || e.labels?.length || e.textContent.trim() || e.title)).slice(0, 4).map(e => e.outerHTML.slice(0, 80)).join(" ")`
