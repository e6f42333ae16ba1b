// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

//go:build race

package read_test

const raceEnabled = true
