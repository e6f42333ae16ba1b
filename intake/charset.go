// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"recoupe"
	"recoupe/lang"
)

// magic numbers of files that people drop by mistake.
var magic = []struct{ prefix, kind string }{
	{"%PDF-", "a PDF file"}, {"\x89PNG", "a PNG picture"}, {"\xff\xd8\xff", "a JPEG picture"}, {"GIF8", "a GIF picture"},
	{"PK\x03\x04", "a ZIP archive or office document"}, {"\x1f\x8b", "a gzip archive"}, {"\x7fELF", "a program"},
	{"MZ\x90", "a program"}, {"\xd0\xcf\x11\xe0", "an office document"}, {"OggS", "a sound or film"}, {"ID3", "a sound file"},
	{"RIFF", "a sound, film or picture"}, {"SQLite format 3", "a database"}, {"7z\xbc\xaf", "a 7z archive"}, {"{\\rtf", "a rich text document"},
}

// binary names what raw is if it is not text, "" if it may be.
func binary(raw []byte) string {
	for _, m := range magic {
		if bytes.HasPrefix(raw, []byte(m.prefix)) {
			return m.kind
		}
	}
	if bytes.HasPrefix(raw, []byte{0xff, 0xfe}) || bytes.HasPrefix(raw, []byte{0xfe, 0xff}) ||
		bytes.HasPrefix(raw, []byte{0, 0, 0xfe, 0xff}) || wide(raw) != nil {
		return ""
	}
	head := raw[:min(len(raw), 64<<10)]
	odd := 0
	for _, c := range head {
		if c == 0 {
			return "a binary file"
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			odd++
		}
	}
	if odd*50 > len(head) {
		return "a binary file"
	}
	return ""
}

// decode returns the bytes as text. In order: byte order mark, valid UTF-8,
// the server's charset, the page's own, UTF-16 without a mark, and last the
// single-byte charset whose letters look most like writing.
func decode(raw []byte, contentType string) (string, error) {
	if e := marked(raw); e != nil {
		return run(e, raw)
	}
	if e := wide(raw); e != nil {
		return run(e, raw)
	}
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	for _, name := range []string{charsetOf(contentType), metaCharset(raw)} {
		if e := named(name); e != nil {
			if text, err := run(e, raw); err == nil && plausible(text) {
				return text, nil
			}
		}
	}
	if n := invalid(raw); n*500 < len(raw) && n < 50 {
		return strings.ToValidUTF8(string(raw), "\ufffd"), nil
	}
	return guess(raw)
}

func run(e encoding.Encoding, raw []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return "", fmt.Errorf("its encoding cannot be read: %w", recoupe.ErrInvalid)
	}
	if !plausible(string(out[:min(len(out), 64<<10)])) {
		return "", fmt.Errorf("its encoding is not what it says: %w", recoupe.ErrInvalid)
	}
	return string(out), nil
}

func marked(raw []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe, 0, 0}):
		return utf32.UTF32(utf32.LittleEndian, utf32.ExpectBOM)
	case bytes.HasPrefix(raw, []byte{0, 0, 0xfe, 0xff}):
		return utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM)
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		return textunicode.UTF16(textunicode.LittleEndian, textunicode.ExpectBOM)
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return textunicode.UTF16(textunicode.BigEndian, textunicode.ExpectBOM)
	}
	return nil
}

// wide tells UTF-16 without a mark by where its zero bytes or its constant high bytes stand.
func wide(raw []byte) encoding.Encoding {
	head := raw[:min(len(raw), 4096)&^1]
	if len(head) < 16 {
		return nil
	}
	var even, odd int
	for i, c := range head {
		if c == 0 || c == 6 || c == 4 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	n := len(head) / 2
	switch {
	case odd*10 > n*9 && even*10 < n:
		return textunicode.UTF16(textunicode.LittleEndian, textunicode.IgnoreBOM)
	case even*10 > n*9 && odd*10 < n:
		return textunicode.UTF16(textunicode.BigEndian, textunicode.IgnoreBOM)
	}
	return nil
}

func charsetOf(contentType string) string {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return params["charset"]
}

// metaCharset finds charset=… in the first bytes of a page or an XML declaration.
func metaCharset(raw []byte) string {
	head := strings.ToLower(string(raw[:min(len(raw), 2048)]))
	for _, key := range []string{"charset=", "encoding="} {
		if _, rest, ok := strings.Cut(head, key); ok {
			rest = strings.TrimLeft(rest, `"' `)
			if k := strings.IndexAny(rest, "\"'> ;/?"); k > 0 {
				return rest[:k]
			}
		}
	}
	return ""
}

func named(name string) encoding.Encoding {
	if name == "" {
		return nil
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil
	}
	return e
}

// invalid counts the bytes that are no UTF-8.
func invalid(raw []byte) int {
	n := 0
	for len(raw) > 0 {
		r, k := utf8.DecodeRune(raw)
		if r == utf8.RuneError && k == 1 {
			n++
		}
		raw = raw[k:]
	}
	return n
}

// plausible reports whether text looks like writing: few control and replacement characters.
func plausible(text string) bool {
	bad, n := 0, 0
	for _, r := range text {
		n++
		if r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Co, r) {
			bad++
		}
	}
	return bad*50 <= n
}

// candidates are the single-byte charsets that are guessed, with the letters that are common in their languages.
var candidates = []struct {
	charset *charmap.Charmap
	common  string
}{
	{charmap.Windows1252, "éèàçêôùîïëâûœÉÀÈóáíñúãõäöüßåøæ’“”«»–—…° "},
	{charmap.Windows1251, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґ«»—–№ "},
	{charmap.KOI8R, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё"},
	{charmap.Windows1256, "اليمونترةبسعدفهكقحجشطصخىضذثئءغظزأإآ، ؟؛"},
	{charmap.Windows1255, "ויהלאתרמבשנדעקפחםצגטןכסזךףץ"},
	{charmap.Windows1254, "ışğüöçİŞĞÜÖÇâî’“” "},
	{charmap.Windows1250, "ąęłśćżźńóěščřžýáíéůúőűă’„” "},
}

// guess picks the charset under which the high bytes are common letters, words
// keep to one script, and the text is in a language that can be told.
func guess(raw []byte) (string, error) {
	head := raw[:min(len(raw), 64<<10)]
	best, at := -1e9, -1
	for i, c := range candidates {
		s := likeness(head, c.charset, c.common)
		if s < 0.3 {
			continue
		}
		if text, err := c.charset.NewDecoder().Bytes(head); err == nil {
			_, sure := lang.Identify(string(text))
			s += sure / 2
		}
		if s > best {
			best, at = s, i
		}
	}
	if best < 0.5 {
		return "", fmt.Errorf("its encoding is not known: %w", recoupe.ErrInvalid)
	}
	return run(candidates[at].charset, raw)
}

// likeness is the mean over high bytes: 1 for a common letter, less for others, a loss where scripts mix in a word.
func likeness(head []byte, cm *charmap.Charmap, common string) float64 {
	score, n := 0.0, 0
	var last rune
	for _, c := range head {
		r := cm.DecodeByte(c)
		if c >= 0x80 {
			n++
			switch {
			case strings.ContainsRune(common, r):
				score++
			case r == utf8.RuneError || unicode.IsControl(r):
				score -= 2
			case unicode.IsUpper(r):
				score += 0.2
			}
			if unicode.IsLower(last) && unicode.IsUpper(r) {
				score -= 0.5
			}
		}
		if unicode.IsLetter(r) && unicode.IsLetter(last) && unicode.Is(unicode.Latin, r) != unicode.Is(unicode.Latin, last) {
			score--
		}
		last = r
	}
	return score / float64(max(n, 1))
}
