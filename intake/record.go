// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"recoupe"
)

// Record is one line of JSON Lines, or the side-car of a text file. Fields that
// are left out are read from the text where they can be; other fields are ignored.
type Record struct {
	ID        string `json:"id,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Title     string `json:"title,omitempty"`
	Lang      string `json:"lang,omitempty"`
	// Published and Received are a day or an RFC 3339 time.
	Published string `json:"published,omitempty"`
	Received  string `json:"received,omitempty"`
	// Zone is the publisher's IANA time zone.
	Zone string `json:"zone,omitempty"`
	URL  string `json:"url,omitempty"`
	// Text is the document, or File the name of the file beside that holds it.
	Text     string   `json:"text,omitempty"`
	File     string   `json:"file,omitempty"`
	Rights   string   `json:"rights,omitempty"`
	Credits  []string `json:"credits,omitempty"`
	Revision int      `json:"revision,omitempty"`
	// Replaces says what this one does to an earlier one: correction or kill.
	Replaces *struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
	} `json:"replaces,omitempty"`
	Demonstration bool `json:"demonstration,omitempty"`
}

// isRecord reports a text that is one JSON object with a text or file of its own.
func isRecord(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n\ufeff")
	return strings.HasPrefix(text, "{") && (strings.Contains(text, `"text"`) || strings.Contains(text, `"file"`))
}

// one reads the only record of a text.
func one(text string, h Hints) (recoupe.Dispatch, error) {
	ds, err := JSONLines(strings.NewReader(text), h)
	if err != nil {
		return recoupe.Dispatch{}, err
	}
	if len(ds) != 1 {
		return recoupe.Dispatch{}, fmt.Errorf("it holds %d records, one is wanted: %w", len(ds), recoupe.ErrInvalid)
	}
	return ds[0], nil
}

// JSONLines reads records, one JSON object after the other. It returns what
// could be taken in and what is wrong with the rest: the first bad records by
// their numbers and lines, and how many more there are. A broken record ends with its line.
func JSONLines(r io.Reader, h Hints) ([]recoupe.Dispatch, error) {
	return records(r, h, nil)
}

func records(r io.Reader, h Hints, dir fs.FS) ([]recoupe.Dispatch, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	var out []recoupe.Dispatch
	var bad faults
	rest := recordReader{raw: bytes.TrimPrefix(raw, []byte("\ufeff"))}
	for n := 1; ; n++ {
		rec, err := rest.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			bad.add(fmt.Errorf("record %d: not JSON as documented: %s: %w", n, wrongJSON(err), recoupe.ErrInvalid))
			continue
		}
		d, err := rec.dispatch(h, dir)
		if err != nil {
			bad.add(fmt.Errorf("record %d: %w", n, err))
			continue
		}
		out = append(out, d)
	}
	switch {
	case len(raw) > MaxBytes:
		bad.add(fmt.Errorf("larger than %d MB: %w", MaxBytes/1_000_000, recoupe.ErrInvalid))
	case len(out) == 0 && bad.err() == nil:
		bad.add(fmt.Errorf("it is empty: %w", recoupe.ErrInvalid))
	}
	return out, bad.err()
}

// recordReader reads one record after the other.
type recordReader struct{ raw []byte }

// next reads a record. What is no JSON is left out up to the next line that opens an object.
func (r *recordReader) next() (Record, error) {
	var rec Record
	dec := json.NewDecoder(bytes.NewReader(r.raw))
	err := dec.Decode(&rec)
	if errors.Is(err, io.EOF) {
		return rec, io.EOF
	}
	end := int(dec.InputOffset())
	if _, broken := errors.AsType[*json.SyntaxError](err); broken || errors.Is(err, io.ErrUnexpectedEOF) {
		end = nextObject(r.raw)
	}
	r.raw = r.raw[end:]
	return rec, err
}

// wrongJSON says in the file's own words what is wrong.
func wrongJSON(err error) string {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if wrong.Field == "" {
			return wrong.Value + " where an object is wanted"
		}
		return fmt.Sprintf("%q may not be of type %s", wrong.Field, wrong.Value)
	}
	return err.Error()
}

// nextObject is where, behind the first line that is not blank, a line opens an object; the end if none does.
func nextObject(raw []byte) int {
	at := len(raw) - len(bytes.TrimLeft(raw, " \t\r\n\ufeff"))
	for {
		i := bytes.IndexByte(raw[at:], '\n')
		if i < 0 {
			return len(raw)
		}
		at += i + 1
		if bytes.HasPrefix(bytes.TrimLeft(raw[at:], " \t"), []byte("{")) {
			return at
		}
	}
}

// namedFaults is how many faults of one input are named; the others are counted.
const namedFaults = 3

// faults gathers what is wrong with parts of an input of which the rest is good.
type faults struct {
	first []error
	more  int
}

func (f *faults) add(err error) {
	if len(f.first) < namedFaults {
		f.first = append(f.first, err)
	} else {
		f.more++
	}
}

// err is all that was found in one error, nil for nothing.
func (f *faults) err() error {
	if f.more > 0 {
		return errors.Join(append(slices.Clone(f.first), fmt.Errorf("and %d more: %w", f.more, recoupe.ErrInvalid))...)
	}
	return errors.Join(f.first...)
}

// dispatch makes a dispatch of a record; the file that it names comes from dir.
func (r Record) dispatch(h Hints, dir fs.FS) (recoupe.Dispatch, error) {
	raw := []byte(r.Text)
	if r.Text == "" && r.File != "" {
		if dir == nil || !fs.ValidPath(path.Clean(r.File)) {
			return recoupe.Dispatch{}, fmt.Errorf("file %q cannot be reached from here: %w", clip(r.File), recoupe.ErrInvalid)
		}
		b, err := readFile(dir, path.Clean(r.File))
		if err != nil {
			return recoupe.Dispatch{}, err
		}
		raw = b
	}
	if len(raw) == 0 && r.Replaces != nil && r.Replaces.Kind == "kill" {
		// A kill notice may consist of its fields alone.
		raw = []byte("KILL " + r.Replaces.ID)
	}
	own := Hints{
		Publisher: first(r.Publisher, h.Publisher), Title: first(r.Title, h.Title), Lang: first(r.Lang, h.Lang),
		Date: first(r.Published, h.Date), URL: first(r.URL, h.URL), Name: r.File,
	}
	if r.Text != "" {
		own.ContentType = "text/plain; charset=utf-8"
	}
	d, err := Read(raw, own)
	if err != nil {
		return recoupe.Dispatch{}, err
	}
	return r.fill(d)
}

// fill sets what only a record can say.
func (r Record) fill(d recoupe.Dispatch) (recoupe.Dispatch, error) {
	d.ID = first(r.ID, d.ID)
	d.Zone = first(r.Zone, d.Zone)
	d.Rights = first(r.Rights, d.Rights)
	if len(r.Credits) > 0 {
		d.Credits = slices.Clone(r.Credits)
	}
	d.Revision, d.Demonstration = r.Revision, r.Demonstration
	if r.Received != "" {
		t, _, _, err := ParseDate(r.Received)
		if err != nil {
			return recoupe.Dispatch{}, err
		}
		d.Received = t
	}
	if r.Replaces != nil {
		if r.Replaces.ID == "" || r.Replaces.Kind != "correction" && r.Replaces.Kind != "kill" {
			return recoupe.Dispatch{}, fmt.Errorf(`replaces wants an id and the kind "correction" or "kill": %w`, recoupe.ErrInvalid)
		}
		d.Replaces = &recoupe.Replacement{ID: r.Replaces.ID, Kind: r.Replaces.Kind}
	}
	labels(&d)
	return d, nil
}

func readFile(dir fs.FS, name string) ([]byte, error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: there is no such file: %w", name, recoupe.ErrInvalid)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s: cannot be read: %w", name, err)
	}
	return raw, nil
}
