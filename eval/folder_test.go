// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/weave"
)

// TestFolder: whatever arrives in whatever order, is killed, corrected, decided and undone, and wherever the program
// dies, the store has what weaving all of it at once makes, and had it at every time before.
func TestFolder(t *testing.T) {
	for seed := range uint64(3) {
		g := rand.New(rand.NewPCG(seed, 4))
		d, err := newDesk(t.TempDir(), NewTraffic(seed), 20)
		if err != nil {
			t.Fatal(err)
		}
		coming := make([]recoupe.Reading, 150)
		for i := range coming {
			coming[i] = d.traffic.Next()
		}
		g.Shuffle(len(coming), func(i, j int) { coming[i], coming[j] = coming[j], coming[i] })
		d.now = firstDay.AddDate(1, 0, 0)
		var past []known
		var undo []string
		for len(coming) > 0 {
			n := min(len(coming), 1+g.IntN(12))
			came := coming[:n]
			if err := d.arrive(came...); err != nil {
				t.Fatal(err)
			}
			coming = coming[n:]
			d.now = d.now.Add(time.Hour)
			switch g.IntN(5) {
			case 0:
				d.crash()
			case 1:
				if err := d.flow.Close(); err != nil {
					t.Fatal(err)
				}
				d.crash()
			case 2:
				x, err := d.flow.Decide(t.Context(), g.IntN(2) == 0, first(came[0]), first(came[n-1]), "", "")
				if n > 1 && err != nil {
					t.Fatal(err)
				}
				undo = append(undo, x.ID)
			case 3:
				if len(undo) > 0 && undo[0] != "" {
					if err := d.flow.Undo(t.Context(), undo[0]); err != nil {
						t.Fatal(err)
					}
				}
				undo = nil
			}
			if g.IntN(3) == 0 {
				past = append(past, known{d.now, d.atOnce(t)})
				compare(t, fmt.Sprintf("seed %d, %d to come", seed, len(coming)), past[len(past)-1].state, d.woven(t, time.Time{}))
				d.now = d.now.Add(time.Minute)
			}
		}
		for _, x := range past {
			compare(t, fmt.Sprintf("seed %d, as known at %s", seed, x.at.Format(time.DateOnly)), x.state, d.woven(t, x.at))
		}
		if err := d.close(); err != nil {
			t.Fatal(err)
		}
	}
}

// known is a state that was there at a time.
type known struct {
	at    time.Time
	state recoupe.Woven
}

func first(r recoupe.Reading) recoupe.ClaimRef {
	return recoupe.ClaimRef{Dispatch: r.Dispatch.ID, Claim: "c1"}
}

func compare(t *testing.T, when string, want, got recoupe.Woven) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" || len(got.Events) == 0 {
		t.Fatalf("%s: %d events (-woven at once +kept)\n%.4000s", when, len(got.Events), d)
	}
}

// atOnce weaves what the store holds, as the store would give it back.
func (d *folderDesk) atOnce(t *testing.T) (out recoupe.Woven) {
	t.Helper()
	rs, err := d.store.Readings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o := d.options
	if o.Decisions, err = d.store.Decisions(t.Context()); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(weave.Weave(rs, o))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func (d *folderDesk) woven(t *testing.T, known time.Time) recoupe.Woven {
	t.Helper()
	w, err := d.store.Woven(t.Context(), known)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestFolderMeasured runs the measurement in small and checks that it measured.
func TestFolderMeasured(t *testing.T) {
	var b strings.Builder
	if err := Folder(&b, []int{600}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "\n| 600 | ") {
		t.Error(b.String())
	}
	if testing.Verbose() {
		os.Stdout.WriteString(b.String())
	}
}
