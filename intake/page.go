// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"encoding/json"
	"net/url"
	"path"
	"strings"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is what a web page says.
type page struct {
	text, title, site, date, lang, rights string
	credits                               []string
}

// isPage tells a web page from plain text by the server's word, the file's name, or its first bytes.
func isPage(text string, h Hints) bool {
	ct := strings.ToLower(h.ContentType)
	if strings.Contains(ct, "html") {
		return true
	}
	if strings.HasPrefix(ct, "text/plain") {
		return false
	}
	switch strings.ToLower(path.Ext(h.Name)) {
	case ".html", ".htm", ".xhtml":
		return true
	}
	head := strings.ToLower(strings.TrimSpace(text[:min(len(text), 1024)]))
	for _, p := range [...]string{"<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ", "<meta"} {
		if strings.HasPrefix(head, p) {
			return true
		}
	}
	return strings.HasPrefix(head, "<?xml") && strings.Contains(head, "<html") || strings.HasPrefix(head, "<!--") && strings.Contains(head, "<html")
}

// readPage takes title, publisher, date and rights from a page's metadata and its article as lines of text.
func readPage(text, address string) page {
	doc, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(true))
	if err != nil {
		return page{}
	}
	var p page
	m := metadata(doc)
	u, err := url.Parse(address)
	if err != nil || !u.IsAbs() {
		u = &url.URL{Scheme: "https", Host: "page.invalid", Path: "/"}
	}
	// The library ships a parser that may give up; the whole body is the second choice.
	if a, err := readability.FromDocument(doc, u); err == nil {
		if a.Node != nil {
			p.text = Lines(a.Node)
		}
		m.title, m.site, m.lang = first(m.title, a.Title), first(m.site, a.SiteName), first(m.lang, a.Language)
		m.byline = first(m.byline, a.Byline)
	}
	if letters(p.text) < 80 {
		if all := Lines(doc); letters(all) > 2*letters(p.text) {
			p.text = all
		}
	}
	p.title, p.site, p.date, p.rights = m.title, m.site, m.date, m.rights
	p.lang, _, _ = strings.Cut(strings.ToLower(m.lang), "-")
	p.lang, _, _ = strings.Cut(p.lang, "_")
	if len(p.lang) != 2 {
		p.lang = ""
	}
	p.credits = credits(m.byline)
	return p
}

func letters(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}

// credits cuts a by-line into its hands and agencies.
func credits(byline string) []string {
	byline = strings.Join(strings.Fields(byline), " ")
	for _, p := range [...]string{"Par ", "par ", "By ", "by ", "Von ", "Por "} {
		byline = strings.TrimPrefix(byline, p)
	}
	r := strings.NewReplacer(" et ", ",", " and ", ",", " avec ", ",", " with ", ",", " & ", ",", ";", ",", " / ", ",", "|", ",", "،", ",")
	var out []string
	for part := range strings.SplitSeq(r.Replace(byline), ",") {
		if part = strings.TrimSpace(part); part != "" && len(part) < 80 && !strings.HasPrefix(part, "http") {
			out = append(out, part)
		}
	}
	return out
}

// meta is the metadata of a page, the surest source of each kept.
type meta struct{ title, site, date, lang, rights, byline string }

// metadata reads JSON-LD, meta elements, and what the elements say, in that order of trust.
func metadata(doc *html.Node) meta {
	var m, ld, el meta
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.lang = first(m.lang, attr(n, "lang"))
		case atom.Title:
			el.title = first(el.title, inline(n))
		case atom.Time:
			el.date = first(el.date, attr(n, "datetime"))
		case atom.Meta:
			m.element(n)
		case atom.Script:
			if attr(n, "type") == "application/ld+json" && n.FirstChild != nil {
				ld.linked(n.FirstChild.Data)
			}
		}
	}
	if _, _, _, err := ParseDate(el.date); err != nil {
		el.date = ""
	}
	return meta{
		title: first(ld.title, m.title, el.title), site: first(m.site, ld.site), date: first(ld.date, m.date, el.date),
		lang: first(m.lang, ld.lang), rights: first(m.rights, ld.rights), byline: first(ld.byline, m.byline),
	}
}

func (m *meta) element(n *html.Node) {
	content := attr(n, "content")
	switch strings.ToLower(first(attr(n, "property"), attr(n, "name"), attr(n, "itemprop"))) {
	case "og:title", "twitter:title", "dc.title":
		m.title = first(m.title, content)
	case "og:site_name", "application-name", "dc.publisher":
		m.site = first(m.site, content)
	case "article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "pubdate", "publish-date", "parsely-pub-date", "dc.date.issued":
		m.date = first(m.date, content)
	case "author", "article:author", "dc.creator", "byl":
		m.byline = first(m.byline, content)
	case "copyright", "rights", "dc.rights", "dcterms.rights":
		m.rights = first(m.rights, content)
	case "og:locale", "language", "dc.language":
		m.lang = first(m.lang, content)
	}
}

// linked reads the article of a JSON-LD block, wherever in the graph it stands.
func (m *meta) linked(raw string) {
	var v any
	if json.Unmarshal([]byte(raw), &v) == nil {
		m.graph(v, 0)
	}
}

func (m *meta) graph(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.graph(e, depth+1)
		}
	case map[string]any:
		if t := str(v["@type"]); strings.Contains(t, "Article") || strings.Contains(t, "Posting") || strings.Contains(t, "Report") {
			m.title, m.date = first(m.title, str(v["headline"])), first(m.date, str(v["datePublished"]))
			m.site, m.byline = first(m.site, str(v["publisher"])), first(m.byline, str(v["author"]))
			m.lang, m.rights = first(m.lang, str(v["inLanguage"])), first(m.rights, str(v["copyrightNotice"]))
		}
		m.graph(v["@graph"], depth+1)
		m.graph(v["mainEntity"], depth+1)
	}
}

// str returns a JSON-LD value as a string: itself, its name, or its parts with commas.
func str(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return str(v["name"])
	case []any:
		var parts []string
		for _, e := range v {
			if s := str(e); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
