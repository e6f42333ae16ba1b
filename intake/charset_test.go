// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package intake

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"recoupe"
)

const (
	french  = "L’armée a déclaré mercredi que « deux villages » avaient été repris à l’aube."
	arabic  = "أعلن الجيش يوم الأربعاء استعادة قريتين شمال المدينة، وفق بيان رسمي."
	russian = "Армия заявила в среду, что два села были взяты под контроль на рассвете."
	hebrew  = "הצבא הודיע ביום רביעי כי שני כפרים נכבשו מחדש עם שחר."
	turkish = "Ordu, iki köyün şafakta geri alındığını çarşamba günü açıkladı."
	polish  = "Armia ogłosiła w środę, że dwie wsie zostały odbite o świcie."
)

func encoded(t *testing.T, e encoding.Encoding, s string) []byte {
	t.Helper()
	out, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	le, be := textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM), textunicode.UTF16(textunicode.BigEndian, textunicode.UseBOM)
	bare := textunicode.UTF16(textunicode.LittleEndian, textunicode.IgnoreBOM)
	tests := []struct {
		name        string
		enc         encoding.Encoding
		contentType string
		text        string
	}{
		{"UTF-8", textunicode.UTF8, "", french},
		{"UTF-8 whatever the server says", textunicode.UTF8, "text/plain; charset=iso-8859-1", french},
		{"UTF-16 little-endian with mark", le, "", russian},
		{"UTF-16 big-endian with mark", be, "", arabic},
		{"UTF-16 without mark, Latin", bare, "", french},
		{"UTF-16 without mark, Arabic", bare, "", strings.Repeat(arabic, 2)},
		{"UTF-32 with mark", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "", french},
		{"the server's charset", charmap.ISO8859_5, "text/plain; charset=iso-8859-5", russian},
		{"Windows-1252 unsaid", charmap.Windows1252, "", french},
		{"Windows-1256 unsaid", charmap.Windows1256, "", arabic},
		{"Windows-1251 unsaid", charmap.Windows1251, "", russian},
		{"KOI8-R unsaid", charmap.KOI8R, "", russian},
		{"Windows-1255 unsaid", charmap.Windows1255, "", hebrew},
		{"Windows-1254 unsaid", charmap.Windows1254, "", turkish},
		{"Windows-1250 unsaid", charmap.Windows1250, "", polish},
		{"a charset that the server made up", charmap.Windows1252, "text/plain; charset=no-such", french},
	}
	for _, tt := range tests {
		got, err := decode(encoded(t, tt.enc, tt.text), tt.contentType)
		if got = Canonical(got); err != nil || got != tt.text {
			t.Errorf("%s: got %q, %v", tt.name, got, err)
		}
	}
}

func TestMetaCharset(t *testing.T) {
	tests := []struct{ page, want string }{
		{`<meta charset="windows-1256">`, "windows-1256"},
		{`<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=KOI8-R">`, "koi8-r"},
		{`<?xml version="1.0" encoding='ISO-8859-1'?>`, "iso-8859-1"},
		{`<p>no word of it</p>`, ""},
	}
	for _, tt := range tests {
		if got := metaCharset([]byte(tt.page)); got != tt.want {
			t.Errorf("metaCharset(%q) = %q, want %q", tt.page, got, tt.want)
		}
	}
	raw := encoded(t, charmap.Windows1256, `<html><head><meta charset="windows-1256"></head><body><p>`+arabic+`</p></body></html>`)
	if got, err := decode(raw, ""); err != nil || !strings.Contains(got, arabic) {
		t.Errorf("a page's own charset: %q, %v", got, err)
	}
}

// TestDamaged: a few bad bytes in a long UTF-8 text do not make it another charset.
func TestDamaged(t *testing.T) {
	text := strings.Repeat(french+"\n", 40)
	got, err := decode([]byte(text[:500]+"\xff"+text[500:]), "")
	if err != nil || strings.Count(got, "\ufffd") == 0 || !strings.Contains(got, french) {
		t.Errorf("got %q…, %v", got[:min(len(got), 80)], err)
	}
}

func TestRefused(t *testing.T) {
	noise := make([]byte, 3000)
	for i := range noise {
		noise[i] = byte(i*i*31 + i>>3 + 128)
	}
	tests := []struct {
		name, raw, want string
	}{
		{"nothing", "", "it is empty"},
		{"blanks", " \n\t ", "it is empty"},
		{"PDF", "%PDF-1.7\n…", "a PDF file, not text"},
		{"picture", "\x89PNG\r\n\x1a\n", "a PNG picture, not text"},
		{"office document", "PK\x03\x04mimetype", "a ZIP archive or office document, not text"},
		{"zero bytes", "abc\x00def", "a binary file, not text"},
		{"noise", string(noise), "a binary file, not text"},
		{"control characters", strings.Repeat("ab\x01\x02", 200), "a binary file, not text"},
		{"digits and marks", "1234 - 5678 !", "there is no text in it"},
		{"more than 50 MB", strings.Repeat("a ", MaxBytes/2+1), "larger than 50 MB"},
		{"50 MB of text", strings.Repeat("a ", MaxBytes/2), "the text of one dispatch is longer than 4 MB"},
		{"a page of more than 20 MB", "<html>" + strings.Repeat("a ", MaxPage/2), "the page of one dispatch is longer than 20 MB"},
	}
	for _, tt := range tests {
		_, err := Read([]byte(tt.raw), Hints{})
		if !errors.Is(err, recoupe.ErrInvalid) || !strings.HasPrefix(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{french, arabic, "<!doctype html><title>t</title><p>" + french, `{"text":"abc"}`, "\xff\xfea\x00", "\xe9t\xe9"} {
		f.Add([]byte(s), "")
	}
	f.Add([]byte("<html><body><div hidden>x</div>"), "text/html; charset=shift_jis")
	f.Fuzz(func(t *testing.T, raw []byte, contentType string) {
		d, err := Read(raw, Hints{ContentType: contentType})
		if err != nil {
			if !errors.Is(err, recoupe.ErrInvalid) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("error %q", err)
			}
			return
		}
		if d.Text != Canonical(d.Text) || d.ID == "" || d.Digest == "" {
			t.Fatalf("not canonical, or without id: %+v", d)
		}
	})
}
