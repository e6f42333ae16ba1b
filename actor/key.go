// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/lang"
)

// run is a stretch of letters, marks and digits, folded for comparison.
type run struct {
	key  string
	span recoupe.Span
}

// runs cuts text[from:to] into runs. "l'Observatoire" gives two, "al-Sham" gives two.
func runs(text string, from, to int) []run {
	var out []run
	start := -1
	flush := func(end int) {
		if start >= 0 {
			if k := lang.Fold(text[start:end]); k != "" {
				out = append(out, run{k, recoupe.Span{Start: start, End: end}})
			}
			start = -1
		}
	}
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == 'ـ' || start >= 0 && groups(text[:to], i, r, n) {
			if start < 0 {
				start = i
			}
		} else {
			flush(i)
		}
		i += n
	}
	flush(to)
	return out
}

// groups: a mark between the groups of a number ("3,200", "12 000" with a no-break space) does not end the run.
func groups(text string, i int, r rune, n int) bool {
	switch r {
	case ',', '.', '\u00a0', '\u202f':
	default:
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	if !unicode.IsDigit(before) || i+n+3 > len(text) {
		return false
	}
	digits := 0
	for _, x := range text[i+n:] {
		if !unicode.IsDigit(x) {
			break
		}
		digits++
	}
	return digits == 3
}

// keys folds a name into the keys of its runs.
func keys(s string) []string {
	rs := runs(s, 0, len(s))
	out := make([]string, len(rs))
	for i, r := range rs {
		out[i] = r.key
	}
	return out
}

// bare strips the Arabic conjunctions and prepositions written on a word:
// "والجيش" → "الجيش", "للجيش" → "الجيش", "بقوات" → "قوات". It returns the forms to
// try with the number of bytes of the original that each leaves out.
func bare(key string) []clipped {
	out := []clipped{{key, 0}}
	if len(key) < 6 || !unicode.Is(unicode.Arabic, firstRune(key)) {
		return out
	}
	add := func(k string, cut int) {
		if utf8.RuneCountInString(k) >= 3 {
			out = append(out, clipped{k, cut})
		}
	}
	rest, cut := key, 0
	if strings.HasPrefix(rest, "و") || strings.HasPrefix(rest, "ف") {
		rest, cut = rest[2:], 2
		add(rest, cut)
	}
	switch {
	case strings.HasPrefix(rest, "لل"):
		add("ال"+rest[4:], cut+2)
	case strings.HasPrefix(rest, "ب"), strings.HasPrefix(rest, "ل"), strings.HasPrefix(rest, "ك"):
		add(rest[2:], cut+2)
	}
	return out
}

// clipped is a key without its first cut bytes' worth of clitics.
type clipped struct {
	key string
	cut int
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// unarticled drops the Arabic article.
func unarticled(key string) string {
	if rest, ok := strings.CutPrefix(key, "ال"); ok && utf8.RuneCountInString(rest) >= 2 {
		return rest
	}
	return key
}

// shape is the tolerant form of a name: what spellings and transliterations of
// one name have in common. Articles, vowels, doubled letters and the letters
// that transcribers choose differently fall together: "Tahrir al-Sham",
// "Tahrir el-Cham" and "Tahrir ash-Sham" share a shape.
func shape(ks []string) string {
	var b strings.Builder
	for i, k := range ks {
		k = unarticled(k)
		if articles[k] && i > 0 || k == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(skeleton(k))
	}
	return b.String()
}

var articles = map[string]bool{"al": true, "el": true, "ul": true, "ash": true, "as": true, "an": true, "at": true, "ad": true, "ar": true, "az": true, "es": true, "ed": true, "er": true, "le": true, "la": true, "les": true, "l": true, "the": true, "d": true, "de": true, "du": true, "des": true, "of": true, "bin": true, "ben": true, "ibn": true}

var same = strings.NewReplacer("tch", "c", "sch", "s", "sh", "s", "ch", "s", "kh", "k", "gh", "g", "dj", "j", "dh", "d", "th", "t", "ts", "s", "tz", "s", "ph", "f",
	"q", "k", "c", "k", "z", "s", "v", "w", "x", "ks", "y", "i", "ou", "u", "oo", "u", "ee", "i")

// skeleton keeps the consonants of a Latin key, with the first vowel if the word begins with one.
func skeleton(k string) string {
	if firstRune(k) > 0x24F {
		return k
	}
	k = same.Replace(k)
	var b strings.Builder
	var last rune
	for i, r := range k {
		vowel := strings.ContainsRune("aeiou", r)
		switch {
		case vowel && i == 0:
			b.WriteByte('a')
		case vowel, r == 'h' && i > 0, r == 'w' && i > 0, r == last:
		default:
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}
