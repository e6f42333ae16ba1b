// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Lines returns the text below n as a reader sees it: one line for every
// paragraph, heading and list item, white space closed up, no-break spaces
// kept. Scripts, forms, navigation, figures and hidden elements are left out.
func Lines(n *html.Node) string {
	var w lineWriter
	w.walk(n, 0)
	w.close()
	return strings.Join(w.lines, "\n")
}

// inline returns the text below n on one line.
func inline(n *html.Node) string { return strings.ReplaceAll(Lines(n), "\n", " ") }

type lineWriter struct {
	lines []string
	cur   strings.Builder
}

// deepest bounds the recursion: no page that a person wrote is nested like that.
const deepest = 400

func (w *lineWriter) walk(n *html.Node, depth int) {
	if depth > deepest {
		return
	}
	switch n.Type {
	case html.TextNode:
		w.cur.WriteString(n.Data)
		return
	case html.ElementNode:
		if skipped(n) {
			return
		}
	case html.CommentNode, html.DoctypeNode:
		return
	}
	block := n.Type == html.ElementNode && blocks[n.DataAtom]
	if block {
		w.close()
	}
	quote := n.DataAtom == atom.Q && n.Type == html.ElementNode
	if quote {
		w.cur.WriteByte('"')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, depth+1)
	}
	if quote {
		w.cur.WriteByte('"')
	}
	if block {
		w.close()
	}
}

// close ends the line. Only the white space of HTML is closed up.
func (w *lineWriter) close() {
	line := strings.Join(strings.FieldsFunc(w.cur.String(), func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f'
	}), " ")
	w.cur.Reset()
	if strings.Trim(line, "\u00a0 ") != "" {
		w.lines = append(w.lines, line)
	}
}

var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Body: true, atom.Header: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true,
	atom.Li: true, atom.Blockquote: true, atom.Pre: true, atom.Table: true, atom.Tr: true, atom.Td: true, atom.Th: true,
	atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Br: true, atom.Hr: true, atom.Address: true, atom.Hgroup: true,
	atom.Details: true, atom.Summary: true, atom.Caption: true, atom.Html: true, atom.Title: true,
}

// skipped reports elements that are no part of what the page says.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Form, atom.Button, atom.Select, atom.Textarea, atom.Nav,
		atom.Aside, atom.Footer, atom.Figure, atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Video, atom.Audio, atom.Canvas, atom.Head:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}
