// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package gazetteer

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"recoupe/lexicon"
)

// letterTable is lexicon/x/place-keys.txt.
type letterTable struct {
	articles, classes               map[string]bool
	fold                            *strings.Replacer
	linkers                         []string    // what joins a class word to its name
	latin, plainRh                  [][2]string // in order; plainRh lacks the reading of rh as ghayn
	arabic, cyrillic, vowels, loose map[rune]string
}

// letters returns the tables, read once; a missing file is a broken build.
var letters = sync.OnceValue(func() *letterTable {
	rows, err := lexicon.Table("x/place-keys.txt")
	if err != nil {
		panic(err)
	}
	t := &letterTable{articles: map[string]bool{}, classes: map[string]bool{}, arabic: map[rune]string{}, cyrillic: map[rune]string{}, vowels: map[rune]string{}, loose: map[rune]string{}}
	var fold []string
	for _, r := range rows {
		first, _ := utf8.DecodeRuneInString(r[1])
		value := strings.Join(r[2:], "")
		switch r[0] {
		case "article":
			t.articles[r[1]] = true
		case "class":
			t.classes[strings.ToLower(r[1])] = true
		case "linker":
			linker := r[1]
			if last, _ := utf8.DecodeLastRuneInString(linker); unicode.IsLetter(last) {
				linker += " "
			}
			t.linkers = append(t.linkers, linker)
		case "fold":
			fold = append(fold, r[1], value)
		case "latin":
			t.latin = append(t.latin, [2]string{r[2], r[3]})
			if r[2] != "rh" {
				t.plainRh = append(t.plainRh, [2]string{r[2], r[3]})
			}
		case "arabic":
			t.arabic[first] = value
		case "cyrillic":
			t.cyrillic[first] = value
		case "vowel":
			t.vowels[first] = value
		case "loose":
			t.loose[first] = value
		}
	}
	t.fold = strings.NewReplacer(fold...)
	return t
})

// Article reports whether a word in lower case is an article that names are written with: al, ez, la.
func Article(word string) bool { return letters().articles[word] }

// folded is a name in lower case without marks, apostrophes and format characters (NFKD).
func folded(name string) string {
	if isASCII(name) {
		return strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(name), "'", ""), "`", "")
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		switch {
		case r < 0x80 && r != '\'' && r != '`':
			b.WriteByte(byte(unicode.ToLower(r)))
		case unicode.In(r, unicode.Mn, unicode.Cf), r == 'ـ', strings.ContainsRune("'’‘ʼʿʾ`´ʻ′", r):
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return letters().fold.Replace(b.String())
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// words folds a name and cuts it, without articles. Ta marbuta is still there.
func words(name string) []string {
	all := strings.FieldsFunc(folded(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
	kept := make([]string, 0, len(all))
	for _, w := range all {
		if rest, ok := strings.CutPrefix(w, "ال"); ok && utf8.RuneCountInString(rest) >= 2 {
			w = rest
		} else if letters().articles[w] && len(all) > 1 {
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
func Exact(name string) string { return exactOf(words(name)) }

func exactOf(words []string) string {
	return strings.ReplaceAll(strings.Join(words, " "), "ة", "ه")
}

// Skeleton is the consonant skeleton that names share across spellings and
// scripts: Khattab and خطاب give xtb. It may be empty.
func Skeleton(name string) string { return skeleton(words(name), letters().latin) }

// Skeletons returns all readings of a name's skeleton: one, or two where rh is ambiguous.
func Skeletons(name string) []string { return skeletonsOf(words(name)) }

func skeletonsOf(ws []string) []string {
	k := skeleton(ws, letters().latin)
	for _, w := range ws {
		if strings.Contains(w, "rh") {
			if other := skeleton(ws, letters().plainRh); other != k {
				return []string{k, other}
			}
			break
		}
	}
	return []string{k}
}

func skeleton(ws []string, latin [][2]string) string {
	var b strings.Builder
	for i, w := range ws {
		b.WriteString(consonants(w, i == len(ws)-1, latin))
	}
	return collapse(b.String())
}

func consonants(w string, last bool, table [][2]string) string {
	switch {
	case hasScript(w, unicode.Arabic):
		return arabicSkeleton(w, last)
	case hasScript(w, unicode.Cyrillic):
		return classes(cyrillicStem(w), letters().cyrillic)
	}
	return latinSkeleton(w, table)
}

func hasScript(w string, t *unicode.RangeTable) bool {
	return !isASCII(w) && strings.ContainsFunc(w, func(r rune) bool { return unicode.Is(t, r) })
}

func arabicSkeleton(w string, last bool) string {
	switch {
	case strings.HasSuffix(w, "ة"):
		w = strings.TrimSuffix(w, "ة")
		if !last {
			w += "ت"
		}
	case utf8.RuneCountInString(w) > 2 && (strings.HasSuffix(w, "ه") || strings.HasSuffix(w, "ح")):
		w = strings.TrimSuffix(strings.TrimSuffix(w, "ه"), "ح")
	}
	return classes(w, letters().arabic)
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

func latinSkeleton(w string, table [][2]string) string {
	for _, end := range []string{"skyi", "skyy", "skyj", "sky"} {
		if rest, ok := strings.CutSuffix(w, end); ok {
			w = rest
			break
		}
	}
	b := latinSounds(w, table)
	if len(b) > 2 {
		b = []byte(strings.TrimSuffix(string(b), "h"))
		b = []byte(strings.TrimRight(string(b), "aeiouy"))
	}
	out := b[:0]
	for _, c := range b {
		switch c {
		case 'p':
			c = 'b'
		case 'v':
			c = 'f'
		}
		if strings.IndexByte("bdfghjklmnrstxzC", c) >= 0 {
			out = append(out, c)
		}
	}
	return string(out)
}

// latinSounds replaces groups of letters by their consonant, and c by s or k.
func latinSounds(w string, table [][2]string) []byte {
	for _, d := range table {
		if strings.Contains(w, d[0]) {
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
	return b
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

// Loose is the last resort for ق and ج spoken as g; a place found by it alone is a guess.
func Loose(skeleton string) string {
	var b strings.Builder
	for _, r := range skeleton {
		if s, ok := letters().loose[r]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(r)
		}
	}
	return collapse(b.String())
}

// bare drops the class word of a division's name: "Hama Governorate" → "Hama".
func bare(name string) string {
	if w, rest, ok := strings.Cut(name, " "); ok && letters().classes[strings.ToLower(w)] {
		for _, linker := range letters().linkers {
			if after, ok := strings.CutPrefix(rest, linker); ok {
				return after
			}
		}
		return rest
	}
	if i := strings.LastIndexByte(name, ' '); i > 0 && letters().classes[strings.ToLower(name[i+1:])] {
		return name[:i]
	}
	return name
}
