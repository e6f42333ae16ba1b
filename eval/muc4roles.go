// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"regexp"
	"slices"
	"strings"

	"recoupe"
)

// mucReading is what a reading says in the terms of MUC-4.
type mucReading struct {
	roles map[string][]mucEntity
	// classes holds the confidence class of every organisation found, by wording.
	classes map[string]string
}

// mucFound is the adapter: agents of violence are perpetrators, what it is
// directed at or who suffers is target or victim, the means is the weapon.
// Fighting between armed sides is no incident of MUC-4.
func mucFound(r recoupe.Reading) mucReading {
	out := mucReading{map[string][]mucEntity{}, map[string]string{}}
	people, only := peopleOf(r), onlyGroup(r)
	for i := range r.Claims {
		c := &r.Claims[i]
		if !mucIncident(c) {
			continue
		}
		for _, a := range c.Actors {
			role := mucRole(c, a)
			name := mucNorm(mucName(role, a))
			if a.Kind == "person" && named(a) && (role == "Victim" || role == "PerpInd") {
				name = fullName(people, a.Name)
			}
			if role == "" || name == "" {
				continue
			}
			out.add(role, name)
			switch {
			case role == "PerpInd" && a.Kind == "armed_group" && only != "" && !named(a):
				out.add("PerpOrg", only) // "the guerrillas" are of the one group that is named
				out.classify(only, mucClass(r, c, a))
			case role == "PerpOrg":
				if mucNorm(a.Text) != name && !named(recoupe.Role{Name: a.Text}) {
					out.add("PerpInd", mucNorm(mucName("PerpInd", a))) // "FMLN guerrillas" are of the FMLN
				}
				out.classify(name, mucClass(r, c, a))
			}
		}
	}
	return out
}

// classify keeps the strongest class of an organisation.
func (m *mucReading) classify(name, class string) {
	if stronger(class, m.classes[name]) {
		m.classes[name] = class
	}
}

func (m *mucReading) add(role, name string) {
	if !slices.ContainsFunc(m.roles[role], func(e mucEntity) bool { return e[0] == name }) {
		m.roles[role] = append(m.roles[role], mucEntity{name})
	}
}

// blames are the accusations that name who did it; others find fault.
var blames = regexp.MustCompile(`(?i)^(accus|blam|attribut|ascrib|implicat|charg|incriminat|suspect)`)

// mucIncident: violence other than open battle, told as done.
func mucIncident(c *recoupe.Claim) bool {
	switch {
	case c.Modality == recoupe.Future, c.Modality == recoupe.Wished, c.Modality == recoupe.Ordered, c.Modality == recoupe.Asked:
		return false
	}
	family, _, _ := strings.Cut(c.Event, ".")
	if family == "VIO" && c.Polarity == recoupe.Negative {
		return false // what was not done has no perpetrator
	}
	switch c.Event {
	case "VIO.CLASH", "VIO.INTERCEPT":
		return false
	case "DIP.ACCUSE":
		return blames.MatchString(c.Trigger.Text)
	case "DIP.RESP", "CONS.KILLED", "CONS.INJURED", "CONS.CAPTURED":
		return true
	}
	return family == "VIO"
}

// onlyGroup is the one armed group that a reading names, "" where there is none or several.
func onlyGroup(r recoupe.Reading) string {
	only := ""
	see := func(kind, name string) bool {
		if kind != "armed_group" || !named(recoupe.Role{Name: name}) || mucNorm(name) == only {
			return true
		}
		if only != "" {
			return false
		}
		only = mucNorm(name)
		return true
	}
	for _, c := range r.Claims {
		for _, a := range c.Actors {
			if !see(a.Kind, a.Name) {
				return ""
			}
		}
	}
	for _, a := range r.Attributions {
		if !see(a.Source.Kind, a.Source.Name) {
			return ""
		}
	}
	return only
}

// peopleOf lists the names of persons in a reading, without titles.
func peopleOf(r recoupe.Reading) []string {
	var out []string
	for _, c := range r.Claims {
		for _, a := range c.Actors {
			if a.Kind == "person" {
				out = append(out, bareName(a.Name))
			}
		}
	}
	for _, a := range r.Attributions {
		if a.Source.Kind == "person" {
			out = append(out, bareName(a.Source.Name))
		}
	}
	return out
}

// fullName is the longest name of a person of which the given one is a part, in the set's form; "" where nothing of a name is left.
func fullName(people []string, name string) string {
	name = mucNorm(bareName(name))
	best := name
	for _, p := range people {
		p = mucNorm(p)
		if name != "" && len(p) > len(best) && len(strings.Fields(p)) <= 5 && strings.Contains(" "+p+" ", " "+name+" ") {
			best = p
		}
	}
	return best
}

// bareName is the run of capitalised words at the end of a description, without titles: "former minister Dr Ana Ruiz" is Ana Ruiz.
func bareName(s string) string {
	f := strings.Fields(s)
	at := len(f)
	for at > 0 {
		w := strings.TrimRight(f[at-1], ".")
		if low := strings.ToLower(w); w == "" || low == w && low != "de" && low != "y" || mucTitles[low] {
			break
		}
		at--
	}
	return strings.Join(f[at:], " ")
}

// mucTitles stand before names in this set.
var mucTitles = map[string]bool{"mr": true, "mrs": true, "dr": true, "msgr": true, "father": true, "archbishop": true, "bishop": true, "colonel": true, "col": true, "general": true, "gen": true,
	"captain": true, "major": true, "lieutenant": true, "president": true, "minister": true, "ambassador": true, "mayor": true, "senator": true, "judge": true, "leader": true, "deputy": true,
	"governor": true, "commander": true, "director": true, "secretary": true, "rector": true, "priest": true, "attorney": true, "justice": true, "clergyman": true, "spaniard": true, "jesuit": true}

// mucName is the wording of a filler: the name of a person or organisation,
// without number and quantity; the antecedent of a pronoun.
func mucName(role string, a recoupe.Role) string {
	text := a.Text
	if role == "Victim" || role == "PerpOrg" && !corps(a) || mucPronouns[strings.ToLower(text)] {
		text = a.Name
	}
	f := strings.Fields(text)
	for len(f) > 1 && (len(f) > 2 && f[1] == "of" && strings.EqualFold(f[0], "group") || mucQuantities[strings.ToLower(f[0])] || f[0][0] >= '0' && f[0][0] <= '9') {
		f = f[1:]
	}
	return strings.Join(f, " ")
}

// English mucPronouns and mucQuantities that are no part of a filler in this set.
var (
	mucPronouns   = map[string]bool{"he": true, "she": true, "they": true, "him": true, "her": true, "them": true, "who": true, "which": true, "that": true, "it": true, "we": true, "us": true, "whom": true}
	mucQuantities = map[string]bool{"two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true, "ten": true, "several": true, "some": true, "many": true,
		"another": true, "other": true, "his": true, "her": true, "their": true, "its": true, "our": true, "dozens": true, "of": true, "the": true, "a": true, "an": true, "these": true, "those": true, "least": true, "at": true,
		"one": true, "first": true, "second": true, "few": true, "alleged": true, "suspected": true}
)

// mucRole sorts an actor into a slot by its role and kind. Soldiers are
// perpetrators where people or property suffer, not where soldiers fight; a
// victim is a person with a name.
func mucRole(c *recoupe.Claim, a recoupe.Role) string {
	switch a.Role {
	case "instrument":
		return "Weapon"
	case "agent", "party":
		if c.Event == "DIP.ACCUSE" {
			return ""
		}
		return mucPerpetrator(c, a)
	case "target", "affected":
		switch {
		case c.Event == "DIP.ACCUSE":
			return mucPerpetrator(c, a)
		case a.Kind == "property":
			return "Target"
		case a.Kind == "person" && named(a):
			return "Victim"
		}
	}
	return ""
}

func mucPerpetrator(c *recoupe.Claim, a recoupe.Role) string {
	switch a.Kind {
	case "person", "armed_group", "organisation", "civilians":
		if c.Event == "VIO.OFFENSIVE" && !harms(c) {
			return ""
		}
	case "armed_force", "security_force", "government", "coalition":
		if c.Event != "DIP.ACCUSE" && !harms(c) {
			return ""
		}
	default:
		return ""
	}
	if !named(a) && mucVague[strings.TrimPrefix(mucNorm(a.Text), "this ")] {
		return ""
	}
	if a.Kind == "civilians" && (!strings.Contains(mucName("PerpInd", a), " ") || c.Rule == "nominal") { // "people" names nobody, "unidentified men" do it
		return ""
	}
	if a.Kind == "person" || a.Kind == "civilians" || !named(a) && !corps(a) {
		return "PerpInd"
	}
	return "PerpOrg"
}

// mucCorps are bodies under arms as a whole, which this set names as organisations; their soldiers are individuals.
var mucCorps = map[string]bool{"army": true, "forces": true, "force": true, "military": true, "police": true, "government": true, "navy": true, "regime": true}

// mucVague take up somebody who is named elsewhere, or nobody in particular.
var mucVague = map[string]bool{"group": true, "groups": true, "organization": true, "individuals": true}

// corps: a description of a whole body of a state: "the army", "the armed forces".
func corps(a recoupe.Role) bool {
	switch a.Kind {
	case "armed_force", "security_force", "government":
		text := mucNorm(a.Text)
		return mucCorps[text[strings.LastIndexByte(text, ' ')+1:]]
	}
	return false
}

// harms: somebody who does not fight, or property, suffers.
func harms(c *recoupe.Claim) bool {
	return slices.ContainsFunc(c.Actors, func(x recoupe.Role) bool {
		return (x.Role == "target" || x.Role == "affected") && (x.Kind == "person" || x.Kind == "civilians" || x.Kind == "property")
	})
}

// named: the actor has a proper name; a description is lower case.
func named(a recoupe.Role) bool {
	last := a.Name[strings.LastIndexByte(a.Name, ' ')+1:]
	if a.Kind == "person" && strings.Contains(a.Name, " of ") {
		return false
	}
	return strings.ToLower(last) != last && (last != a.Name || a.Kind != "person" || !strings.HasSuffix(last, "s"))
}
