// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package name

import (
	"strings"
	"unicode"

	"recoupe/actor"
	"recoupe/lang"
	"recoupe/ud"
)

// longestListed is the number of words of a name looked up in the register.
const longestListed = 10

// registerKinds maps the kinds of actors to types of names.
var registerKinds = map[string]string{"armed_group": Group, "agency": Media, "broadcaster": Media, "newspaper": Media, "observatory": Organisation,
	"ngo": Organisation, "intergov": Organisation, "organisation": Organisation, "person": Person, "coalition": Group}

// listed is a name of the register.
type listed struct{ kind, why string }

// WithRegister returns a finder that also takes the names of actors from a
// register: they are found whatever the model says. Names without a capital
// are left out in scripts that have capitals, for they describe.
func (f *Finder) WithRegister(entries []actor.Entry) *Finder {
	out := *f
	out.register = map[string]listed{}
	for _, e := range entries {
		kind := registerKinds[e.Kind]
		if kind == "" {
			continue
		}
		for _, names := range e.Names {
			for _, n := range names {
				if r := []rune(n); len(r) > 2 && (unicode.IsUpper(r[0]) || unicode.Is(unicode.Lo, r[0])) {
					out.register[squeezed(n)] = listed{kind, "register: " + e.ID}
				}
			}
		}
	}
	return &out
}

// squeezed is a name without blanks and case: words are told apart differently by lists and treebanks.
func squeezed(s string) string {
	return strings.ToLower(strings.ReplaceAll(lang.Norm(s), " ", ""))
}

// registered returns the longest name of the register that begins at word i.
func (f *Finder) registered(s *ud.Sentence, i int) (Name, bool) {
	w := s.Words[i].Form
	if len(f.register) == 0 || !nameLike(w) {
		return Name{}, false
	}
	var b strings.Builder
	var best Name
	found := false
	for k := i; k < len(s.Words) && k < i+longestListed; k++ {
		form := s.Words[k].Form
		for _, t := range s.Tokens { // a contraction counts as it is written
			if k == t.First {
				form = t.Form
			} else if k > t.First && k <= t.Last {
				form = ""
			}
		}
		b.WriteString(squeezed(form))
		if l, ok := f.register[b.String()]; ok && form != "" {
			best, found = Name{First: i, Last: lastOfToken(s, k), Type: l.kind, Why: l.why}, true
		}
	}
	if found && best.Last == best.First && len([]rune(w)) <= 4 && strings.ToUpper(w) != w && !unicode.Is(unicode.Lo, []rune(w)[0]) {
		return Name{}, false // "Des" is no acronym "DES"
	}
	return best, found
}

func lastOfToken(s *ud.Sentence, k int) int {
	for _, t := range s.Tokens {
		if k >= t.First && k <= t.Last {
			return t.Last
		}
	}
	return k
}
