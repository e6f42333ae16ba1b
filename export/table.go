// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package export

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"recoupe"
)

// Style says how a table is drawn.
type Style struct {
	// Width is the number of columns of the terminal; 0 is 100.
	Width int
	// Color allows ANSI colours; set it for a terminal only.
	Color bool
}

// paint wraps s in an ANSI colour.
func (st Style) paint(code, s string) string {
	if !st.Color || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

// mark shows at a glance how sure a claim is: ● said outright, ◐ hedged, ○ open
// (possible, future, wished, ordered, asked, or not confirmed by who was asked), ✕ denied or negative, · background.
func (st Style) mark(c recoupe.Claim) string {
	switch {
	case c.Modality == recoupe.DeniedAs || c.Polarity == recoupe.Negative:
		return st.paint(red, "✕")
	case c.Modality == recoupe.ReportedAs:
		return st.paint(yellow, "◐")
	case c.Modality != recoupe.Asserted:
		return st.paint(yellow, "○")
	case c.Background:
		return st.paint(dim, "·")
	case uncommitted(c):
		return st.paint(yellow, "○")
	}
	return st.paint(green, "●")
}

// uncommitted: nobody in the chain says that it is so: "the army has not confirmed" it.
func uncommitted(c recoupe.Claim) bool {
	for _, x := range c.Commitment {
		if x.Value != recoupe.Uu {
			return false
		}
	}
	return len(c.Commitment) > 0
}

// WriteTable prints the claims of readings for people: who says it, what, how
// surely, and below it who, where, when and how many.
func WriteTable(w io.Writer, st Style, rs ...recoupe.Reading) error {
	if st.Width <= 0 {
		st.Width = 100
	}
	st.Width = max(60, min(st.Width, 160))
	b := bufio.NewWriter(w)
	for i, r := range rs {
		if i > 0 {
			fmt.Fprintln(b)
		}
		st.head(b, r)
		for _, c := range r.Claims {
			st.claim(b, r, c)
		}
		st.foot(b, r)
	}
	return b.Flush()
}

func (st Style) head(b *bufio.Writer, r recoupe.Reading) {
	d := r.Dispatch
	parts := []string{}
	for _, p := range []string{d.Publisher, d.Title} {
		if p != "" {
			parts = append(parts, isolate(p))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, d.ID)
	}
	date := "no date"
	if !d.Published.IsZero() {
		date = d.Published.Format("2 Jan 2006 15:04 MST")
		if d.PublishedDay {
			date = d.Published.Format("2 Jan 2006")
		}
	}
	lang := d.Lang
	if lang == "" {
		lang = "language unknown"
	}
	fmt.Fprintf(b, "%s  %s\n\n", st.paint(bold, strings.Join(parts, " · ")), st.paint(dim, date+" · "+lang))
}

// columns of the table: mark, source, event; the text takes the rest.
const (
	sourceWidth = 24
	eventWidth  = 15
	indent      = 2 + sourceWidth + 2 + eventWidth + 1
)

// claim draws one claim: the source in its column, wrapped rather than cut, and
// beside it what is said, with the details below.
func (st Style) claim(b *bufio.Writer, r recoupe.Reading, c recoupe.Claim) {
	room := st.Width - indent
	source := wrap(sourceOf(r, c), sourceWidth)
	text := wrap(strings.Join(strings.Fields(c.Text), " "), room)
	below := pack(details(c), " · ", room)
	for i := range max(len(source), len(text)+len(below)) {
		mark, event, right := " ", strings.Repeat(" ", eventWidth), ""
		switch {
		case i < len(text):
			right = isolate(text[i])
		case i < len(text)+len(below):
			right = st.paint(dim, below[i-len(text)])
		}
		if i == 0 {
			mark, event = st.mark(c), st.paint(bold, pad(cmp.Or(c.Event, "–"), eventWidth))
		}
		name := strings.Repeat(" ", sourceWidth)
		if i < len(source) {
			name = st.paint(cyan, pad(source[i], sourceWidth))
		}
		fmt.Fprintln(b, strings.TrimRight(mark+" "+name+"  "+event+" "+right, " "))
	}
}

// sourceOf names the chain behind the author, innermost first; the author's own voice is the publisher.
func sourceOf(r recoupe.Reading, c recoupe.Claim) string {
	for _, a := range r.Attributions {
		if a.ID != c.Attribution {
			continue
		}
		name := a.Source.Name
		if name == "" {
			name = "unnamed"
		}
		if !a.Source.Explicit {
			name += " ?"
		}
		if a.Parent != "" || len(a.Chain) > 2 {
			name += " < …"
		}
		return name
	}
	return "own voice"
}

// details are the lines below a claim: hedge, roles, places, time, figures.
func details(c recoupe.Claim) []string {
	var parts []string
	if c.Modality != recoupe.Asserted {
		parts = append(parts, hedge(c))
	} else if c.Polarity == recoupe.Negative {
		parts = append(parts, "said not to be so")
	}
	for _, a := range c.Actors {
		name := a.Name
		if name == "" || strings.EqualFold(name, a.As) {
			name = ""
		} else {
			name = " = " + isolate(name)
		}
		label := isolate(a.As)
		if a.Loaded {
			label = "“" + label + "”"
		}
		parts = append(parts, a.Role+" "+label+name)
	}
	for _, p := range c.Places {
		parts = append(parts, placeLine(p))
	}
	if c.Time != nil {
		parts = append(parts, timeLine(*c.Time))
	}
	for _, f := range c.Figures {
		parts = append(parts, figureLine(f))
	}
	return parts
}

func hedge(c recoupe.Claim) string {
	switch c.Modality {
	case recoupe.ReportedAs:
		return "reported, not vouched for"
	case recoupe.DeniedAs:
		return "denied"
	}
	return string(c.Modality) + ", not an event"
}

func placeLine(p recoupe.Place) string {
	s := "at " + isolate(p.Text)
	if p.Relation != "" && p.Name != "" {
		s += " (" + strings.ReplaceAll(p.Relation, "_", " ") + " " + isolate(p.Name)
		if p.Uncertainty > 0 {
			s += fmt.Sprintf(", ±%.0f km", p.Uncertainty/1000)
		}
		s += ")"
	} else if p.ID == "" {
		s += " (not placed)"
	}
	return s
}

func timeLine(t recoupe.Interval) string {
	s := "when " + isolate(t.Text)
	layout, end := "2 Jan 15:04", t.End
	if t.Grain == "day" || t.Grain == "week" || t.Grain == "month" || t.Grain == "year" {
		layout, end = "2 Jan", t.End.Add(-time.Second) // the last day, not the one after it
	}
	switch {
	case !t.Start.IsZero() && !t.End.IsZero():
		a, z := t.Start.Format(layout), end.Format(layout)
		if a == z {
			return s + " (" + a + ")"
		}
		return s + " (" + a + " – " + z + ")"
	case !t.Start.IsZero():
		return s + " (from " + t.Start.Format(layout) + ")"
	case !t.End.IsZero():
		return s + " (until " + end.Format(layout) + ")"
	}
	return s
}

func figureLine(f recoupe.Figure) string {
	num := func(x *float64) string {
		if x == nil {
			return "…"
		}
		return fmt.Sprintf("%g", *x)
	}
	s := isolate(f.Text)
	if f.Low != nil && f.High != nil && *f.Low == *f.High {
		s += " = " + num(f.Low)
	} else {
		s += " = " + num(f.Low) + "–" + num(f.High)
	}
	return strings.TrimSpace(s + " " + f.Unit)
}

// foot counts voices and shows the notes.
func (st Style) foot(b *bufio.Writer, r recoupe.Reading) {
	var voices []string
	for _, a := range r.Attributions {
		if !slices.Contains(voices, a.Source.ID) {
			voices = append(voices, a.Source.ID)
		}
	}
	fmt.Fprintf(b, "\n%s\n", st.paint(dim, fmt.Sprintf("%d claims, %d attributions, %d sources   ● said  ◐ hedged  ○ open  ✕ denied or negative  · background", len(r.Claims), len(r.Attributions), len(voices))))
	for _, n := range r.Notes {
		fmt.Fprintf(b, "%s %s\n", st.paint(yellow, "note:"), n)
	}
}
