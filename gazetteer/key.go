// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// articles are dropped from names of more than one word.
var articles = set("al el as es ash esh ach ech ad ed ar er at et an en az ez adh edh ath eth ul le la les the de du des d l")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var letters = strings.NewReplacer("ı", "i", "ø", "o", "ł", "l", "ß", "ss", "æ", "ae", "œ", "oe", "đ", "d",
	"ى", "ي", "ک", "ك", "ی", "ي", "ھ", "ه", "ە", "ه", "ٱ", "ا")

// words folds a name and cuts it: NFKD, lower case, no marks or apostrophes, no
// article. Ta marbuta is still there.
func words(name string) []string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Cf), r == 'ـ', strings.ContainsRune("'’‘ʼʿʾ`´ʻ′", r):
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	all := strings.FieldsFunc(letters.Replace(b.String()), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	kept := make([]string, 0, len(all))
	for _, w := range all {
		if rest, ok := strings.CutPrefix(w, "ال"); ok && len([]rune(rest)) >= 2 {
			w = rest
		} else if articles[w] && len(all) > 1 {
			continue
		}
		kept = append(kept, w)
	}
	if len(kept) == 0 {
		return all
	}
	return kept
}

// Exact is the folded name without articles: spellings that differ in accents,
// apostrophes, hyphens or the article are equal.
func Exact(name string) string {
	return strings.ReplaceAll(strings.Join(words(name), " "), "ة", "ه")
}

// digraphs are folded in this order before single letters.
var digraphs = pairs("dsch>j tsch>C tch>C sch>C sh>C ch>C kh>x rh>g gh>g dj>j dh>d th>t ph>f zh>j ck>k q>k")

// plainRh are the digraphs without the reading of rh as ghayn ("Derhachi").
var plainRh = append(pairs("dsch>j tsch>C tch>C sch>C sh>C ch>C kh>x gh>g dj>j dh>d th>t ph>f zh>j ck>k q>k"), [2]string{})

var arabicClass = runes("ب>b ت>t ث>t ج>j ح>h خ>x د>d ذ>d ر>r ز>z س>s ش>C ص>s ض>d ط>t ظ>z غ>g ف>f ق>k ك>k ل>l م>m ن>n ه>h پ>b چ>C گ>g ڤ>f ژ>j")

var cyrillicClass = runes("б>b в>f г>h ґ>g д>d ж>j з>z к>k л>l м>m н>n п>b р>r с>s т>t ф>f х>x ц>ts ч>C ш>C щ>C")

func pairs(list string) [][2]string {
	var out [][2]string
	for _, p := range strings.Fields(list) {
		a, b, _ := strings.Cut(p, ">")
		out = append(out, [2]string{a, b})
	}
	return out
}

func runes(list string) map[rune]string {
	out := map[rune]string{}
	for _, p := range pairs(list) {
		out[[]rune(p[0])[0]] = p[1]
	}
	return out
}

// Skeleton is the consonant skeleton that names share across spellings and
// scripts: Khattab and خطاب give xtb. It may be empty.
func Skeleton(name string) string { return skeleton(name, digraphs) }

// Skeletons returns all readings of a name's skeleton: one, or two where rh is ambiguous.
func Skeletons(name string) []string {
	k := Skeleton(name)
	if !strings.Contains(strings.ToLower(name), "rh") {
		return []string{k}
	}
	if other := skeleton(name, plainRh); other != k {
		return []string{k, other}
	}
	return []string{k}
}

func skeleton(name string, table [][2]string) string {
	ws := words(name)
	var b strings.Builder
	for i, w := range ws {
		b.WriteString(consonants(w, i == len(ws)-1, table))
	}
	return collapse(b.String())
}

func consonants(w string, last bool, table [][2]string) string {
	switch {
	case hasScript(w, unicode.Arabic):
		return arabic(w, last)
	case hasScript(w, unicode.Cyrillic):
		return classes(cyrillicStem(w), cyrillicClass)
	}
	return latin(w, table)
}

func hasScript(w string, t *unicode.RangeTable) bool {
	return strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(t, r) })
}

func arabic(w string, last bool) string {
	switch {
	case strings.HasSuffix(w, "ة"):
		w = strings.TrimSuffix(w, "ة")
		if !last {
			w += "ت"
		}
	case len([]rune(w)) > 2 && (strings.HasSuffix(w, "ه") || strings.HasSuffix(w, "ح")):
		w = strings.TrimSuffix(strings.TrimSuffix(w, "ه"), "ح")
	}
	return classes(w, arabicClass)
}

func classes(w string, table map[rune]string) string {
	var b strings.Builder
	for _, r := range w {
		b.WriteString(table[r])
	}
	return b.String()
}

// cyrillicStem drops the adjective ending -ськ/-ск with its inflection.
func cyrillicStem(w string) string {
	for _, end := range []string{"", "ий", "ый", "ая", "а", "е"} {
		for _, stem := range []string{"ськ", "ск"} {
			if rest, ok := strings.CutSuffix(w, stem+end); ok {
				return rest
			}
		}
	}
	return w
}

func latin(w string, table [][2]string) string {
	for _, end := range []string{"skyi", "skyy", "skyj", "sky"} {
		if rest, ok := strings.CutSuffix(w, end); ok {
			w = rest
			break
		}
	}
	for _, d := range table {
		if d[0] != "" {
			w = strings.ReplaceAll(w, d[0], d[1])
		}
	}
	b := []byte(w)
	for i, c := range b {
		if c != 'c' {
			continue
		}
		b[i] = 'k'
		if i+1 < len(b) && strings.IndexByte("eiy", b[i+1]) >= 0 {
			b[i] = 's'
		}
	}
	if len(b) > 2 {
		w = strings.TrimSuffix(string(b), "h")
		b = []byte(strings.TrimRight(w, "aeiouy"))
	}
	out := b[:0]
	for _, c := range b {
		switch {
		case c == 'p':
			c = 'b'
		case c == 'v':
			c = 'f'
		}
		if strings.IndexByte("bdfghjklmnrstxzC", c) >= 0 {
			out = append(out, c)
		}
	}
	return string(out)
}

// collapse drops repeated letters.
func collapse(s string) string {
	var b strings.Builder
	var prev rune
	for _, r := range s {
		if r != prev {
			b.WriteRune(r)
		}
		prev = r
	}
	return b.String()
}

var looseLetters = strings.NewReplacer("g", "k", "j", "k", "x", "k", "h", "", "z", "s", "C", "s", "d", "t")

// Loose is the last resort for ق and ج spoken as g; a place found by it alone is a guess.
func Loose(skeleton string) string { return collapse(looseLetters.Replace(skeleton)) }
