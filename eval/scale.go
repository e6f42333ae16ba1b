// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"recoupe"
	"recoupe/sqlite"
	"recoupe/weave"
)

// scaleSizes are the numbers of dispatches at which the cost of one more is measured; largeSizes take an hour.
var (
	scaleSizes = []int{1_000, 3_000, 10_000}
	largeSizes = []int{30_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000, 700_000, 1_000_000}
)

// Of the made-up traffic, inMemory dispatches are in memory, five days and a half; the others lie on the shelf. Every
// checkpointEvery dispatches the shelf is made to hold the whole state; the writtenAhead dispatches before write a share of it.
const (
	inMemory        = 15_000
	checkpointEvery = 1_000
	writtenAhead    = 200
)

// The collector may let garbage grow to twice what is in use, and all of it to a limit.
const (
	gcPercent   = 200
	memoryLimit = 1500 << 20
)

// probes is how many dispatches are timed at each size, one by one; before that they are put in by the batch and woven
// together, as an archive is. killed is how many kills of each age are timed.
const (
	probes = 3000
	batch  = 100
	killed = 100
)

// old is how many dispatches have come since one that is killed late: it lies on the shelf.
const old = inMemory * 3 / 2

// Scale measures what one more dispatch costs as traffic grows: time to put it in and weave again, time after a
// kill of a new and of an old one, memory. No sizes are those of scaleSizes.
func Scale(w io.Writer, sizes []int) error {
	if len(sizes) == 0 {
		sizes = scaleSizes
	}
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(memoryLimit))
	dir, err := os.MkdirTemp("", "scale")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	shelf, err := sqlite.OpenShelf(context.Background(), filepath.Join(dir, "shelf.db"), "scale")
	if err != nil {
		return err
	}
	defer shelf.Close()
	b := &scaleBench{t: NewTraffic(1), out: w, file: filepath.Join(dir, "shelf.db")}
	reg, err := b.t.Register()
	if err != nil {
		return err
	}
	if b.v, err = weave.Open(weave.Options{Register: reg}, shelf, inMemory); err != nil {
		return err
	}
	fmt.Fprintf(w, "\n### Cost of one more dispatch in processor time, milliseconds (made-up traffic, %d a day, %d in memory)\n\n| dispatches | claims | mean of all since the last line, woven by the hundred | median | p99 | longest | kill of a new one, median | p99 | kill of one on the shelf, median | p99 | longest checkpoint | Go heap MB | process MB | shelf MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n", perDay, inMemory)
	for _, size := range sizes {
		if err := b.grow(size); err != nil {
			return err
		}
	}
	return nil
}

// scaleBench is a weaver under growing traffic.
type scaleBench struct {
	t          *Traffic
	v          *weave.Weaver
	out        io.Writer
	file       string
	n, claims  int
	checkpoint time.Duration
	now        time.Time
}

// grow puts dispatches in up to a size, and measures there.
func (b *scaleBench) grow(size int) error {
	var adds []time.Duration
	from, began := b.n, cpuTime()
	var making time.Duration
	for b.n < size {
		start := cpuTime()
		r := b.t.Next()
		b.now = r.Dispatch.Received
		b.claims += len(r.Claims)
		b.n++
		put := cpuTime()
		making += put - start
		b.v.Put(r)
		if left := checkpointEvery - b.n%checkpointEvery; left <= writtenAhead {
			b.v.Ahead(left)
		}
		if size-b.n < probes {
			b.v.Update()
			adds = append(adds, cpuTime()-put)
		} else if b.n%batch == 0 {
			b.v.Update()
		}
		if b.n%checkpointEvery == 0 {
			if err := b.keep(); err != nil {
				return err
			}
		}
	}
	mean := (cpuTime() - began - making) / time.Duration(max(1, b.n-from))
	fresh, err1 := b.kills(0)
	late, err2 := b.kills(old)
	if err := errors.Join(err1, err2, b.v.Err()); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "| %d | %d | %.2f | %.2f | %.2f | %.0f | %.2f | %.2f | %.2f | %.2f | %d | %d | %d | %d |\n", b.n, b.claims, float64(mean.Microseconds())/1000, ms(adds, .5), ms(adds, .99), ms(adds, 1),
		ms(fresh, .5), ms(fresh, .99), ms(late, .5), ms(late, .99), b.checkpoint.Milliseconds(), heapMB(), processMB(), fileMB(b.file))
	b.checkpoint = 0
	return nil
}

func (b *scaleBench) keep() error {
	began := cpuTime()
	err := b.v.Checkpoint(b.now, "")
	b.checkpoint = max(b.checkpoint, cpuTime()-began)
	return err
}

// kills kills dispatches spread over those of at least an age, newest first, and takes the notices out again. Of new
// ones it takes those of the last week.
func (b *scaleBench) kills(age int) ([]time.Duration, error) {
	var out []time.Duration
	reach := b.n - age
	if age == 0 {
		reach = min(b.n, 7*perDay)
	}
	for i := range killed {
		if reach < killed {
			break
		}
		notice := recoupe.Reading{Dispatch: recoupe.Dispatch{ID: fmt.Sprintf("kill%d-%d-%d", b.n, age, i), Published: b.now, Received: b.now,
			Replaces: &recoupe.Replacement{ID: id(b.n - age - i*(reach/killed)), Kind: "kill"}}}
		began := cpuTime()
		b.v.Put(notice)
		if len(b.v.Update()) == 0 {
			continue // a notice itself, or a dispatch that was killed before
		}
		out = append(out, cpuTime()-began)
		b.v.Drop(notice.Dispatch.ID)
		b.v.Update()
	}
	return out, b.v.Err()
}

func ms(ds []time.Duration, q float64) float64 {
	if len(ds) == 0 {
		return 0
	}
	slices.Sort(ds)
	return float64(ds[min(len(ds)-1, int(q*float64(len(ds))))].Microseconds()) / 1000
}

// heapMB is the memory in use by what is reachable, in megabytes.
func heapMB() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc >> 20
}

// processMB is the most memory that the process ever held, as the system counts it; 0 where it does not tell.
func processMB() int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "VmHWM:" {
			kb, _ := strconv.Atoi(f[1])
			return kb >> 10
		}
	}
	return 0
}

// fileMB is the size of the shelf with what is not checkpointed yet.
func fileMB(path string) int64 {
	var n int64
	for _, p := range []string{path, path + "-wal"} {
		if s, err := os.Stat(p); err == nil {
			n += s.Size()
		}
	}
	return n >> 20
}
