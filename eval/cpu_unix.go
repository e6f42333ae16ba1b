// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build unix

package eval

import (
	"syscall"
	"time"
)

// cpuTime is the processor time that the process has used: on a shared
// machine the clock on the wall tells how busy the others are.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
