// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"recoupe"
	"recoupe/desk"
)

// pagesOf are the addresses of a desk that holds the demonstration day.
func pagesOf(w *world) []string {
	out := []string{"/", "/map", "/ledger", "/ledger/changes", "/ledger/changes?from=2024-12-01", "/ledger/places/gn:170017", "/brief", "/brief?in=ar", "/dispatches", "/dispatches/demo-04", "/add", "/feeds", "/decisions", "/about",
		"/try/where", "/try/where?in=fr&text=" + url.QueryEscape("à 10 km de Hama")}
	for _, e := range w.woven.Events {
		if e.Successor == "" {
			return append(out, "/events/"+url.PathEscape(e.ID))
		}
	}
	return out
}

// TestPages wants every page, in every language, whole, marked as a demonstration, with nothing that its own policy forbids.
func TestPages(t *testing.T) {
	w := day()
	s := w.open(t)
	inline := regexp.MustCompile(`\sstyle="|\son[a-z]+="|<script>|javascript:`)
	outside := regexp.MustCompile(`(?:src|href|action)="(?:https?:)?//`)
	leftover := regexp.MustCompile(`>(?:nav|count|state|ev|filter|col|map|part|error|dispatch)\.[a-z_.]+<`)
	marks := map[string]string{"fr": "Démonstration", "en": "Demonstration", "ar": "عرض تجريبي"}
	for _, path := range append(pagesOf(w), "/nothing", "/events/none", "/brief?event=none", "/dispatches/none") {
		for lang, mark := range marks {
			status, body := get(t, s, path, lang)
			want := http.StatusOK
			if strings.HasSuffix(path, "/nothing") || strings.HasSuffix(path, "/none") || strings.HasSuffix(path, "=none") {
				want = http.StatusNotFound
			}
			if status != want {
				t.Errorf("%s %s: status %d, want %d", lang, path, status, want)
			}
			if !strings.HasSuffix(strings.TrimSpace(body), "</html>") || !strings.Contains(body, `<html lang="`+lang+`"`) {
				t.Errorf("%s %s: not a whole page in its language", lang, path)
			}
			if !strings.Contains(body, mark) {
				t.Errorf("%s %s: not marked as a demonstration", lang, path)
			}
			for name, bad := range map[string]*regexp.Regexp{"inline style or script": inline, "address elsewhere": outside, "a key without words": leftover} {
				if m := bad.FindString(body); m != "" {
					t.Errorf("%s %s: %s: %s", lang, path, name, m)
				}
			}
		}
	}
}

func TestRightToLeft(t *testing.T) {
	s := day().open(t)
	if _, body := get(t, s, "/dispatches/demo-04", "ar"); !strings.Contains(body, `dir="rtl" data-theme`) || !strings.Contains(body, `<article class="text" lang="fr" dir="ltr"`) {
		t.Error("an Arabic page with a French text wants its own direction for each")
	}
	if _, body := get(t, s, "/dispatches/demo-09", "fr"); !strings.Contains(body, `<article class="text" lang="ar" dir="rtl"`) {
		t.Error("an Arabic text on a French page wants to run from right to left")
	}
}

// TestDispatch wants each claim to lead to its words and back, and the text to be whole.
func TestDispatch(t *testing.T) {
	w := day()
	s := w.open(t)
	_, body := get(t, s, "/dispatches/demo-04", "fr")
	claims := regexp.MustCompile(`data-claim="(c\d+)"`).FindAllStringSubmatch(body, -1)
	if len(claims) < 4 {
		t.Fatalf("%d claims on the page", len(claims))
	}
	for _, m := range claims {
		for _, want := range []string{`id="` + m[1] + `"`, `href="#w-` + m[1] + `"`, `id="w-` + m[1] + `"`, `href="#` + m[1] + `"`} {
			if !strings.Contains(body, want) {
				t.Errorf("claim %s: no %s", m[1], want)
			}
		}
	}
	if _, body := get(t, s, "/dispatches/demo-20", "fr"); !strings.Contains(body, "/dispatches/demo-21") {
		t.Error("a withdrawn dispatch does not lead to its withdrawal")
	}
	if _, body := get(t, s, "/dispatches/demo-06", "fr"); !strings.Contains(body, "/dispatches/demo-10") {
		t.Error("a corrected dispatch does not lead to its correction")
	}
}

// TestHostile wants the words of a dispatch shown as words.
func TestHostile(t *testing.T) {
	w := &world{readings: []recoupe.Reading{{Dispatch: recoupe.Dispatch{ID: `x"><script>`, Title: "<script>alert(1)</script>", Publisher: "<b>", Text: "<img src=x onerror=alert(1)> said.", Lang: "en"}}}}
	s := w.open(t)
	for _, path := range []string{"/", "/dispatches", "/dispatches/" + url.PathEscape(`x"><script>`), "/?q=" + url.QueryEscape(`"><script>`), "/try/where?text=" + url.QueryEscape(`"><script>`)} {
		status, body := get(t, s, path, "en")
		if status != http.StatusOK || strings.Contains(body, "<script>") || strings.Contains(body, "<img") || strings.Contains(body, "<b>") && !strings.Contains(body, "<b>0</b>") {
			t.Errorf("%s: status %d, or markup let through", path, status)
		}
	}
}

// TestBrief wants every sentence of a brief to lead to claims on a page.
func TestBrief(t *testing.T) {
	w := day()
	s := w.open(t)
	for _, lang := range []string{"fr", "en", "ar"} {
		_, body := get(t, s, "/brief?in="+lang, "en")
		sentences := strings.Split(body, `<p class="prose-text"`)[1:]
		if len(w.woven.Events) > 0 && len(sentences) == 0 {
			t.Errorf("%s: events and no sentence", lang)
		}
		for _, x := range sentences {
			m := regexp.MustCompile(`href="(/dispatches/[^"#]+)#(c\d+)"`).FindStringSubmatch(x)
			if m == nil {
				t.Errorf("%s: a sentence that rests on nothing: %.80s", lang, x)
				continue
			}
			if _, page := get(t, s, m[1], "en"); !strings.Contains(page, `id="`+m[2]+`"`) {
				t.Errorf("%s: %s has no claim %s", lang, m[1], m[2])
			}
		}
	}
}

// TestPager goes through a long list from end to end and meets every dispatch once.
func TestPager(t *testing.T) {
	w := &world{}
	for i := range 120 {
		w.readings = append(w.readings, recoupe.Reading{Dispatch: recoupe.Dispatch{ID: fmt.Sprintf("d%03d", i), Text: "Text.", Lang: "en"}})
	}
	s := w.open(t)
	seen := map[string]int{}
	for path := "/dispatches?in=en&offset=nonsense"; path != ""; {
		_, body := get(t, s, path, "en")
		for _, m := range regexp.MustCompile(`href="/dispatches/(d\d+)" data-open`).FindAllStringSubmatch(body, -1) {
			seen[m[1]]++
		}
		path = ""
		if m := regexp.MustCompile(`href="([^"]+)" rel="next"`).FindStringSubmatch(body); m != nil {
			path = html.UnescapeString(m[1])
		}
	}
	for id, n := range seen {
		if n != 1 {
			t.Errorf("%s is listed %d times", id, n)
		}
	}
	if len(seen) != 120 {
		t.Errorf("%d dispatches listed, want 120", len(seen))
	}
}

func TestHeaders(t *testing.T) {
	s := day().open(t)
	res, err := http.Get(s.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	for name, want := range map[string]string{"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
		if got := res.Header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q in it", name, got, want)
		}
	}
}

// post sends a form as a page of an origin would.
func post(t *testing.T, s *httptest.Server, path, origin string, form url.Values) (status int, body string, location string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept-Language", "en")
	if origin != "" {
		r.Header.Set("Origin", origin)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var b bytes.Buffer
	b.ReadFrom(res.Body)
	return res.StatusCode, b.String(), res.Header.Get("Location")
}

func TestAdd(t *testing.T) {
	w := day()
	s := w.open(t)
	status, _, to := post(t, s, "/add", s.URL, url.Values{"text": {article}, "publisher": {"Gazette"}, "date": {"2024-12-04"}})
	if status != http.StatusSeeOther || !strings.HasPrefix(to, "/dispatches/") {
		t.Fatalf("status %d to %q", status, to)
	}
	<-w.changes
	if status, body := get(t, s, to, "fr"); status != http.StatusOK || !strings.Contains(body, "data-claim=") {
		t.Errorf("%s: status %d, or no claims", to, status)
	}
	tests := []struct {
		name string
		form url.Values
		want int
		line string
	}{
		{"nothing", url.Values{"text": {"  "}}, http.StatusUnprocessableEntity, "Nothing was given"},
		{"impossible date", url.Values{"text": {article}, "date": {"2024-13-41"}}, http.StatusUnprocessableEntity, "2024-13-41"},
		{"no letters", url.Values{"text": {"... 123"}}, http.StatusUnprocessableEntity, "no text"},
		{"private address", url.Values{"url": {"http://10.0.0.1/"}}, http.StatusForbidden, "not allowed"},
	}
	for _, tt := range tests {
		status, body, _ := post(t, s, "/add", s.URL, tt.form)
		if status != tt.want || !strings.Contains(body, `role="alert"`) || !strings.Contains(body, tt.line) {
			t.Errorf("%s: status %d, want %d and %q", tt.name, status, tt.want, tt.line)
		}
		if text := tt.form.Get("text"); len(text) > 20 && !strings.Contains(body, "Observatoire") {
			t.Errorf("%s: the pasted text is lost", tt.name)
		}
	}
}

func TestAddFile(t *testing.T) {
	w := day()
	s := w.open(t)
	send := func(text string) int {
		var b bytes.Buffer
		m := multipart.NewWriter(&b)
		f, err := m.CreateFormFile("file", "page.txt")
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text))
		m.Close()
		client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		res, err := client.Post(s.URL+"/add", m.FormDataContentType(), &b)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	if got := send(article); got != http.StatusSeeOther {
		t.Errorf("a file: status %d", got)
	}
	if got := send(strings.Repeat("mot ", 17<<20)); got != http.StatusRequestEntityTooLarge {
		t.Errorf("a file of 68 MB: status %d, want 413", got)
	}
}

// TestForeign wants changes asked for by other sites refused.
func TestForeign(t *testing.T) {
	s := day().open(t)
	for _, path := range []string{"/add", "/feeds", "/decisions", "/prefs"} {
		if status, _, _ := post(t, s, path, "https://elsewhere.example", url.Values{"text": {article}}); status != http.StatusForbidden {
			t.Errorf("%s from elsewhere: status %d, want 403", path, status)
		}
	}
}

func TestReadOnly(t *testing.T) {
	s := httptest.NewServer(desk.New(desk.Config{Library: day()}))
	defer s.Close()
	for _, path := range []string{"/add", "/feeds", "/decisions", "/try/where", "/live"} {
		if status, _ := get(t, s, path, "en"); status != http.StatusNotFound {
			t.Errorf("%s of a desk for reading only: status %d, want 404", path, status)
		}
	}
	if _, body := get(t, s, "/", "en"); strings.Contains(body, `href="/add"`) {
		t.Error("a desk for reading only offers to add")
	}
}

func TestFeeds(t *testing.T) {
	w := day()
	w.feeds = []desk.Feed{{URL: "https://a.example/rss", Title: "A", LastTried: time.Now(), Error: "status 503"}}
	s := w.open(t)
	if _, body := get(t, s, "/feeds", "en"); !strings.Contains(body, "status 503") || !strings.Contains(body, "fails") {
		t.Error("a feed that fails does not say so")
	}
	if _, body := get(t, s, "/", "en"); !strings.Contains(body, "1 feed fails") {
		t.Error("the first page looks calm although a feed fails")
	}
	if status, _, _ := post(t, s, "/feeds", s.URL, url.Values{"url": {"https://b.example/rss"}}); status != http.StatusSeeOther || len(w.feeds) != 2 {
		t.Errorf("adding: status %d, %d feeds", status, len(w.feeds))
	}
	if status, _, _ := post(t, s, "/feeds", s.URL, url.Values{"url": {"https://a.example/rss"}, "remove": {"1"}}); status != http.StatusSeeOther || len(w.feeds) != 1 {
		t.Errorf("removing: status %d, %d feeds", status, len(w.feeds))
	}
	if status, body, _ := post(t, s, "/feeds", s.URL, url.Values{"url": {"nonsense"}}); status != http.StatusUnprocessableEntity || !strings.Contains(body, `value="nonsense"`) {
		t.Errorf("nonsense: status %d, or the address is lost", status)
	}
}

func TestPrefs(t *testing.T) {
	s := day().open(t)
	tests := []struct{ back, want string }{{"/map?known=2024-12-04", "/map?known=2024-12-04"}, {"//elsewhere.example", "/"}, {`/\elsewhere.example`, "/"}, {"https://elsewhere.example", "/"}, {"", "/"}}
	for _, tt := range tests {
		if status, _, to := post(t, s, "/prefs", s.URL, url.Values{"lang": {"ar"}, "theme": {"dark"}, "back": {tt.back}}); status != http.StatusSeeOther || to != tt.want {
			t.Errorf("back to %q: status %d to %q, want %q", tt.back, status, to, tt.want)
		}
	}
	r, err := http.NewRequest(http.MethodGet, s.URL+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: "lang", Value: "ar"})
	r.AddCookie(&http.Cookie{Name: "theme", Value: "dark"})
	if _, body := send(t, r); !strings.Contains(body, `<html lang="ar" dir="rtl" data-theme="dark">`) {
		t.Error("the cookies are not heeded")
	}
}

// geo is as much of a FeatureCollection as the tests look at.
type geo struct {
	Type     string
	Features []struct {
		Geometry struct {
			Type        string
			Coordinates json.RawMessage
		}
		Properties struct{ Title, State, Kind, Part, Disc string }
	}
	BBox, Focus []float64
}

func fetchGeo(t *testing.T, s *httptest.Server, path string) geo {
	t.Helper()
	status, body := get(t, s, path, "fr")
	if status != http.StatusOK {
		t.Fatalf("%s: status %d", path, status)
	}
	var g geo
	if err := json.Unmarshal([]byte(body), &g); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return g
}

func TestWhereJSON(t *testing.T) {
	s := day().open(t)
	g := fetchGeo(t, s, "/api/where.json?in=fr&text="+url.QueryEscape("Les combats ont lieu à environ 10 km de Hama."))
	parts := map[string]int{}
	for _, f := range g.Features {
		parts[f.Properties.Part]++
	}
	if parts["outer"] != 1 || parts["core"] != 1 || parts["point"] != 0 {
		t.Errorf("a distance is an outer and a core ring and no point, got %v", parts)
	}
	if len(g.BBox) != 4 || g.BBox[0] > 36.7 || g.BBox[2] < 36.8 || g.BBox[1] > 35.1 || g.BBox[3] < 35.2 {
		t.Errorf("box %v is not around Hama", g.BBox)
	}
	if g := fetchGeo(t, s, "/api/where.json?in=fr&text=rien"); g.Type != "FeatureCollection" || g.Features == nil {
		t.Error("nothing found is an empty collection")
	}
}

func TestMapJSON(t *testing.T) {
	w := day()
	s := w.open(t)
	g := fetchGeo(t, s, "/api/map.json")
	if len(w.woven.Events) > 0 && len(g.Features) == 0 {
		t.Error("events and nothing on the map")
	}
	for _, f := range g.Features {
		if f.Properties.Kind == "hold" && f.Properties.Disc == "" {
			t.Errorf("a hold without a sign: %+v", f.Properties)
		}
	}
	if g := fetchGeo(t, s, "/api/map.json?dispatch=demo-04"); len(g.Features) == 0 {
		t.Error("a dispatch with places and nothing on its map")
	}
	if g := fetchGeo(t, s, "/api/map.json?dispatch=none"); len(g.Features) != 0 {
		t.Error("features of a dispatch that does not exist")
	}
}

func TestCities(t *testing.T) {
	s := day().open(t)
	tests := []struct {
		box  string
		some bool
	}{{"36,34.5,37.5,35.8", true}, {"nonsense", false}, {"1,2,3", false}, {"NaN,0,1,1", false}, {"-900,0,1,1", false}}
	for _, tt := range tests {
		status, body := get(t, s, "/api/cities.json?box="+tt.box, "en")
		if status != http.StatusOK || strings.HasPrefix(body, "[{") != tt.some {
			t.Errorf("box %q: status %d, %.60s", tt.box, status, body)
		}
	}
}

// TestContract wants offsets in code points: an é counts one.
func TestContract(t *testing.T) {
	w := &world{readings: []recoupe.Reading{stages().Read(recoupe.Dispatch{ID: "a", Lang: "fr", Text: "Évacuée mardi, la ville a été reprise, selon l'armée."})}}
	s := w.open(t)
	_, body := get(t, s, "/api/dispatches/a", "fr")
	var x struct {
		Attributions []struct {
			Source struct {
				Text  string
				Spans []struct{ Start, End int }
			}
		}
	}
	if err := json.Unmarshal([]byte(body), &x); err != nil || len(x.Attributions) == 0 {
		t.Fatalf("%v in %s", err, body)
	}
	text := []rune("Évacuée mardi, la ville a été reprise, selon l'armée.")
	for _, a := range x.Attributions {
		if sp := a.Source.Spans[0]; string(text[sp.Start:sp.End]) != a.Source.Text {
			t.Errorf("span %v is %q, want %q", sp, string(text[sp.Start:sp.End]), a.Source.Text)
		}
	}
}

// TestLive wants a change to reach an open page with its number, so that a page that was cut off can state it.
func TestLive(t *testing.T) {
	w := day()
	s := w.open(t)
	res, err := http.Get(s.URL + "/live")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	w.changes <- desk.Change{Seq: 7, Kind: "dispatch", ID: "x", Text: "A title"}
	var got []string
	for sc := bufio.NewScanner(res.Body); sc.Scan() && len(got) < 3; {
		if line := sc.Text(); strings.HasPrefix(line, "id:") || strings.HasPrefix(line, "event:") || strings.HasPrefix(line, "data:") {
			got = append(got, line)
		}
	}
	want := []string{"id: 7", "event: change", `data: {"id":"x","kind":"dispatch","text":"A title"}`}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestKnown wants the ledger as known before the day to be empty, and the search to narrow it.
func TestKnown(t *testing.T) {
	w := day()
	if len(w.woven.Holds) == 0 {
		t.Skip("nothing in the ledger")
	}
	s := w.open(t)
	row := regexp.MustCompile(`class="tag status-`)
	_, now := get(t, s, "/ledger", "en")
	_, before := get(t, s, "/ledger?known=2024-12-01", "en")
	_, elsewhere := get(t, s, "/ledger?place=Timbuktu", "en")
	if !row.MatchString(now) || row.MatchString(before) || row.MatchString(elsewhere) {
		t.Errorf("rows now %v (want true), before %v, elsewhere %v (want false)", row.MatchString(now), row.MatchString(before), row.MatchString(elsewhere))
	}
}
