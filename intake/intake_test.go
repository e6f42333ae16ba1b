// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"recoupe"
)

func TestCanonical(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"composed", "e\u0301te\u0301", "été"},
		{"Windows line ends", "a\r\nb\r\n", "a\nb\n"},
		{"old Macintosh line ends", "a\rb", "a\nb"},
		{"two old line ends stay two", "a\r\rb", "a\n\nb"},
		{"Unicode line and paragraph ends", "a\u2028b\u2029c\u0085d", "a\nb\nc\nd"},
		{"form feed", "a\fb", "a\nb"},
		{"no-break spaces stay", "12\u00a0000\u202f%", "12\u00a0000\u202f%"},
		{"tabs stay", "a\tb", "a\tb"},
		{"byte order mark goes", "\ufeffa\ufeff", "a"},
		{"control characters go", "a\x07b\u009fc", "abc"},
		{"direction marks stay", "\u200fابج\u200e", "\u200fابج\u200e"},
		{"guillemets and apostrophes stay", "« l’été »", "« l’été »"},
		{"ligatures stay", "ﬁn", "ﬁn"},
		{"broken bytes become replacement characters", "a\xffb", "a\ufffdb"},
	}
	for _, tt := range tests {
		if got := Canonical(tt.in); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestCanonicalIsFinal: canonical text is valid, composed, and canonical already, so that offsets into it stay.
func TestCanonicalIsFinal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Canonical(rapid.String().Draw(t, "s"))
		if Canonical(s) != s || !norm.NFC.IsNormalString(s) || !utf8.ValidString(s) || strings.Contains(s, "\r") {
			t.Fatalf("%q", s)
		}
	})
}

func TestRead(t *testing.T) {
	hints := Hints{Publisher: "Radio du Nord", Title: "Le point", Date: "2024-12-04", URL: "https://example.org/a"}
	d, err := Read([]byte("\ufeff"+french+"\r\n"), hints)
	if err != nil {
		t.Fatal(err)
	}
	want := recoupe.Dispatch{
		ID: d.Digest[:16], Digest: d.Digest, Publisher: "Radio du Nord", Title: "Le point", URL: "https://example.org/a",
		Text: french + "\n", Lang: "fr", Published: time.Date(2024, 12, 4, 0, 0, 0, 0, time.UTC), PublishedDay: true,
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if len(d.Digest) != 64 {
		t.Errorf("digest %q", d.Digest)
	}
}

func TestReadLanguage(t *testing.T) {
	tests := []struct {
		name, text string
		hints      Hints
		want       string
	}{
		{"told from the text", arabic, Hints{}, "ar"},
		{"the hint wins", french, Hints{Lang: "EN"}, "en"},
		{"unknown is unknown", "XK-7 / ZZQ 12", Hints{}, ""},
		{"the page's word counts where the text does not tell", `<html lang="fr-FR"><body><p>OSDH: 12</p></body></html>`, Hints{}, "fr"},
		{"a wrong word of the page does not count", `<html lang="en"><body><p>` + strings.Repeat(french+" ", 4) + `</p></body></html>`, Hints{}, "fr"},
	}
	for _, tt := range tests {
		d, err := Read([]byte(tt.text), tt.hints)
		if err != nil || d.Lang != tt.want {
			t.Errorf("%s: got %q, %v; want %q", tt.name, d.Lang, err, tt.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v.UTC()
	}
	tests := []struct {
		in   string
		want time.Time
		day  bool
		zone string
	}{
		{"2024-12-04", at("2024-12-04T00:00:00Z"), true, ""},
		{" 20241204 ", at("2024-12-04T00:00:00Z"), true, ""},
		{"2024/12/04", at("2024-12-04T00:00:00Z"), true, ""},
		{"2024-12-04T10:00:00Z", at("2024-12-04T10:00:00Z"), false, ""},
		{"2024-12-04T10:00:00.123Z", at("2024-12-04T10:00:00.123Z"), false, ""},
		{"2024-12-04T10:00:00+03:00", at("2024-12-04T07:00:00Z"), false, "+03:00"},
		{"2024-12-04T10:00+0300", time.Time{}, false, ""},
		{"2024-12-04T10:00:00+0300", at("2024-12-04T07:00:00Z"), false, "+03:00"},
		{"2024-12-04 10:00", at("2024-12-04T10:00:00Z"), false, ""},
		{"Wed, 04 Dec 2024 10:00:00 +0100", at("2024-12-04T09:00:00Z"), false, "+01:00"},
		{"Wed, 4 Dec 2024 10:00:00 GMT", at("2024-12-04T10:00:00Z"), false, ""},
		{"2024-02-29", at("2024-02-29T00:00:00Z"), true, ""},
		{"2023-02-29", time.Time{}, false, ""},
		{"2024-13-40", time.Time{}, false, ""},
		{"0001-01-01", time.Time{}, false, ""},
		{"9999-12-31", time.Time{}, false, ""},
		{"demain", time.Time{}, false, ""},
		{"", time.Time{}, false, ""},
	}
	for _, tt := range tests {
		got, day, zone, err := ParseDate(tt.in)
		if tt.want.IsZero() {
			if !errors.Is(err, recoupe.ErrInvalid) || strings.Contains(err.Error(), "\n") {
				t.Errorf("ParseDate(%q) = %v, %v; want an error of one line", tt.in, got, err)
			}
			continue
		}
		if err != nil || !got.Equal(tt.want) || day != tt.day || zone != tt.zone {
			t.Errorf("ParseDate(%q) = %v, %v, %q, %v", tt.in, got, day, zone, err)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2024-12-04", "Wed, 4 Dec 2024 10:00:00 GMT", "2024-12-04T10:00:00+03:00", "\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, _, _, err := ParseDate(s)
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Fatalf("error of several lines: %q", err)
		}
		if err == nil && (at.Year() < 1799 || at.Year() > 2201) {
			t.Fatalf("ParseDate(%q) = %v", s, at)
		}
	})
}

// TestOffsets: every byte offset of canonical text at a character is kept by reading it again.
func TestOffsets(t *testing.T) {
	text := "Bilan\u00a0: 12\u202f000 déplacés.\r\nSource : l’ONG « Nord »."
	d, err := Read([]byte(text), Hints{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := Read([]byte(d.Text), Hints{})
	if err != nil || again.Text != d.Text {
		t.Errorf("read again: %q, %v; want %q", again.Text, err, d.Text)
	}
	if i := strings.Index(d.Text, "l’ONG"); utf8.RuneCountInString(d.Text[:i]) != 34 {
		t.Errorf("l’ONG begins at code point %d, want 34", utf8.RuneCountInString(d.Text[:i]))
	}
}
