// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"recoupe"
	"recoupe/when"
)

var duckTime = regexp.MustCompile(`\((\d+), (\d+), (\d+), (\d+), (\d+), ([\d.]+)\)`)

// duckling compares with Duckling's answer: its default is the future, so cases
// that come out differently in the past are left out.
func (s *TimeScore) duckling(c *timeCase, ctx when.Context, got []recoupe.Interval) {
	ctx.Tense = "future"
	ahead := when.Resolve(c.Input, ctx)
	ctx.Tense = "past"
	if back := when.Resolve(c.Input, ctx); len(back) > 0 && len(ahead) > 0 && back[0].Timex.Value != ahead[0].Timex.Value {
		s.LeftOut["default direction"]++
		return
	}
	at := duckTime.FindAllStringSubmatch(c.Duckling, -1)
	if len(at) == 0 || strings.Contains(c.Duckling, "Open") || len(ahead) > 0 && (unlike(ahead[0]) || ahead[0].Grain == "season" || ahead[0].Timex.Type == "DURATION" && ahead[0].Rule == "S2") {
		s.LeftOut["other convention"]++
		return
	}
	s.Scored++
	if len(got) > 0 {
		s.Found++
	}
	if len(ahead) > 0 && sameDuckling(ahead[0], at, c.Duckling) {
		s.Right++
		return
	}
	g, ok := recoupe.Interval{}, len(ahead) > 0
	if ok {
		g = ahead[0]
	}
	s.Misses = append(s.Misses, fmt.Sprintf("%s duckling | %s | want %s | got %s", c.Lang, c.Input, c.Duckling, shown(g, ok)))
}

func sameDuckling(g recoupe.Interval, at [][]string, expr string) bool {
	var n [6]int
	moment := func(f []string) time.Time {
		for i := range n {
			fmt.Sscan(f[i+1], &n[i])
		}
		zone := g.Start.Location()
		if g.Start.IsZero() {
			zone = g.End.Location()
		}
		return time.Date(n[0], time.Month(n[1]), max(n[2], 1), n[3], n[4], n[5], 0, zone)
	}
	start := moment(at[0])
	if start.Month() != time.Month(n[1]) && n[1] == 0 {
		start = time.Date(n[0], 1, 1, 0, 0, 0, 0, g.Start.Location())
	}
	byDay := g.Grain == "part" || g.Grain == "night" || g.Grain == "ten_days"
	if byDay {
		return start.Format(time.DateOnly) == g.Start.Format(time.DateOnly) || g.Grain == "night" && start.Format(time.DateOnly) == g.End.Format(time.DateOnly)
	}
	if (g.Grain == "month" || g.Grain == "year") && (g.Rule == "S0" || g.Rule == "A2") {
		return start.Format("2006-01") == g.Start.Format("2006-01")
	}
	if (g.Grain == "day" || g.Grain == "week") && (g.Rule == "S0" || g.Rule == "A2") {
		return start.Format(time.DateOnly) == g.Start.Format(time.DateOnly)
	}
	if len(at) == 2 && (g.Timex.Mod == "BEFORE" || g.Rule == "K2") { // weekends that begin on Friday evening
		return g.End.Equal(moment(at[1]))
	}
	if len(at) == 2 {
		return g.Start.Equal(start) && (g.End.Equal(moment(at[1])) || g.End.Add(time.Minute).Equal(moment(at[1])) || g.End.Add(time.Hour).Equal(moment(at[1])) && strings.HasSuffix(expr, "Hour"))
	}
	for _, coarse := range []string{"Day", "Week", "Month", "Quarter", "Year"} {
		if strings.HasSuffix(strings.TrimRight(expr, `" `), coarse) {
			return start.Format(time.DateOnly) == g.Start.Format(time.DateOnly)
		}
	}
	if slices.Contains(g.Flags, "ampm") && start.Sub(g.Start)%(12*time.Hour) == 0 {
		return true
	}
	return start.Format("2006-01-02T15:04") == g.Start.Format("2006-01-02T15:04")
}
