// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build browser

package desk_test

import (
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"recoupe/desk/web"
)

var (
	pictures = flag.String("pictures", "", "folder to write pictures of every page to")
	only     = flag.String("only", "", "names of the pages to take pictures of, with commas; all by default")
)

// tab is a browser tab that notes what must not happen: errors on the console and requests to other machines.
type tab struct {
	t    *testing.T
	ctx  context.Context
	site *httptest.Server

	mu       sync.Mutex
	problems []string
}

// chromium finds the browser, or skips the test with a clear line.
func chromium(t *testing.T) string {
	t.Helper()
	if !web.Bundled() {
		t.Skip("the bundle was not made (make web): browser tests are left out")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium on this machine (apt-get install chromium): browser tests are left out")
	return ""
}

// browse opens a tab on a desk over w. The tab fails its test at the end if anything went wrong in it.
func browse(t *testing.T, w *world, width, height int64) *tab {
	t.Helper()
	path := chromium(t)
	b := &tab{t: t, site: w.open(t)}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("use-gl", "angle"), chromedp.Flag("use-angle", "swiftshader"), chromedp.Flag("enable-unsafe-swiftshader", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(ctx)
	t.Cleanup(end)
	b.ctx = ctx
	b.do(chromedp.EmulateViewport(width, height))
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
	b.must(err)
	_, err = chromedp.Call(ctx, log.Enable, cdp.Empty{})
	b.must(err)
	t.Cleanup(b.check)
	return b
}

// hear notes errors of scripts and pages, and requests that leave the machine.
func (b *tab) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.note("exception: " + e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			var words []string
			for _, a := range e.Args {
				words = append(words, string(a.Value)+a.Description)
			}
			b.note("console: " + strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			b.note("log: " + e.Entry.Text)
		}
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		if err != nil || u.Scheme != "data" && u.Scheme != "blob" && u.Scheme != "about" && "http://"+u.Host != b.site.URL {
			b.note("request to another machine: " + e.Request.URL)
		}
	}
}

func (b *tab) note(s string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.problems = append(b.problems, s)
}

func (b *tab) check() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		b.t.Error(p)
	}
}

func (b *tab) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	// The first call starts the browser and must not carry a deadline of its own.
	b.must(chromedp.Do(b.ctx, steps...))
}

func (b *tab) visit(path string) { b.t.Helper(); b.do(chromedp.Navigate(b.site.URL + path)) }

// ask evaluates an expression on the page.
func ask[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 30*time.Second)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	b.must(err)
	return v
}

// await waits until an expression holds on the page.
func (b *tab) await(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 60*time.Second)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(50*time.Second))); err != nil {
		b.t.Fatalf("waiting for %s: %v", expression, err)
	}
}

const drawn = `[...document.querySelectorAll("[data-map]")].every(m => m.dataset.ready)`

// fits reports how many pixels the page is wider than the window.
const overflow = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

func (b *tab) scheme(name string) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
	b.must(err)
}

// TestBrowserPictures writes a picture of every page, light and dark, wide and narrow, in each language.
func TestBrowserPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no -pictures folder given")
	}
	w := day()
	dispatch := "demo-04"
	event, most := "", 0
	for _, e := range w.woven.Events {
		if n := e.Publications + 5*len(e.Origins); e.Successor == "" && n > most {
			event, most = e.ID, n
		}
	}
	pages := map[string]string{
		"today": "/", "dispatch": "/dispatches/" + dispatch, "dispatches": "/dispatches", "ledger": "/ledger", "brief": "/brief", "map": "/map", "add": "/add",
		"feeds": "/feeds", "try": "/try/where?in=fr&text=" + url.QueryEscape("Les rebelles ont été repoussés à environ 10 km de Hama."), "about": "/about",
	}
	if event != "" {
		pages["event"] = "/events/" + url.PathEscape(event)
	}
	for _, width := range []int64{1360, 390} {
		b := browse(t, w, width, map[int64]int64{1360: 900, 390: 844}[width])
		for name, path := range pages {
			if *only != "" && !slices.Contains(strings.Split(*only, ","), name) {
				continue
			}
			for _, look := range []string{"fr-light", "en-dark", "ar-light", "ar-dark"} {
				lang, theme, _ := strings.Cut(look, "-")
				join := "?"
				if strings.Contains(path, "?") {
					join = "&"
				}
				b.visit(path + join + "lang=" + lang + "&theme=" + theme)
				b.await(drawn)
				shot, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
				b.must(err)
				b.must(os.WriteFile(filepath.Join(*pictures, fmt.Sprintf("%s-%s-%d.png", name, look, width)), shot, 0o644))
			}
		}
	}
}
