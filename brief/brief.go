// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Package brief writes attributed prose from woven events.
package brief

import "recoupe"

// Write writes a brief.
func Write(w recoupe.Woven, rs []recoupe.Reading, lang string) recoupe.Brief { return recoupe.Brief{} }
