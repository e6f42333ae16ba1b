// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

import (
	"bytes"
	"strconv"
	"testing"
)

func TestTrainLinear(t *testing.T) {
	var samples []Sample
	for i := range 60 { // even numbers are yes; the other feature says nothing
		samples = append(samples, Sample{Rows: []uint32{feature("even", strconv.Itoa(i%2)), feature("any", strconv.Itoa(i))}, Yes: i%2 == 0})
	}
	l := TrainLinear(samples, 5)
	if yes, no := l.Score([]uint32{feature("even", "0")}), l.Score([]uint32{feature("even", "1")}); yes <= 0 || no >= 0 {
		t.Errorf("scores %d and %d", yes, no)
	}
	if again := TrainLinear(samples, 5); !bytes.Equal(l.Weights, again.Weights) {
		t.Error("two runs differ")
	}
	if none := TrainLinear(nil, 5); none.Learnt() {
		t.Error("something was learnt of nothing")
	}
}

func TestTrainRanker(t *testing.T) {
	way := func(s string) []uint32 { return []uint32{feature("way", s)} }
	l := TrainRanker([]Case{{Ways: [][]uint32{way("whole"), way("cut")}, Gold: 1}}, 5)
	if l.Score(way("cut")) <= l.Score(way("whole")) {
		t.Error("the right way is not the better one")
	}
}

func TestStrideFor(t *testing.T) {
	for _, n := range []int{1, 2, 3, 10, 97, 100} {
		seen := map[int]bool{}
		for i := range n {
			seen[i*strideFor(n)%n] = true
		}
		if len(seen) != n {
			t.Errorf("%d: only %d places are visited", n, len(seen))
		}
	}
}
