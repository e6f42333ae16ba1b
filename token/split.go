// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// emit appends the scanned stretch, cut by the habits of the language.
func (s *scanner) emit(i, j int) {
	w := s.text[i:j]
	if !isWord(s.at(i)) || strings.ContainsAny(w, "@:") && !isDigit(s.at(i)) || strings.HasPrefix(w, "www.") {
		s.push(i, j)
		return
	}
	switch {
	case s.english:
		s.emitEnglish(i, j)
	case len(s.elided) > 0 || len(s.clitics) > 0:
		s.emitFrench(i, j)
	default:
		s.push(i, j)
	}
}

func (s *scanner) push(i, j int) {
	if i >= j {
		return
	}
	w := s.text[i:j]
	s.out = append(s.out, atom{start: i, end: j, abbrev: len(w) > 1 && w[len(w)-1] == '.' && w[len(w)-2] != '.' && isWord(s.at(i))})
}

// emitFrench cuts elisions off the front and clitic pronouns off the end.
//
//	L'armée a-t-elle reculé -> L' armée a -t-elle reculé
func (s *scanner) emitFrench(i, j int) {
	for !s.whole[key(s.text[i:j])] {
		k := strings.IndexAny(s.text[i:j], "'’ʼ`´")
		if k < 0 || !s.elided[key(s.text[i:i+k])] {
			break
		}
		_, n := utf8.DecodeRuneInString(s.text[i+k:])
		if i+k+n >= j {
			break
		}
		s.push(i, i+k+n)
		i += k + n
	}
	cuts := s.cliticCuts(i, j)
	for n := len(cuts) - 1; n >= 0; n-- {
		s.push(i, cuts[n])
		i = cuts[n]
	}
	s.push(i, j)
}

// cliticCuts returns where clitics begin, last one first.
func (s *scanner) cliticCuts(i, j int) []int {
	var cuts []int
	for len(s.clitics) > 0 && !s.whole[key(s.text[i:j])] {
		k := strings.LastIndexByte(s.text[i:j], '-')
		if k <= 0 || !s.clitics[key(s.text[i+k+1:j])] {
			break
		}
		if t := s.text[i : i+k]; strings.HasSuffix(strings.ToLower(t), "-t") {
			k -= 2
		}
		if k <= 0 {
			break
		}
		j = i + k
		cuts = append(cuts, j)
	}
	if len(cuts) > 0 && strings.ContainsAny(s.text[i:j], "-0123456789") {
		return nil
	}
	return cuts
}

// emitEnglish cuts at hyphens, prefixes apart, and splits contractions.
//
//	the al-Nusra Front's post-war aims -> the al - Nusra Front 's post-war aims
func (s *scanner) emitEnglish(i, j int) {
	if strings.ContainsAny(s.text[i:j], "@/") || isDigit(s.at(i)) && !strings.ContainsFunc(s.text[i:j], unicode.IsLetter) {
		s.push(i, j)
		return
	}
	from := i
	for k := i; k < j; {
		r, n := utf8.DecodeRuneInString(s.text[k:])
		if (r == '-' || r == '‑' || r == '‐') && k > from && !s.prefixes[key(s.text[from:k])] {
			s.contract(from, k)
			s.push(k, k+n)
			from = k + n
		}
		k += n
	}
	s.contract(from, j)
}

// contract pushes one English token, as several words where it is a contraction.
func (s *scanner) contract(i, j int) {
	w := key(s.text[i:j])
	if parts, ok := s.endings[w]; ok && len(parts) > 1 {
		s.pushParts(i, j, parts)
		return
	}
	if strings.HasSuffix(w, "n't") && len(w) > 3 {
		s.pushCut(i, j, 3)
		return
	}
	if k := strings.LastIndexByte(w, '\''); k > 0 {
		if _, ok := s.endings[w[k:]]; ok {
			s.pushCut(i, j, utf8.RuneCountInString(w[k:]))
			return
		}
	}
	s.push(i, j)
}

// pushParts pushes a contraction whose words are known; they partition it.
func (s *scanner) pushParts(i, j int, parts []string) {
	a := atom{start: i, end: j}
	k := i
	for _, p := range parts {
		for range utf8.RuneCountInString(p) {
			_, n := utf8.DecodeRuneInString(s.text[k:j])
			k += n
		}
		a.cuts = append(a.cuts, k)
	}
	a.cuts[len(a.cuts)-1] = j
	s.pushAtom(a)
}

// pushCut pushes a contraction whose last word has the given number of letters.
func (s *scanner) pushCut(i, j, letters int) {
	k := j
	for range letters {
		_, n := utf8.DecodeLastRuneInString(s.text[i:k])
		k -= n
	}
	if k <= i {
		s.push(i, j)
		return
	}
	s.pushAtom(atom{start: i, end: j, cuts: []int{k, j}})
}

func (s *scanner) pushAtom(a atom) {
	k := a.start
	for _, c := range a.cuts {
		a.words = append(a.words, s.text[k:c])
		k = c
	}
	s.out = append(s.out, a)
}
