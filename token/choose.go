// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

// defaultChoice decides where no model is asked.
func defaultChoice(r *rules, w string, before, after []string) bool {
	if r.arabic {
		return r.arab.choose(w)
	}
	return true
}
