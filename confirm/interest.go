// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package confirm

import (
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"recoupe"
	"recoupe/lexicon"
)

// circumstances are what an event says about sides: who is spoken of, who acts, whom it helps and harms.
type circumstances struct {
	camps, acting  []string
	helped, harmed []string
}

type stake struct {
	role, condition string
	interest        int
}

// stakes is the table of interests by event type; a broken table is a broken build.
var stakes = sync.OnceValue(func() map[string][]stake {
	rows, err := lexicon.Table("x/interest.txt")
	if err != nil {
		panic(err)
	}
	out := map[string][]stake{}
	for _, r := range rows {
		n, err := strconv.Atoi(r[2])
		if err != nil || len(r) > 4 {
			panic(fmt.Sprintf("lexicon x/interest.txt: %q", r))
		}
		s := stake{role: r[1], interest: n}
		if len(r) == 4 {
			s.condition = r[3]
		}
		out[r[0]] = append(out[r[0]], s)
	}
	return out
})

// circumstancesOf reads the sides out of the assertions that are for the event.
func circumstancesOf(as []Assertion) circumstances {
	var c circumstances
	for i := range as {
		if a := &as[i]; !a.Foreign {
			c.read(a.Claim)
		}
	}
	return c
}

func (c *circumstances) read(x *recoupe.Claim) {
	civilians := slices.ContainsFunc(x.Actors, func(r recoupe.Role) bool {
		return r.Kind == "civilians" && (r.Role == "target" || r.Role == "affected")
	})
	for _, r := range x.Actors {
		if r.Camp == "" {
			continue
		}
		c.camps = include(c.camps, r.Camp)
		if r.Role == "agent" || r.Role == "gainer" || r.Role == "loser" || r.Role == "party" {
			c.acting = include(c.acting, r.Camp)
		}
		switch interest(x.Event, r.Role, civilians) {
		case 1:
			c.helped = include(c.helped, r.Camp)
		case -1:
			c.harmed = include(c.harmed, r.Camp)
		}
	}
}

// interest looks a role up; of several lines the one whose condition holds is the last word.
func interest(event, role string, civilians bool) int {
	n := 0
	for _, s := range stakes()[event] {
		if s.role == role && (s.condition == "" || s.condition == "civilians" && civilians) {
			n = s.interest
		}
	}
	return n
}

// interest is +1 for a speaker of the side that gains if this is believed, -1 for one of the side that loses.
// A side that an event harms by one role and helps by another has lost: its word weighs as an admission.
func (c circumstances) interest(w World, id string, on time.Time) int {
	camp := w.camp(id, on)
	switch {
	case camp == "":
		return 0
	case slices.Contains(c.harmed, camp):
		return -1
	case slices.Contains(c.helped, camp):
		return 1
	}
	for _, h := range c.helped {
		if w.Register.Allied(camp, h, on) {
			return 1
		}
	}
	for _, h := range c.harmed {
		if w.Register.Opposed(camp, h, on) {
			return 1
		}
	}
	return 0
}

func include(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
