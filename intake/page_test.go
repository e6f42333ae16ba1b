// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

const article = `<!doctype html>
<html lang="fr-FR"><head>
<meta charset="utf-8"><title>Le pont rouvert | Radio du Nord</title>
<meta property="og:title" content="Le pont rouvert"><meta property="og:site_name" content="Radio du Nord">
<meta property="article:published_time" content="2024-12-04T08:30:00+01:00">
<meta name="author" content="Par Anna Marin avec l'Agence du Nord"><meta name="copyright" content="© Radio du Nord">
</head><body>
<nav><a href="/">Accueil</a> <a href="/monde">Monde</a></nav>
<article>
<h1>Le pont rouvert</h1>
<p>Le gouverneur a annoncé mercredi la réouverture du pont, fermé depuis&nbsp;12&#8239;jours après des
   combats&nbsp;: «&nbsp;la route est sûre&nbsp;», a-t-il dit.</p>
<p hidden>Abonnez-vous pour lire la suite.</p>
<p>Selon des habitants, des dizaines de familles sont rentrées dans la nuit.<br>Les écoles restent fermées.</p>
<ul><li>Deux ponts détruits</li><li>Un pont réparé</li></ul>
<script>var ad = "Achetez !";</script>
<p>L'observatoire <q>Deux Rives</q> a compté trois convois depuis lundi, sans pouvoir dire ce qu'ils transportaient.</p>
</article>
<aside>Les plus lus</aside><footer>Mentions légales</footer>
</body></html>`

func TestPage(t *testing.T) {
	d, err := Read([]byte(article), Hints{URL: "https://radio.example/pont"})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"Le gouverneur a annoncé mercredi la réouverture du pont, fermé depuis\u00a012\u202fjours après des combats\u00a0: «\u00a0la route est sûre\u00a0», a-t-il dit.",
		"Selon des habitants, des dizaines de familles sont rentrées dans la nuit.",
		"Les écoles restent fermées.",
		"Deux ponts détruits",
		"Un pont réparé",
		`L'observatoire "Deux Rives" a compté trois convois depuis lundi, sans pouvoir dire ce qu'ils transportaient.`,
	}, "\n")
	if diff := cmp.Diff(want, strings.TrimPrefix(d.Text, "Le pont rouvert\n")); diff != "" {
		t.Errorf("text (-want +got)\n%s", diff)
	}
	d.Text, d.Digest, d.ID = "", "", ""
	head := recoupe.Dispatch{
		Publisher: "Radio du Nord", Title: "Le pont rouvert", URL: "https://radio.example/pont", Lang: "fr", Zone: "+01:00",
		Published: time.Date(2024, 12, 4, 7, 30, 0, 0, time.UTC), Rights: "© Radio du Nord",
		Credits: []string{"Anna Marin", "l'Agence du Nord"},
	}
	if diff := cmp.Diff(head, d); diff != "" {
		t.Errorf("head (-want +got)\n%s", diff)
	}
}

func TestPageMetadata(t *testing.T) {
	body := "<body><p>" + strings.Repeat("The northern road was reopened on Wednesday, residents said. ", 6) + "</p></body>"
	day := time.Date(2024, 12, 4, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name, head, title, publisher string
		published                    time.Time
	}{
		{"JSON-LD", `<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"Road open","datePublished":"2024-12-04","publisher":{"name":"North Wire"}}]}</script>`, "Road open", "North Wire", day},
		{"the article's word before the page's", `<title>North Wire – home</title><meta property="og:title" content="Road open">`, "Road open", "", time.Time{}},
		{"title element", `<title>Road open</title>`, "Road open", "", time.Time{}},
		{"an impossible date is none", `<title>t</title><meta name="date" content="2024-02-31">`, "t", "", time.Time{}},
		{"broken JSON-LD is none", `<title>t</title><script type="application/ld+json">{"headline":</script>`, "t", "", time.Time{}},
		{"time element", `<title>t</title></head><time datetime="2024-12-04">yesterday</time>`, "t", "", day},
	}
	for _, tt := range tests {
		d, err := Read([]byte("<html><head>"+tt.head+body), Hints{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if d.Title != tt.title || d.Publisher != tt.publisher || !d.Published.Equal(tt.published) {
			t.Errorf("%s: title %q, publisher %q, published %v", tt.name, d.Title, d.Publisher, d.Published)
		}
	}
}

func TestIsPage(t *testing.T) {
	tests := []struct {
		name, text string
		hints      Hints
		want       bool
	}{
		{"by its first bytes", "\n <!DOCTYPE html><p>x", Hints{}, true},
		{"a fragment", "<p>Deux villages</p>", Hints{}, true},
		{"by the server's word", "x", Hints{ContentType: "text/html; charset=utf-8"}, true},
		{"plain text by the server's word", "<p>x</p>", Hints{ContentType: "text/plain"}, false},
		{"by its name", "Deux villages", Hints{Name: "page.HTM"}, true},
		{"text that begins with a sign", "< 12 morts", Hints{}, false},
		{"text", "Deux villages <b>repris</b>", Hints{Name: "a.txt"}, false},
	}
	for _, tt := range tests {
		if got := isPage(tt.text, tt.hints); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestPageWithoutText(t *testing.T) {
	for _, page := range []string{
		"<html><body></body></html>",
		"<!doctype html><title>Only a title</title><script>alert(1)</script>",
		"<html><body><img src=x><nav>Home News</nav></body></html>",
	} {
		if d, err := Read([]byte(page), Hints{}); !errors.Is(err, recoupe.ErrInvalid) || err.Error() != "the page has no text: invalid" {
			t.Errorf("%q: got %q, %v", page, d.Text, err)
		}
	}
}

// TestDeepPage: a page nested beyond reason is answered, not a fault.
func TestDeepPage(t *testing.T) {
	page := "<html><body>" + strings.Repeat("<div><b>", 3000) + "Deux villages ont été repris." + strings.Repeat("</b></div>", 3000)
	if _, err := Read([]byte(page), Hints{}); err != nil && !errors.Is(err, recoupe.ErrInvalid) {
		t.Error(err)
	}
}

func TestCredits(t *testing.T) {
	tests := []struct {
		in   string
		want []string
	}{
		{"Par Anna Marin avec AFP", []string{"Anna Marin", "AFP"}},
		{"By John Field and Reuters", []string{"John Field", "Reuters"}},
		{"رويترز، مراسلون", []string{"رويترز", "مراسلون"}},
		{"https://example.org/author/1", nil},
		{"", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, credits(tt.in)); diff != "" {
			t.Errorf("credits(%q): (-want +got)\n%s", tt.in, diff)
		}
	}
}
