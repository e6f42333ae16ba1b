// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package reprint

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const wire = `The bridge over the northern canal was closed to all traffic on Tuesday evening after engineers found cracks in two of its pillars, the water authority said in a statement sent to newsrooms.`

func day(n int) time.Time { return time.Date(2024, 3, n, 10, 0, 0, 0, time.UTC) }

func index(docs ...Doc) *Index {
	x := New(Defaults())
	for _, d := range docs {
		x.Add(d)
	}
	return x
}

func TestReuse(t *testing.T) {
	long := "Residents had complained for months about the state of the roads in the valley. " + wire + " The mayor of the nearest town promised a ferry within a week and asked the ministry for money, which has not answered so far."
	other := "A new library opened in the old railway station, with room for forty thousand books and a reading hall for children of the quarter."
	tests := []struct {
		name string
		a, b Doc
		want string
	}{
		{"a bulletin inside a long article", Doc{ID: "a", Publisher: "P", Text: wire, Published: day(2)}, Doc{ID: "b", Publisher: "Q", Text: long, Published: day(3)}, "copy from a by time"},
		{"the same words, other marks", Doc{ID: "a", Publisher: "P", Text: wire, Published: day(3)}, Doc{ID: "b", Publisher: "Q", Text: strings.ToUpper(wire), Published: day(2)}, "same_text from b by time"},
		{"a credit beats the clock", Doc{ID: "a", Publisher: "P", Text: wire, Published: day(2), Credits: []string{"Q"}}, Doc{ID: "b", Publisher: "Q", Text: long, Published: day(3)}, "copy from b by credit"},
		{"the agency before its client", Doc{ID: "a", Publisher: "P", Text: long, Published: day(2)}, Doc{ID: "b", Publisher: "Q", Agency: true, Text: wire, Published: day(2)}, "copy from b by agency"},
		{"nothing shared", Doc{ID: "a", Publisher: "P", Text: wire, Published: day(2)}, Doc{ID: "b", Publisher: "Q", Text: other, Published: day(2)}, ""},
		{"too far apart in time", Doc{ID: "a", Publisher: "P", Text: wire, Published: day(2)}, Doc{ID: "b", Publisher: "Q", Text: long, Published: day(20)}, ""},
		{"Arabic spellings are one", Doc{ID: "a", Publisher: "P", Text: "أعلنت إدارة المياه إغلاق الجسر القديم أمام حركة السير بعد ظهور تشققات في اثنتين من دعائمه الرئيسية مساء الثلاثاء"},
			Doc{ID: "b", Publisher: "Q", Text: "اعلنت ادارة المياه اغلاق الجسر القديم امام حركة السير بعد ظهور تشققات في اثنتين من دعائمه الرئيسيه مساء الثلاثاء"}, "same_text"},
	}
	for _, tt := range tests {
		got := ""
		for _, r := range index(tt.a, tt.b).All() {
			got = string(r.Kind)
			if r.From != "" {
				got += fmt.Sprintf(" from %s by %s", r.From, r.Why)
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPassageIsTheCopiedStretch(t *testing.T) {
	b := "An own beginning of the article with words that nobody else wrote. " + wire + " And an end that is our own as well."
	rs := index(Doc{ID: "a", Text: wire}, Doc{ID: "b", Text: b}).All()
	if len(rs) != 1 || len(rs[0].Passages) != 1 {
		t.Fatalf("got %+v, want one passage", rs)
	}
	if got, want := rs[0].Passages[0].B.In(b), strings.TrimSuffix(wire, "."); got != want {
		t.Errorf("passage: got %q, want %q", got, want)
	}
}

func TestFurniture(t *testing.T) {
	footer := " Subscribe to our newsletter and receive the most important stories of the valley every morning before breakfast in your mail box."
	var docs []Doc
	for i := range 6 {
		docs = append(docs, Doc{ID: fmt.Sprint("d", i), Publisher: "P", Published: day(1 + i),
			Text: strings.Repeat(fmt.Sprintf("Story %d tells about matter%d and thing%d. ", i, i, i*7), 6) + footer})
	}
	if got := index(docs...).All(); len(got) != 0 {
		t.Errorf("a publisher's footer makes pairs: %+v", got)
	}
	old := []Doc{{ID: "a", Publisher: "P", Text: wire, Published: day(1)}, {ID: "b", Publisher: "Q", Text: "New start of the day. " + wire, Published: day(2)},
		{ID: "z", Publisher: "R", Text: wire, Published: day(1).AddDate(0, 2, 0)}}
	x := index(old...)
	for _, r := range x.All() {
		if r.Kind != Same {
			t.Errorf("a stock paragraph makes a pair: %+v", r)
		}
	}
	if len(x.Stock("a")) == 0 {
		t.Error("the paragraph is not known as stock")
	}
}

func TestRemoveLeavesNothing(t *testing.T) {
	x := index(Doc{ID: "a", Text: wire}, Doc{ID: "b", Text: wire})
	x.Remove("a")
	x.Remove("b")
	if len(x.postings) != 0 || x.Len() != 0 || len(x.All()) != 0 {
		t.Errorf("left over: %d postings, %d documents", len(x.postings), x.Len())
	}
}

// TestBound: any shared run of gram+window-1 words is found.
func TestBound(t *testing.T) {
	p := Defaults()
	rapid.Check(t, func(rt *rapid.T) {
		n := p.Gram + p.Window - 1
		words := func(prefix string, k int) []string {
			out := make([]string, k)
			for i := range out {
				out[i] = prefix + rapid.StringMatching(`[a-z]{3,6}`).Draw(rt, "w")
			}
			return out
		}
		shared := words("s", n+rapid.IntRange(0, 10).Draw(rt, "more"))
		a := append(words("a", rapid.IntRange(0, 30).Draw(rt, "a")), shared...)
		b := append(append(words("b", rapid.IntRange(0, 30).Draw(rt, "b")), shared...), words("c", 9)...)
		ma := winnow(grams(folded{}.tokens(strings.Join(a, " ")), p.Gram), p.Window)
		mb := winnow(grams(folded{}.tokens(strings.Join(b, " ")), p.Gram), p.Window)
		in := map[uint64]bool{}
		for _, m := range ma {
			in[m.hash] = true
		}
		for _, m := range mb {
			if in[m.hash] {
				return
			}
		}
		rt.Fatalf("no fingerprint shared by %q and %q", a, b)
	})
}

// TestOrder: the answer does not depend on the order of arrival.
func TestOrder(t *testing.T) {
	docs := []Doc{{ID: "a", Publisher: "P", Text: wire, Published: day(1)}, {ID: "b", Publisher: "Q", Text: "More. " + wire, Published: day(2)}, {ID: "c", Publisher: "R", Text: wire + " Yet more words at the end.", Published: day(3)}}
	want := index(docs...).All()
	got := index(docs[2], docs[0], docs[1]).All()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func BenchmarkAdd(b *testing.B) {
	text := strings.Repeat(wire+" ", 9)
	x := New(Defaults())
	n := 0
	for b.Loop() {
		x.Add(Doc{ID: fmt.Sprint(n % 100), Text: text})
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
}
