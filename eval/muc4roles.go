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
	people := peopleOf(r)
	only := onlyGroup(r)
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
			if role == "PerpInd" && a.Kind == "armed_group" && only != "" && !named(a) {
				out.add("PerpOrg", only)
				if cl := mucClass(r, c, a); stronger(cl, out.classes[only]) {
					out.classes[only] = cl
				}
			}
			if role == "PerpOrg" && mucNorm(a.Text) != name && !named(recoupe.Role{Name: a.Text}) {
				out.add("PerpInd", mucNorm(mucName("PerpInd", a))) // "FMLN guerrillas" are of the FMLN
			}
			if role == "PerpOrg" {
				if cl := mucClass(r, c, a); stronger(cl, out.classes[name]) {
					out.classes[name] = cl
				}
			}
		}
	}
	return out
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

// Classes of MUC-4, from the strongest statement about a perpetrator down.
const (
	mucClaimed  = "CLAIMED OR ADMITTED"
	mucFact     = "REPORTED AS FACT"
	mucByState  = "SUSPECTED OR ACCUSED BY AUTHORITIES"
	mucAccused  = "SUSPECTED OR ACCUSED"
	mucPossible = "POSSIBLE"
	mucAcquit   = "ACQUITTED"
	// mucDenies is no class of its own: who denies was accused by somebody.
	mucDenies = mucAccused
)

// mucClass says how the responsibility of an agent is put: by the source of
// the claim, by what the claim is, and by the cue.
func mucClass(r recoupe.Reading, c *recoupe.Claim, a recoupe.Role) string {
	var said *recoupe.Attribution
	if i := slices.IndexFunc(r.Attributions, func(x recoupe.Attribution) bool { return x.ID == c.Attribution }); i >= 0 {
		said = &r.Attributions[i]
	}
	accused := c.Event == "DIP.ACCUSE" || said != nil && (said.Cue.Class == "accuse" || said.Cue.Class == "opinion_estimate" || said.Cue.Class == "claim_distanced")
	switch {
	case c.Event == "DIP.RESP" && c.Polarity == recoupe.Negative:
		return mucDenies
	case c.Modality == recoupe.DeniedAs:
		return mucAcquit
	case c.Event == "DIP.RESP", said != nil && a.ID != "" && said.Source.ID == a.ID:
		return mucClaimed
	case accused && (said != nil && mucAuthority(said) || officialAgent(c)):
		return mucByState
	case accused, c.Modality == recoupe.ReportedAs:
		return mucAccused
	case said != nil && mucAuthority(said) && c.Modality != recoupe.Possible:
		return mucByState // that an authority says who did it is an accusation
	case c.Modality == recoupe.Possible:
		return mucPossible
	}
	return mucFact
}

// mucAuthority: somebody speaks for the state: a person in office, or a body that says so; what a body only reports is told as a fact.
func mucAuthority(a *recoupe.Attribution) bool {
	if a.Source.Kind == "person" || a.Source.Kind == "" {
		return inOffice(a.Source.Text) || inOffice(a.Source.Name)
	}
	return mucOfficial(a.Source.Kind) && (a.Cue.Class != "relay" && a.Cue.Class != "assert_factive")
}

// mucOfficial: the authorities of a state.
func mucOfficial(kind string) bool {
	switch kind {
	case "state", "government", "ministry", "armed_force", "security_force":
		return true
	}
	return false
}

// inOffice: a person is named by an office of the state or a rank.
func inOffice(text string) bool {
	return slices.ContainsFunc(strings.Fields(mucNorm(text)), func(w string) bool { return mucOffices[w] })
}

// mucOffices are the titles of this set that speak for a state.
var mucOffices = map[string]bool{"president": true, "minister": true, "colonel": true, "col": true, "general": true, "gen": true, "captain": true, "major": true, "lieutenant": true, "secretary": true,
	"ambassador": true, "governor": true, "commander": true, "judge": true, "mayor": true, "police": true, "authorities": true, "officials": true, "official": true, "army": true, "military": true}

// officialAgent: an authority accuses in its own act.
func officialAgent(c *recoupe.Claim) bool {
	return c.Event == "DIP.ACCUSE" && slices.ContainsFunc(c.Actors, func(a recoupe.Role) bool {
		return a.Role == "agent" && (mucOfficial(a.Kind) || inOffice(a.Text))
	})
}

// stronger orders classes: what an organisation claims itself, what the author tells as a fact, then what others say.
func stronger(a, b string) bool {
	order := []string{"", mucAcquit, mucPossible, mucAccused, mucByState, mucFact, mucClaimed}
	return slices.Index(order, a) > slices.Index(order, b)
}

// mucClasses counts S3: of the gold organisations with a class that S1 matches,
// those whose class is among the gold alternatives; gold counts all with a class.
func mucClasses(d mucDoc, found mucReading) counts {
	var c counts
	for _, g := range d.gold["PerpOrg"] {
		allowed := map[string]bool{}
		for _, name := range g {
			for v := range d.classes[name] {
				allowed[v] = true
			}
		}
		if len(allowed) == 0 {
			continue
		}
		c.gold++
		for _, p := range found.roles["PerpOrg"] {
			if sameEntity(g, p, false) {
				c.pred++
				if allowed[found.classes[p[0]]] {
					c.hit++
				}
				break
			}
		}
	}
	return c
}
