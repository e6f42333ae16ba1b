// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"recoupe"
	"recoupe/actor"
	"recoupe/confirm"
	"recoupe/lang"
	"recoupe/lexicon"
)

// speaker reads voices off the chains of one dispatch.
type speaker struct {
	reg      *actor.Register
	r        *recoupe.Reading
	byID     map[string]*recoupe.Attribution
	author   confirm.Voice
	sections map[string]confirm.Voice
}

func newSpeaker(r *recoupe.Reading, reg *actor.Register) *speaker {
	s := &speaker{reg: reg, r: r, byID: map[string]*recoupe.Attribution{}, sections: map[string]confirm.Voice{}}
	for i := range r.Attributions {
		s.byID[r.Attributions[i].ID] = &r.Attributions[i]
	}
	s.author = s.authorVoice()
	return s
}

// authorVoice is whose voice the unattributed text is: the publisher where it is a side, a monitor or an agency
// itself; an agency that is credited (O3); else a voice without a name.
func (s *speaker) authorVoice() confirm.Voice {
	d := &s.r.Dispatch
	if e, ok := s.find(d.Publisher); ok && speaksForItself(e) {
		return confirm.Voice{ID: e.ID, Name: e.Name(d.Lang), Kind: e.Kind, Named: true}
	}
	for _, c := range d.Credits {
		if e, ok := s.find(c); ok && e.Kind == "agency" {
			return confirm.Voice{ID: e.ID, Name: e.Name(d.Lang), Kind: e.Kind, Named: true, Agencies: true}
		}
	}
	if len(d.Credits) > 0 {
		return confirm.Voice{ID: "agency:" + lang.Fold(d.Credits[0]), Name: d.Credits[0], Agencies: true}
	}
	key := d.Publisher
	if key == "" {
		key = d.ID
	}
	return confirm.Voice{ID: "own:" + lang.Fold(key), Name: d.Publisher, Own: true}
}

// speaksForItself: sides, their organs, monitors and agencies vouch for what they print; other media have only
// the say of those whom they name.
func speaksForItself(e actor.Entry) bool {
	return e.Role != "press" || e.Kind == "agency"
}

// find looks a printed name up in the register.
func (s *speaker) find(name string) (actor.Entry, bool) {
	if name == "" || s.reg == nil {
		return actor.Entry{}, false
	}
	e, score, ok := s.reg.MatchOn(name, s.r.Dispatch.Lang, s.r.Dispatch.Published)
	return e, ok && score >= 1
}

// voice is the innermost nameable speaker of a claim's chain.
func (s *speaker) voice(c *recoupe.Claim) confirm.Voice {
	a := s.byID[c.Attribution]
	if a == nil {
		return s.author
	}
	if v, ok := s.sections[a.ID]; ok {
		return v
	}
	v := s.innermost(a)
	v.Shows = a.Cue.Class == "show_evidence"
	s.sections[a.ID] = v
	return v
}

func (s *speaker) innermost(a *recoupe.Attribution) confirm.Voice {
	if v, ok := s.reporter(a); ok {
		return v
	}
	if nameable(&a.Source) {
		return confirm.Voice{ID: a.Source.ID, Name: s.name(a.Source.ID, a.Source.Name), Kind: a.Source.Kind, Named: true}
	}
	for i := len(a.Chain) - 1; i >= 0; i-- {
		if e, ok := s.reg.Get(a.Chain[i]); ok && a.Chain[i] != a.Source.ID {
			return confirm.Voice{ID: e.ID, Name: e.Name(s.r.Dispatch.Lang), Kind: e.Kind, Named: true}
		}
	}
	id := a.Source.ID
	if id == "" {
		id = "x-unknown"
	}
	return confirm.Voice{ID: id, Name: a.Source.Name, Kind: a.Source.Kind, Camp: s.side(a), Anonymous: true}
}

// reporter is the voice of an outlet's own people on the spot: of the medium that is named ("the agency's
// correspondent"), else of the outlet that prints it ("our correspondent"). Another correspondent has no name.
func (s *speaker) reporter(a *recoupe.Attribution) (confirm.Voice, bool) {
	lang, person, ours := s.r.Dispatch.Lang, false, false
	for _, w := range strings.Fields(a.Source.Text) {
		switch reporters()[lang][fold(w)] {
		case "person":
			person = true
		case "ours":
			ours = true
		}
	}
	if !person && !(ours && lang == "ar") {
		return confirm.Voice{}, false
	}
	if e, ok := s.inside(a.Source.Text); ok && (e.Kind == "agency" || e.Kind == "media") {
		return confirm.Voice{ID: e.ID, Name: e.Name(lang), Kind: e.Kind, Named: true, Reporter: true}, true
	}
	if p := s.r.Dispatch.Publisher; ours && p != "" {
		return confirm.Voice{ID: "reporter:" + fold(p), Name: p, Kind: "media", Named: true, Reporter: true}, true
	}
	return confirm.Voice{ID: "x-reporter", Name: a.Source.Name, Kind: a.Source.Kind, Anonymous: true}, true
}

func fold(w string) string { return lang.Fold(strings.Trim(w, ",.;:()\"«»")) }

// reporters are the words for an outlet's own people by language, folded.
var reporters = sync.OnceValue(func() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, l := range lexicon.Langs() {
		rows, err := lexicon.Table(l + "/reporters.txt")
		if err != nil {
			continue
		}
		out[l] = map[string]string{}
		for _, r := range rows {
			out[l][lang.Fold(r[0])] = r[1]
		}
	}
	return out
})

// side is the camp that an anonymous source belongs to, where the text says so of the same words as an actor.
func (s *speaker) side(a *recoupe.Attribution) string {
	at := recoupe.Hull(a.Source.Spans)
	for i := range s.r.Claims {
		for _, r := range s.r.Claims[i].Actors {
			if r.Camp != "" && r.ID == a.Source.ID && recoupe.Hull(r.Spans) == at {
				return r.Camp
			}
		}
	}
	return ""
}

func (s *speaker) name(id, fallback string) string {
	if n := s.reg.NameIn(id, s.r.Dispatch.Lang); n != "" {
		return n
	}
	return fallback
}

// made marks ids that were made from a wording because the register lacks the actor.
const made = "x-"

// nameable: a register's actor, or a name of its own. "The director", "residents" and silent sources have none.
func nameable(src *recoupe.Source) bool {
	if src.Anonymous || src.ID == "" || src.ID == recoupe.Author || src.ID == "x-unknown" {
		return false
	}
	if !strings.HasPrefix(src.ID, made) {
		return true
	}
	words := strings.Fields(src.Name)
	if len(words) == 0 {
		return false
	}
	return slices.ContainsFunc(words, properName)
}

// properName: a capital in scripts that have capitals; elsewhere any word may be one.
func properName(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, `"'«“(`))
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// also are the other speakers of an attribution whose source is several, each of whom says it himself: "the observatory
// and the agency said". Only names that the register has count, and all of them have to be known.
func (s *speaker) also(c *recoupe.Claim) []confirm.Voice {
	a := s.byID[c.Attribution]
	if a == nil || a.Source.Anonymous || s.reg == nil {
		return nil
	}
	parts := joined(s.sources(a), s.r.Dispatch.Lang)
	if len(parts) < 2 {
		return nil
	}
	main := s.voice(c)
	var out []confirm.Voice
	found := false
	for _, p := range parts {
		e, ok := s.inside(p)
		switch {
		case !ok:
			return nil
		case e.ID == main.ID:
			found = true
		default:
			out = append(out, confirm.Voice{ID: e.ID, Name: s.name(e.ID, p), Kind: e.Kind, Named: true, Shows: main.Shows})
		}
	}
	if !found {
		return nil
	}
	return out
}

// longestSources bounds, in bytes, what stands between a source and its cue or its content.
const longestSources = 90

// sources is the phrase of a source with what stands behind it up to the cue or else the content: a second name.
func (s *speaker) sources(a *recoupe.Attribution) string {
	at, cue, content := recoupe.Hull(a.Source.Spans), recoupe.Hull(a.Cue.Spans), recoupe.Hull(a.Content.Spans)
	end := cue.Start
	if end < at.End {
		end = content.Start
	}
	text := s.r.Dispatch.Text
	if at.Start >= at.End || end <= at.End || end > len(text) || end-at.End > longestSources {
		return a.Source.Text
	}
	return strings.TrimSpace(text[at.Start:end])
}

// inside finds the longest name of the register in a phrase.
func (s *speaker) inside(phrase string) (actor.Entry, bool) {
	ws := strings.Fields(phrase)
	for n := len(ws); n > 0; n-- {
		for i := 0; i+n <= len(ws); i++ {
			if e, ok := s.find(strings.Trim(strings.Join(ws[i:i+n], " "), ",;()\"«»")); ok {
				return e, true
			}
		}
	}
	return actor.Entry{}, false
}

// joins are the words of a language that join names; in Arabic one is written on the next word.
var joins = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, l := range lexicon.Langs() {
		rows, err := lexicon.Table(l + "/place.txt")
		if err != nil {
			continue
		}
		for _, r := range rows {
			if r[0] == "join" {
				out[l] = append(out[l], r[1])
			}
		}
	}
	return out
})

// joined cuts a phrase at the words that join.
func joined(phrase, language string) []string {
	var parts []string
	var part []string
	flush := func() {
		if len(part) > 0 {
			parts = append(parts, strings.Join(part, " "))
		}
		part = nil
	}
	for _, w := range strings.Fields(phrase) {
		switch rest, ok := written(w, language); {
		case slices.Contains(joins()[language], strings.ToLower(w)):
			flush()
		case ok && len(part) > 0:
			flush()
			part = append(part, rest)
		default:
			part = append(part, w)
		}
	}
	flush()
	return parts
}

// written takes a joining letter off the word that it is written on.
func written(w, language string) (string, bool) {
	for _, j := range joins()[language] {
		if utf8.RuneCountInString(j) == 1 && language == "ar" && utf8.RuneCountInString(w) > 3 && strings.HasPrefix(w, j) {
			return w[len(j):], true
		}
	}
	return w, false
}
