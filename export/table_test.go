// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package export

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
)

func mention(s string) recoupe.Mention { return recoupe.Mention{Text: s} }

// readings are one in French and one in Arabic, made by hand.
func readings() []recoupe.Reading {
	twelve := 12.0
	at := time.Date(2024, 12, 4, 10, 0, 0, 0, time.UTC)
	fr := recoupe.Reading{
		Dispatch:     recoupe.Dispatch{ID: "d1", Publisher: "Radio du Nord", Lang: "fr", Published: at},
		Attributions: []recoupe.Attribution{{ID: "a1", Chain: []string{"author", "x"}, Source: recoupe.Source{ID: "x", Name: "Observatoire du Nord des droits", Explicit: true}}},
		Claims: []recoupe.Claim{
			{Attribution: "a1", Mention: mention("douze familles auraient quitté la ville de Hama dans la nuit"), Event: "CONS.DISPLACED", Modality: recoupe.ReportedAs,
				Actors:  []recoupe.Role{{Mention: mention("douze familles"), Role: "affected", As: "douze familles"}},
				Figures: []recoupe.Figure{{Mention: mention("douze familles"), Low: &twelve, High: &twelve, Unit: "household"}},
				Time:    &recoupe.Interval{Mention: mention("dans la nuit"), Start: at.Add(-14 * time.Hour), End: at.Add(-5 * time.Hour), Grain: "part"}},
			{Mention: mention("le pont tient"), Modality: recoupe.Asserted, Background: true},
			{Attribution: "a1", Mention: mention("la ville n'est pas tombée"), Event: "CTRL.LOSS", Polarity: recoupe.Negative, Modality: recoupe.Asserted},
		},
	}
	ar := recoupe.Reading{
		Dispatch:     recoupe.Dispatch{ID: "d2", Lang: "ar", Published: at, PublishedDay: true},
		Attributions: []recoupe.Attribution{{ID: "a1", Source: recoupe.Source{ID: "y", Name: "مرصد الشمال", Explicit: true}}},
		Claims: []recoupe.Claim{{Attribution: "a1", Mention: mention("قُتل ثلاثة مدنيين في قصف على السوق"), Event: "CONS.KILLED", Modality: recoupe.Asserted,
			Places: []recoupe.Place{{Mention: mention("السوق")}}}},
		Notes: []string{"a note"},
	}
	return []recoupe.Reading{fr, ar}
}

const wantTable = `Radio du Nord  4 Dec 2024 10:00 UTC · fr

◐ Observatoire du Nord des  CONS.DISPLACED  douze familles auraient quitté la
  droits                                    ville de Hama dans la nuit
                                            reported, not vouched for
                                            affected douze familles
                                            when dans la nuit (3 Dec 20:00 – 4
                                            Dec 05:00)
                                            douze familles = 12 household
· own voice                 –               le pont tient
✕ Observatoire du Nord des  CTRL.LOSS       la ville n'est pas tombée
  droits                                    said not to be so

3 claims, 1 attributions, 1 sources   ● said  ◐ hedged  ○ open  ✕ denied or negative  · background

d2  4 Dec 2024 · ar

● [مرصد الشمال]               CONS.KILLED     [قُتل ثلاثة مدنيين في قصف على السوق]
                                            at [السوق] (not placed)

1 claims, 1 attributions, 1 sources   ● said  ◐ hedged  ○ open  ✕ denied or negative  · background
note: a note
`

func TestWriteTable(t *testing.T) {
	var b strings.Builder
	if err := WriteTable(&b, Style{Width: 80}, readings()...); err != nil {
		t.Fatal(err)
	}
	// The marks that isolate right-to-left text are invisible; brackets show them.
	got := strings.NewReplacer("\u2068", "[", "\u2069", "]").Replace(b.String())
	if d := cmp.Diff(wantTable, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestTableColour: colours change nothing but colours, and only where they are asked for.
func TestTableColour(t *testing.T) {
	var plain, colour strings.Builder
	if err := WriteTable(&plain, Style{Width: 80}, readings()...); err != nil {
		t.Fatal(err)
	}
	if err := WriteTable(&colour, Style{Width: 80, Color: true}, readings()...); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("colours without being asked for")
	}
	bare := colour.String()
	for _, code := range []string{bold, dim, red, green, yellow, cyan, "0"} {
		bare = strings.ReplaceAll(bare, "\x1b["+code+"m", "")
	}
	trim := func(s string) string {
		lines := strings.Split(s, "\n")
		for i := range lines {
			lines[i] = strings.TrimRight(lines[i], " ")
		}
		return strings.Join(lines, "\n")
	}
	if d := cmp.Diff(trim(plain.String()), trim(bare)); d != "" {
		t.Errorf("(-plain +colour without its codes)\n%s", d)
	}
	if !strings.Contains(colour.String(), "\x1b[33m◐") || !strings.Contains(colour.String(), "\x1b[31m✕") {
		t.Error("a hedge is not yellow or a denial not red")
	}
}

// TestTableColumns: the event begins in the same cell of every line, whatever script the source is in.
func TestTableColumns(t *testing.T) {
	var b strings.Builder
	if err := WriteTable(&b, Style{Width: 100}, readings()...); err != nil {
		t.Fatal(err)
	}
	for _, event := range []string{"CONS.DISPLACED", "CTRL.LOSS", "CONS.KILLED"} {
		for line := range strings.Lines(b.String()) {
			if before, _, ok := strings.Cut(line, event); ok && columns(before) != 2+sourceWidth+2 {
				t.Errorf("%s begins in cell %d, want %d", event, columns(before), 2+sourceWidth+2)
			}
		}
	}
}

func TestColumns(t *testing.T) {
	tests := []struct {
		in   string
		want int
	}{
		{"été", 3}, {"e\u0301", 1}, {"حَمَاة", 4}, {"\u2068x\u2069", 1}, {"東京", 4}, {"", 0},
	}
	for _, tt := range tests {
		if got := columns(tt.in); got != tt.want {
			t.Errorf("columns(%q) = %d, want %d", tt.in, got, tt.want)
		}
	}
}

func TestPad(t *testing.T) {
	tests := []struct{ in, want string }{
		{"abc", "abc  "}, {"abcdef", "abcd…"}, {"", "     "}, {"東京都", "東京…"}, {"حماة", "\u2068حماة\u2069 "},
	}
	for _, tt := range tests {
		if got := pad(tt.in, 5); got != tt.want || columns(got) != 5 {
			t.Errorf("pad(%q) = %q of %d cells, want %q", tt.in, got, columns(got), tt.want)
		}
	}
}

func TestPack(t *testing.T) {
	tests := []struct {
		name  string
		parts []string
		want  []string
	}{
		{"together where they fit", []string{"ab", "cd"}, []string{"ab · cd"}},
		{"apart where not", []string{"abcdef", "ghi"}, []string{"abcdef", "ghi"}},
		{"a long part is broken", []string{"ab", "cd ef gh ij"}, []string{"ab", "cd ef gh", "ij"}},
		{"none", nil, nil},
	}
	for _, tt := range tests {
		if d := cmp.Diff(tt.want, pack(tt.parts, " · ", 8)); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, d)
		}
	}
}

// TestMarkUncommitted: who does not confirm has not said it.
func TestMarkUncommitted(t *testing.T) {
	c := recoupe.Claim{Modality: recoupe.Asserted, Commitment: []recoupe.Commitment{{Source: recoupe.Author, Value: recoupe.Uu}, {Source: "army", Value: recoupe.Uu}}}
	if got := (Style{}).mark(c); got != "○" {
		t.Errorf("nobody commits himself: %s", got)
	}
	c.Commitment[1].Value = recoupe.CTPlus
	if got := (Style{}).mark(c); got != "●" {
		t.Errorf("the army says so: %s", got)
	}
}
