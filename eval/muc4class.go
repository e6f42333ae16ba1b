// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"slices"
	"strings"

	"recoupe"
)

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
	return slices.ContainsFunc(strings.Fields(mucNorm(strings.ReplaceAll(text, "-", " "))), func(w string) bool { return mucOffices[w] })
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
