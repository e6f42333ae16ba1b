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

func TestFeed(t *testing.T) {
	at := time.Date(2024, 12, 4, 9, 0, 0, 0, time.UTC)
	tests := []struct {
		name, feed string
		want       []Item
	}{
		{"RSS 2.0", `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Agence du Nord</title><link>https://nord.example/</link><language>fr-FR</language><copyright>© Nord</copyright>
<item><title>Le pont &amp; la route</title><link>/pont</link><guid isPermaLink="false">n-1</guid><pubDate>Wed, 04 Dec 2024 10:00:00 +0100</pubDate><dc:source>Autre Agence</dc:source><dc:creator>A. Marin</dc:creator><description>&lt;p&gt;Le pont a &lt;b&gt;rouvert&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;La route aussi.&lt;/p&gt;</description></item></channel></rss>`,
			[]Item{{ID: "n-1", URL: "https://nord.example/pont", Title: "Le pont & la route", Text: "Le pont a rouvert.\nLa route aussi.", Published: at, Publisher: "Agence du Nord", Source: "Autre Agence", Authors: []string{"A. Marin"}, Rights: "© Nord", Lang: "fr"}}},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>North</title><entry><id>urn:1</id><title>Road open</title><link href="https://north.example/1"/><updated>2024-12-04T09:00:00Z</updated><content type="html">&lt;p&gt;The road is open.&lt;/p&gt;</content></entry></feed>`,
			[]Item{{ID: "urn:1", URL: "https://north.example/1", Title: "Road open", Text: "The road is open.", Published: at, Publisher: "North"}}},
		{"JSON feed", `{"version":"https://jsonfeed.org/version/1.1","title":"North","items":[{"id":"7","url":"https://north.example/7","content_text":"The road is open.","date_published":"2024-12-04T09:00:00Z"}]}`,
			[]Item{{ID: "7", URL: "https://north.example/7", Text: "The road is open.", Published: at, Publisher: "North"}}},
		{"an entry with neither address nor text is left out", `<rss version="2.0"><channel><title>N</title><item><title>x</title></item></channel></rss>`, nil},
		{"an address that is none of the web's is left out", `<rss version="2.0"><channel><title>N</title><item><link>javascript:alert(1)</link><description>Texte.</description></item></channel></rss>`,
			[]Item{{Text: "Texte.", Publisher: "N"}}},
		{"an empty feed is no error", `<rss version="2.0"><channel><title>N</title></channel></rss>`, nil},
	}
	for _, tt := range tests {
		got, err := Feed([]byte(tt.feed))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, diff)
		}
	}
}

func TestFeedRefused(t *testing.T) {
	for _, feed := range []string{"", "not a feed", "<html><body>404</body></html>", `{"a":1}`, "<rss><channel>", strings.Repeat(" ", MaxFeedBytes+1)} {
		if got, err := Feed([]byte(feed)); !errors.Is(err, recoupe.ErrInvalid) || strings.Contains(err.Error(), "\n") {
			t.Errorf("Feed(%.30q) = %v, %v", feed, got, err)
		}
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><title>N</title><item><link>https://a.example/</link><description>x</description></item></channel></rss>`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/x"/></entry></feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{}]}`))
	f.Add([]byte(`<?xml version="1.0" encoding="x"?><rdf:RDF>`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		items, err := Feed(raw)
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Fatalf("error of several lines: %q", err)
		}
		for _, it := range items {
			if it.URL == "" && it.Text == "" {
				t.Fatalf("an item of nothing: %+v", it)
			}
			if it.URL != "" && !strings.HasPrefix(it.URL, "http://") && !strings.HasPrefix(it.URL, "https://") {
				t.Fatalf("address %q", it.URL)
			}
		}
	})
}
