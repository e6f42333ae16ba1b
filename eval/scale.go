// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"recoupe"
	"recoupe/weave"
)

// scaleSizes are the numbers of dispatches at which the cost of one more is measured; largeSizes take hours.
var (
	scaleSizes = []int{1_000, 3_000, 10_000}
	largeSizes = []int{30_000, 100_000, 300_000, 1_000_000}
)

// windowDays is how long dispatches stay open; older ones are closed and only kept in the store.
const windowDays = 30

// probes is how many dispatches, and kills, are timed at each size.
const probes = 2000

// Scale measures what one more dispatch costs as traffic grows: time to put it in and weave again, time after a
// kill, memory. No sizes are those of scaleSizes.
func Scale(w io.Writer, sizes []int) error {
	if len(sizes) == 0 {
		sizes = scaleSizes
	}
	t := NewTraffic(1)
	reg, err := t.Register()
	if err != nil {
		return err
	}
	v := weave.New(weave.Options{Register: reg})
	fmt.Fprintf(w, "\n### Cost of one more dispatch in processor time (made-up traffic, %d a day, open for %d days)\n\n| dispatches so far | claims so far | open dispatches | median ms | p99 ms | kill, median ms | kill, p99 ms | heap MB |\n|---|---|---|---|---|---|---|---|\n", perDay, windowDays)
	n, claims := 0, 0
	var open []recoupe.Reading
	for _, size := range sizes {
		var adds []time.Duration
		for ; n < size; n++ {
			r := t.Next()
			claims += len(r.Claims)
			began := cpuTime()
			v.Put(r)
			v.Update()
			if size-n <= probes {
				adds = append(adds, cpuTime()-began)
			}
			open = closeOld(v, append(open, r))
		}
		kills := timeKills(v, open, n)
		fmt.Fprintf(w, "| %d | %d | %d | %.2f | %.2f | %.2f | %.2f | %d |\n", n, claims, len(open), ms(adds, .5), ms(adds, .99), ms(kills, .5), ms(kills, .99), heapMB())
	}
	return nil
}

// closeOld drops what is older than the window.
func closeOld(v *weave.Weaver, open []recoupe.Reading) []recoupe.Reading {
	limit := open[len(open)-1].Dispatch.Published.AddDate(0, 0, -windowDays)
	k := 0
	for k < len(open) && open[k].Dispatch.Published.Before(limit) {
		v.Drop(open[k].Dispatch.ID)
		k++
	}
	return open[k:]
}

// timeKills kills open dispatches, newest first, and takes the notices out again.
func timeKills(v *weave.Weaver, open []recoupe.Reading, n int) []time.Duration {
	var out []time.Duration
	v.Update()
	for i := range min(probes/10, len(open)) {
		target := &open[len(open)-1-i*(len(open)/(probes/10))].Dispatch
		notice := recoupe.Reading{Dispatch: recoupe.Dispatch{ID: fmt.Sprintf("kill%d-%d", n, i), Published: open[len(open)-1].Dispatch.Published, Replaces: &recoupe.Replacement{ID: target.ID, Kind: "kill"}}}
		began := cpuTime()
		v.Put(notice)
		v.Update()
		out = append(out, cpuTime()-began)
		v.Drop(notice.Dispatch.ID)
		v.Update()
	}
	return out
}

func ms(ds []time.Duration, q float64) float64 {
	if len(ds) == 0 {
		return 0
	}
	slices.Sort(ds)
	return float64(ds[min(len(ds)-1, int(q*float64(len(ds))))].Microseconds()) / 1000
}

// heapMB is the memory in use, in megabytes.
func heapMB() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc >> 20
}
