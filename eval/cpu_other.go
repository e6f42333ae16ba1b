// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build !unix

package eval

import "time"

var began = time.Now()

// cpuTime is the time since the start where the system does not tell processor time.
func cpuTime() time.Duration { return time.Since(began) }
