// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package weave

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/link"
)

// record is a dispatch with something in every kind of field.
func record() docRecord {
	low, high := 3.0, 12.5
	zone := time.FixedZone("+03", 3*3600)
	c := recoupe.Claim{ID: "c1", Event: "CTRL.HOLD", Polarity: recoupe.Negative, Ongoing: true, Region: -2,
		Commitment: []recoupe.Commitment{{Source: recoupe.Author, Value: recoupe.Uu}, {}},
		Places:     []recoupe.Place{{ID: "town:1", Point: &recoupe.LonLat{36.7, -35.1}, Distance: &low}, {}},
		Figures:    []recoupe.Figure{{Low: &low, High: &high}},
		Time:       &recoupe.Interval{Start: time.Date(2024, 12, 4, 1, 2, 3, 456, zone), Flags: []string{"", "hull"}}}
	c.Text = "tenait toujours la ville قرية"
	c.Spans = []recoupe.Span{{Start: 4, End: 9}, {}}
	return docRecord{Head: head{ID: "d", Revision: 2, Replaces: &recoupe.Replacement{ID: "old", Kind: "kill"}}, Said: time.Date(1969, 12, 31, 23, 0, 0, 0, time.UTC), Same: []uint32{7, 1 << 31},
		Claims: []claimRecord{{Claim: c, Bonds: link.Bonds{Root: 9, Members: []uint32{9, 10}}, Pairs: []pairRecord{{3, true}, {4, false}}, Grounds: []ground{{1, undated}}}, {}}}
}

// TestCodec: a record comes back as it was, zones included, in few bytes.
func TestCodec(t *testing.T) {
	want := record()
	body := pack(&want)
	var got docRecord
	unpack(body, &got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got.Claims[0].Claim.Time.Start.Format(time.RFC3339) != "2024-12-04T01:02:03+03:00" {
		t.Errorf("the zone was lost: %v", got.Claims[0].Claim.Time.Start)
	}
	if len(body) > 250 {
		t.Errorf("%d bytes", len(body))
	}
}

// FuzzUnpack: what is no record is refused, and no more is made room for than there are bytes.
func FuzzUnpack(f *testing.F) {
	r := record()
	f.Add(pack(&r))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, body []byte) {
		defer func() {
			if e := recover(); e != nil {
				_ = e.(shelfError)
			}
		}()
		var r docRecord
		unpack(body, &r)
	})
}
