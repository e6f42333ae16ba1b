// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"fmt"
	"strings"

	"recoupe"
	"recoupe/name"
	"recoupe/token"
	"recoupe/ud"
)

// Marked is a text with names: spans of the text and their types, in order.
type Marked struct {
	Text  string
	Names []MarkedName
}

// MarkedName is a name of a marked text.
type MarkedName struct {
	recoupe.Span
	Type string
}

// Words cuts a marked text as a reading does and writes the names into
// Word.Entity. What is written onto a name ("بدمشق") is a word of its own and
// no part of it.
func (m Marked) Words(lang string, habits token.Habits) []ud.Sentence {
	_, sents := token.With(m.Text, lang, habits)
	for i := range sents {
		words := sents[i].Words
		for _, n := range m.Names {
			label := "B-"
			for k := range words {
				if words[k].Span.Overlaps(n.Span) && !proclitic(words, k) {
					words[k].Entity = label + n.Type
					label = "I-"
				}
			}
		}
	}
	return sents
}

// proclitic reports a word that is written onto the next one, as و and ب are.
func proclitic(words []ud.Word, k int) bool {
	return k+1 < len(words) && words[k].Span == words[k+1].Span && len([]rune(words[k].Form)) == 1
}

// Spaced writes the words of a sentence with blanks between them.
func Spaced(s *ud.Sentence) Marked {
	var m Marked
	var b strings.Builder
	for i := range s.Words {
		if i > 0 {
			b.WriteByte(' ')
		}
		sp := recoupe.Span{Start: b.Len()}
		b.WriteString(s.Words[i].Form)
		sp.End = b.Len()
		pos, kind, ok := strings.Cut(s.Words[i].Entity, "-")
		switch n := len(m.Names); {
		case !ok:
		case pos == "I" && n > 0:
			m.Names[n-1].End = sp.End
		default:
			m.Names = append(m.Names, MarkedName{sp, kind})
		}
	}
	m.Text = b.String()
	return m
}

// marks are the types of names in bracketed texts.
var marks = map[string]string{"PER": name.Person, "ORG": name.Organisation, "GRP": name.Group, "UNIT": name.Unit, "LOC": name.Place,
	"NAT": name.People, "WPN": name.Weapon, "MED": name.Media}

// ReadBracketed reads a sentence a line with its names as "[PER Anna Roy]"; lines that begin with # are remarks.
func ReadBracketed(text string) ([]Marked, error) {
	var out []Marked
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		m, err := unbracket(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, m)
	}
	return out, nil
}

// unbracket takes the marks out of a line.
func unbracket(line string) (Marked, error) {
	var m Marked
	var b strings.Builder
	for line != "" {
		before, rest, open := strings.Cut(line, "[")
		b.WriteString(before)
		if !open {
			break
		}
		inner, after, closed := strings.Cut(rest, "]")
		kind, words, ok := strings.Cut(inner, " ")
		if !closed || !ok || marks[kind] == "" {
			return m, fmt.Errorf("no name in [%s: %w", rest, recoupe.ErrInvalid)
		}
		sp := recoupe.Span{Start: b.Len(), End: b.Len() + len(words)}
		b.WriteString(words)
		m.Names = append(m.Names, MarkedName{sp, marks[kind]})
		line = after
	}
	m.Text = b.String()
	return m, nil
}
