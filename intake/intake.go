// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package intake turns captured bytes into a dispatch: plain text, a web page,
// a record of JSON Lines, a folder of texts with side-cars, the items of a feed.
//
// In: bytes and what is known of them from outside (Hints). Out: a
// recoupe.Dispatch with canonical text (NFC, "\n" line ends, no-break spaces
// kept as one character each), digest, language, and what structured fields
// say about publisher, date, credits, corrections and kills. Whatever cannot
// be taken in is one error of one line that wraps recoupe.ErrInvalid. It asks
// no clock and no network, and it will not clean up wording: offsets count in
// the text as it stands.
package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"recoupe"
	"recoupe/lang"
)

// Bounds of what is taken in.
const (
	// MaxBytes is the largest file: 50 MB, for many records in one.
	MaxBytes = 50_000_000
	// MaxPage is the largest web page with its markup.
	MaxPage = 20_000_000
	// MaxText is the largest text of one dispatch; more is no dispatch but a book.
	MaxText = 4_000_000
)

// Hints are what is known of the bytes from outside; they win over what the bytes say of themselves.
type Hints struct {
	Publisher string
	Title     string
	// Lang is an ISO 639-1 code.
	Lang string
	// Date is a day (2024-12-04) or a time (RFC 3339).
	Date string
	URL  string
	// Name is the file's name, for messages and for telling pages from text.
	Name string
	// ContentType is the server's, with its charset.
	ContentType string
}

// Read takes in one document.
func Read(raw []byte, h Hints) (recoupe.Dispatch, error) {
	if err := acceptable(raw); err != nil {
		return recoupe.Dispatch{}, err
	}
	text, err := decode(raw, h.ContentType)
	if err != nil {
		return recoupe.Dispatch{}, err
	}
	d := recoupe.Dispatch{Digest: digest(raw)}
	switch {
	case isPage(text, h):
		if len(text) > MaxPage {
			return recoupe.Dispatch{}, tooLong("page", MaxPage)
		}
		p := readPage(text, h.URL)
		d.Text, d.Title, d.Publisher, d.Rights = p.text, p.title, p.site, p.rights
		d.Credits = p.credits
		d.Lang = p.lang
		if p.date != "" {
			// A page that states an impossible date states none.
			_ = setDate(&d, p.date)
		}
		if d.Text == "" {
			return recoupe.Dispatch{}, fmt.Errorf("the page has no text: %w", recoupe.ErrInvalid)
		}
	case isRecord(text):
		return one(text, h)
	default:
		d.Text = text
	}
	return finish(d, h)
}

// finish puts the text into canonical form and fills in what the hints say.
func finish(d recoupe.Dispatch, h Hints) (recoupe.Dispatch, error) {
	if len(d.Text) > MaxText {
		return recoupe.Dispatch{}, tooLong("text", MaxText)
	}
	d.Text = Canonical(d.Text)
	if !strings.ContainsFunc(d.Text, unicode.IsLetter) {
		return recoupe.Dispatch{}, fmt.Errorf("there is no text in it: %w", recoupe.ErrInvalid)
	}
	if h.Date != "" {
		if err := setDate(&d, h.Date); err != nil {
			return recoupe.Dispatch{}, err
		}
	}
	d.Publisher = first(h.Publisher, d.Publisher)
	d.Title = first(h.Title, d.Title)
	d.URL = first(h.URL, d.URL)
	d.Lang = language(d, h)
	if d.ID == "" {
		d.ID = d.Digest[:16]
	}
	labels(&d)
	return d, nil
}

// labels makes one line without control characters of everything that is said of a
// text: whoever delivers it breaks no table and writes nothing to a terminal.
func labels(d *recoupe.Dispatch) {
	for _, s := range []*string{&d.ID, &d.Publisher, &d.Title, &d.URL, &d.Lang, &d.Zone, &d.Rights} {
		*s = label(*s)
	}
	for i := range d.Credits {
		d.Credits[i] = label(d.Credits[i])
	}
	if d.Replaces != nil {
		d.Replaces.ID = label(d.Replaces.ID)
	}
}

func label(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\n", " ", "\t", " ").Replace(Canonical(s)))
}

// language prefers the hint, then a sure reading of the text, then what the page says of itself.
func language(d recoupe.Dispatch, h Hints) string {
	if h.Lang != "" {
		return strings.ToLower(h.Lang)
	}
	code, sure := lang.Identify(d.Text)
	if d.Lang == "" || code != "" && sure >= 0.9 {
		return code
	}
	return d.Lang
}

// Canonical returns text in canonical form: NFC, "\n" line ends, no byte order
// mark and no control characters but tabs; every other character stays.
func Canonical(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	cr := false
	for _, r := range text {
		switch {
		case r == '\n' && cr:
		case r == '\r' || r == '\n' || r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\f' || r == '\v':
			b.WriteByte('\n')
		case r == '\t' || r >= ' ' && r != '\u007f' && (r < '\u0080' || r > '\u009f') && r != '\ufeff':
			b.WriteRune(r)
		}
		cr = r == '\r'
	}
	return norm.NFC.String(b.String())
}

// Text returns captured bytes as canonical text, whatever they say.
func Text(raw []byte) (string, error) {
	if kind := binary(raw); kind != "" {
		return "", fmt.Errorf("%s, not text: %w", kind, recoupe.ErrInvalid)
	}
	text, err := decode(raw, "")
	return Canonical(text), err
}

func tooLong(what string, limit int) error {
	return fmt.Errorf("the %s of one dispatch is longer than %d MB: %w", what, limit/1_000_000, recoupe.ErrInvalid)
}

func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

func first(ss ...string) string {
	for _, s := range ss {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// acceptable refuses what is not text before anything looks inside.
func acceptable(raw []byte) error {
	switch {
	case len(raw) == 0 || strings.TrimSpace(string(raw[:min(len(raw), 4096)])) == "" && len(raw) <= 4096:
		return fmt.Errorf("it is empty: %w", recoupe.ErrInvalid)
	case len(raw) > MaxBytes:
		return fmt.Errorf("larger than %d MB: %w", MaxBytes/1_000_000, recoupe.ErrInvalid)
	}
	if kind := binary(raw); kind != "" {
		return fmt.Errorf("%s, not text: %w", kind, recoupe.ErrInvalid)
	}
	return nil
}
