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
		form := t.word(w, acronyms, start)
		if !start && t.doubtful(strings.ToLower(w)) { // a title has its capital before a name only
			if next := nextWord.FindString(text[at:]); next == "" || t.seenLower(strings.ToLower(strings.TrimSpace(next))) {
				form = strings.ToLower(w)
			}
		}
		b.WriteString(form)
		start = strings.ContainsAny(w, ".!?")
	}
	b.WriteString(text[at:])
	return inName.ReplaceAllStringFunc(beforeAcronym.ReplaceAllStringFunc(spelled(b.String()), func(m string) string {
		f := strings.Split(m, " ")
		f[1] = title(f[1])
		return strings.Join(f, " ")
	}), func(m string) string {
		f := strings.Split(m, " ")
		if !nameLink[f[1]] {
			f[1] = title(f[1])
		}
		return strings.Join(f, " ")
	})
}

// beforeAcronym is a word in lower case between a name and its bracketed acronym: "Liberation front [ABC]".
var beforeAcronym = regexp.MustCompile(`\p{Lu}\p{L}+ \p{Ll}\p{L}{3,} [\[(]\p{Lu}{2}`)

// inName is a word in lower case between two in capitals; nameLink the words that names have so.
var (
	inName   = regexp.MustCompile(`\p{Lu}[\p{L}]+ \p{Ll}[\p{L}]{3,} \p{Lu}[\p{L}]+`)
	nameLink = map[string]bool{"with": true, "from": true, "that": true, "have": true, "were": true, "said": true, "told": true, "when": true, "after": true, "before": true, "into": true, "near": true, "against": true, "and": true, "between": true, "over": true, "toward": true, "where": true, "while": true, "during": true, "last": true, "will": true, "says": true, "denied": true, "reported": true, "today": true, "under": true, "about": true}
)

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

// nextWord is a word right behind a blank.
var nextWord = regexp.MustCompile(`^ [\p{L}\p{M}'’-]+`)

// doubtful: the word is seen with and without its capital.
func (t *truecaser) doubtful(low string) bool {
	small, all := t.forms[low][low], 0
	for _, n := range t.forms[low] {
		all += n
	}
	return small*10 > all && small < all
}

// seenLower: the word is usually written small.
func (t *truecaser) seenLower(low string) bool { return t.best(low) == low }

// spelled capitalises the words that a bracketed acronym stands for.
func spelled(text string) string {
	for _, m := range bracketed.FindAllStringSubmatchIndex(text, -1) {
		letters := strings.ToLower(text[m[2]:m[3]])
		words := wordBefore.FindAllStringIndex(text[:m[0]], -1)
		from := -1
		for i, n := len(words)-1, len(letters); i >= 0 && i >= len(words)-len(letters)-4 && n > 0; i-- {
			w := strings.ToLower(text[words[i][0]:words[i][1]])
			switch {
			case w[0] == letters[n-1]:
				n--
				from = i
			case len(w) > 3:
				n = -1
			}
			if n == 0 {
				text = text[:words[from][0]] + titled(text[words[from][0]:m[0]]) + text[m[0]:]
			}
		}
	}
	return text
}

var wordBefore = regexp.MustCompile(`[\p{L}'’-]+`)

// titled writes every word of more than three letters with a capital.
func titled(s string) string {
	return wordBefore.ReplaceAllStringFunc(s, func(w string) string {
		if len(w) <= 3 {
			return w
		}
		return title(w)
	})
}
