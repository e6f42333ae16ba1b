// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build unix

package read_test

import (
	"syscall"
	"testing"
	"time"
)

// cpu returns the processor time of this process so far: other load on the machine is not in it.
func cpu(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Skip("no processor time here:", err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestReadTime: the aim is 500 words in 150 ms of one core; the bound leaves room for slow machines and the race detector.
func TestReadTime(t *testing.T) {
	r, d := newReader(), fiveHundred(t)
	r.Read(d) // open what is opened once
	start := cpu(t)
	const runs = 3
	for range runs {
		r.Read(d)
	}
	took := (cpu(t) - start) / runs
	t.Logf("500 words in %v of processor time", took)
	if bound := 600 * time.Millisecond; took > bound && !raceEnabled {
		t.Errorf("500 words took %v of processor time, want less than %v", took, bound)
	}
}
