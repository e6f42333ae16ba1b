// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build (!amd64 && !arm64) || purego

package syntax

import "testing"

// eachKernel runs f with the only kernel of this build.
func eachKernel(t *testing.T, f func(t *testing.T)) { f(t) }
