// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package reprint

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/lang"
)

// token is one run of letters or digits, folded and hashed.
type token struct {
	hash uint64
	span recoupe.Span
}

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

func hashString(s string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime64
	}
	return h
}

// folded remembers the hashes of words, because folding one costs more than looking it up.
type folded map[string]uint64

// remembered is how many words are remembered before it begins anew.
const remembered = 1 << 16

func (f folded) hash(word string) uint64 {
	h, ok := f[word]
	if !ok {
		if len(f) >= remembered {
			clear(f)
		}
		h = hashString(lang.Fold(word))
		f[strings.Clone(word)] = h
	}
	return h
}

// tokens cuts text into runs of letters, digits and marks. Spans are bytes of text.
func (f folded) tokens(text string) []token {
	out := make([]token, 0, len(text)/6)
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, token{f.hash(text[start:end]), recoupe.Span{Start: start, End: end}})
			start = -1
		}
	}
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) || start >= 0 && unicode.IsMark(r) || r == 'ـ' {
			if start < 0 {
				start = i
			}
		} else {
			flush(i)
		}
		i += n
	}
	flush(len(text))
	return out
}

// grams hashes every run of n tokens.
func grams(ts []token, n int) []uint64 {
	if len(ts) < n {
		return nil
	}
	out := make([]uint64, len(ts)-n+1)
	for i := range out {
		h := uint64(offset64)
		for _, t := range ts[i : i+n] {
			h = (h ^ t.hash) * prime64
			h ^= h >> 29
		}
		out[i] = mix(h)
	}
	return out
}

// mix spreads the bits, so that the smallest of a window is any of them.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// mark is a kept fingerprint and the token where its gram begins.
type mark struct {
	hash uint64
	pos  int
}

// winnow keeps of every w consecutive hashes the smallest, the rightmost of equals.
// Fewer than w hashes are one window.
func winnow(hs []uint64, w int) []mark {
	if len(hs) == 0 {
		return nil
	}
	w = min(w, len(hs))
	var out []mark
	last := -1
	for i := 0; i+w <= len(hs); i++ {
		best := i
		for k := i + 1; k < i+w; k++ {
			if hs[k] <= hs[best] {
				best = k
			}
		}
		if best != last {
			out = append(out, mark{hs[best], best})
			last = best
		}
	}
	return out
}
