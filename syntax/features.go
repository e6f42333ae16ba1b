// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sizes of the input of a word: form embedding, n-gram sum, shape.
const (
	FormSize  = 64
	SubSize   = 64
	ShapeSize = 16
	InputSize = FormSize + SubSize + ShapeSize
	// SubRows is the number of hashed n-gram rows, a power of two.
	SubRows = 1 << 15
	// Shapes is the number of shape values; Treebanks the number of treebank ids.
	Shapes    = 64
	Treebanks = 8
)

// hash is FNV-1a with a seed and a final mix (Fowler, Noll, Vo; MurmurHash3's finaliser).
func hash(s string, seed uint32) uint32 {
	h := uint32(2166136261) ^ seed
	for i := 0; i < len(s); i++ {
		h ^= uint32(s[i])
		h *= 16777619
	}
	h ^= h >> 15
	h *= 0x85ebca6b
	h ^= h >> 13
	return h
}

// Subwords returns the rows of the character n-grams of a normalised form: all
// 3- to 5-grams of "<form>", suffixes of 2 to 5, prefixes of 2 to 4, the whole.
func Subwords(form string, out []uint32) []uint32 {
	w := "<" + strings.ToLower(form) + ">"
	var at [72]int
	n := 0
	for i := range w {
		if n == len(at)-1 {
			break
		}
		at[n] = i
		n++
	}
	at[n] = len(w)
	if n == len(at)-1 {
		w = w[:at[n-1]]
		at[n-1] = len(w)
		n--
	}
	row := func(i, j int, seed uint32) { out = append(out, hash(w[at[i]:at[j]], seed)&(SubRows-1)) }
	for k := 3; k <= 5; k++ {
		for i := 0; i+k <= n; i++ {
			row(i, i+k, uint32(k))
		}
	}
	for k := 2; k <= 5 && k < n; k++ {
		row(n-k, n, 100+uint32(k))
	}
	for k := 2; k <= 4 && k < n; k++ {
		row(0, k, 200+uint32(k))
	}
	row(0, n, 300)
	return out
}

// Shape returns six bits: initial capital, digit, all capitals, hyphen or
// apostrophe, neither letter nor digit, first word of the sentence.
func Shape(s string, first bool) int {
	x := 0
	if r, _ := utf8.DecodeRuneInString(s); unicode.IsUpper(r) {
		x |= 1
	}
	letters, lower := false, false
	for _, r := range s {
		letters = letters || unicode.IsLetter(r) || unicode.IsDigit(r)
		lower = lower || unicode.IsLower(r)
		if unicode.IsDigit(r) {
			x |= 2
		}
		if r == '-' || r == '\'' {
			x |= 8
		}
	}
	if x&1 != 0 && !lower && len(s) > 1 {
		x |= 4
	}
	if !letters {
		x |= 16
	}
	if first {
		x |= 32
	}
	return x
}

// LemmaScript describes how a lemma is made of a form: lower-case the form
// (l) or not (k), cut letters at the end, append a suffix.
func LemmaScript(form, lemma string) string {
	c := "l"
	f, l := []rune(strings.ToLower(form)), []rune(lemma)
	if len(l) > 0 && unicode.IsUpper(l[0]) {
		c, f = "k", []rune(form)
	}
	i := 0
	for i < len(f) && i < len(l) && f[i] == l[i] {
		i++
	}
	return c + string(rune('0'+len(f)-i)) + string(l[i:])
}

// ApplyScript makes the lemma of form by a script of LemmaScript; a script that does not fit gives the form.
func ApplyScript(form, script string) string {
	if len(script) < 2 {
		return form
	}
	if script[0] == 'l' {
		form = strings.ToLower(form)
	}
	cut, size := utf8.DecodeRuneInString(script[1:])
	end := len(form)
	for k := int(cut - '0'); k > 0 && end > 0; k-- {
		_, s := utf8.DecodeLastRuneInString(form[:end])
		end -= s
	}
	return form[:end] + script[1+size:]
}
