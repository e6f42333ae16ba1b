// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"regexp"
	"strings"
	"unicode"
)

// truecaser gives upper-case text the capitals that its words have in other texts.
type truecaser struct{ forms map[string]map[string]int }

var wordPattern = regexp.MustCompile(`[\p{L}\p{M}][\p{L}\p{M}'’-]*|[.!?]|\d+`)

// learn counts the forms of the words that do not begin a sentence.
func (t *truecaser) learn(text string) {
	if t.forms == nil {
		t.forms = map[string]map[string]int{}
	}
	start := true
	for _, w := range wordPattern.FindAllString(text, -1) {
		if strings.ContainsAny(w, ".!?") {
			start = true
			continue
		}
		low := strings.ToLower(w)
		if !start || w == low {
			if t.forms[low] == nil {
				t.forms[low] = map[string]int{}
			}
			t.forms[low][w]++
		}
		start = false
	}
}

// best returns the commonest form of a word, "" for one that was never seen.
func (t *truecaser) best(low string) string {
	best, n := "", 0
	for form, k := range t.forms[low] {
		if k > n || k == n && form > best {
			best, n = form, k
		}
	}
	return best
}

// apply restores capitals. An unseen word is a name; one that stands alone in
// brackets, or has no vowel, is an acronym throughout the text.
func (t *truecaser) apply(text string) string {
	acronyms := map[string]bool{}
	for _, m := range bracketed.FindAllStringSubmatch(text, -1) {
		acronyms[strings.ToLower(m[1])] = true
	}
	var b strings.Builder
	at, start := 0, true
	for _, m := range wordPattern.FindAllStringIndex(text, -1) {
		b.WriteString(text[at:m[0]])
		w := text[m[0]:m[1]]
		at = m[1]
		if strings.Contains(text[at-len(w):m[0]], "\n\n") {
			start = true
		}
		b.WriteString(t.word(w, acronyms, start))
		start = strings.ContainsAny(w, ".!?")
	}
	b.WriteString(text[at:])
	return b.String()
}

var bracketed = regexp.MustCompile(`[\[(]([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,5})?)[\])]`)

func (t *truecaser) word(w string, acronyms map[string]bool, start bool) string {
	low := strings.ToLower(w)
	form := t.best(low)
	switch {
	case !unicode.IsLetter([]rune(w)[0]):
		return w
	case acronyms[low] && len(low) >= 2 && (form == "" || form == strings.ToUpper(low) || len(low) >= 3 && form == low && !strings.ContainsAny(low, "aeiou")):
		return strings.ToUpper(w)
	case form == "" && !strings.ContainsAny(low, "aeiouy") && len(low) > 1:
		return strings.ToUpper(w)
	case form == "":
		return t.compound(low)
	case start && form == low:
		return title(low)
	}
	return form
}

// compound restores an unseen word: a hyphenated one part by part, a derived one of a seen word in lower case, else as a name.
func (t *truecaser) compound(low string) string {
	parts := strings.Split(low, "-")
	for i, p := range parts {
		if f := t.best(p); f != "" && len(parts) > 1 {
			parts[i] = f
			continue
		}
		for _, end := range []string{"s", "es", "d", "ed", "ing", "ly", "er", "ers"} {
			if stem, ok := strings.CutSuffix(p, end); ok && len(stem) > 3 && (t.best(stem) == stem || t.best(stem+"e") == stem+"e") {
				return strings.Join(parts, "-")
			}
		}
		parts[i] = title(p)
	}
	return strings.Join(parts, "-")
}

func title(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}
