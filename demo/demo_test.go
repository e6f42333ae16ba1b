// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package demo

import "testing"

// TestDay wants what the first screen shows: three languages, a correction, a
// kill, dispatches without a date, and the mark of a demonstration on each.
func TestDay(t *testing.T) {
	ds, err := Day()
	if err != nil {
		t.Fatal(err)
	}
	langs, kinds, undated := map[string]int{}, map[string]int{}, 0
	ids := map[string]bool{}
	for _, d := range ds {
		if !d.Demonstration || d.Text == "" || d.Title == "" || ids[d.ID] {
			t.Errorf("%s: not marked, empty or twice there", d.ID)
		}
		ids[d.ID] = true
		langs[d.Lang]++
		if d.Published.IsZero() {
			undated++
		}
		if d.Replaces != nil {
			kinds[d.Replaces.Kind]++
			if !ids[d.Replaces.ID] {
				t.Errorf("%s replaces %s, which is not before it", d.ID, d.Replaces.ID)
			}
		}
	}
	if langs["fr"] < 8 || langs["en"] < 5 || langs["ar"] < 4 || undated != 2 || kinds["correction"] != 1 || kinds["kill"] != 1 {
		t.Errorf("languages %v, undated %d, replacements %v", langs, undated, kinds)
	}
}
