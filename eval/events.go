// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"recoupe"
)

// eventRows reads a JSON Lines file of data/events, gzip-compressed or not.
func eventRows[T any](shared, name string) ([]T, error) {
	path := filepath.Join(shared, "data", "events", filepath.FromSlash(name))
	f, err := os.Open(path)
	var in io.Reader = f
	if errors.Is(err, fs.ErrNotExist) {
		if f, err = os.Open(path + ".gz"); err == nil {
			in, err = gzip.NewReader(f)
		}
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []T
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 16<<20)
	for n := 1; sc.Scan(); n++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		var row T
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", name, n, err)
		}
		out = append(out, row)
	}
	return out, sc.Err()
}

// labelled is one item with one label in the gold and one found.
type labelled struct{ gold, got, text string }

// labelScore sums up labelled items as data/events/scorer defines it: the labels that occur in the gold count.
type labelScore struct {
	n, right                  int
	accuracy, macro, weighted float64
	f1                        map[string]float64
}

func scoreLabels(items []labelled) labelScore {
	s := labelScore{n: len(items), f1: map[string]float64{}}
	tp, fp, fn := map[string]int{}, map[string]int{}, map[string]int{}
	for _, x := range items {
		if x.gold == x.got {
			s.right++
			tp[x.gold]++
			fn[x.gold] += 0
			continue
		}
		fn[x.gold]++
		fp[x.got]++
	}
	if s.n == 0 {
		return s
	}
	for l := range fn {
		if tp[l] > 0 {
			s.f1[l] = 2 * float64(tp[l]) / float64(2*tp[l]+fp[l]+fn[l])
		} else {
			s.f1[l] = 0
		}
	}
	for _, l := range slices.Sorted(maps.Keys(s.f1)) { // sums of floats in a fixed order
		s.macro += s.f1[l] / float64(len(s.f1))
		s.weighted += s.f1[l] * float64(tp[l]+fn[l]) / float64(s.n)
	}
	s.accuracy = float64(s.right) / float64(s.n)
	return s
}

// counts are hits of predictions and gold.
type counts struct{ hit, pred, gold int }

func (c counts) precision() float64 { return shareOf(c.hit, c.pred) }
func (c counts) recall() float64    { return shareOf(c.hit, c.gold) }
func (c counts) f1() float64        { return shareOf(2*c.hit, c.pred+c.gold) }

func shareOf(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// headline returns the claim that gives a text its one label: the highest
// precedence of its type; of equals the one told as a fact, then the first. Nil where no claim has a type.
func headline(claims []recoupe.Claim) *recoupe.Claim {
	var best *recoupe.Claim
	rank := -1
	for i := range claims {
		s, ok := schemeOf(&claims[i])
		if !ok {
			continue
		}
		n := 2*s.rank + 1
		switch {
		case claims[i].Polarity == recoupe.Negative, claims[i].Modality == recoupe.Future, claims[i].Modality == recoupe.Wished, claims[i].Modality == recoupe.Ordered:
			n -= 60
		case claims[i].Background:
			n -= 20
		}
		if n > rank {
			best, rank = &claims[i], n
		}
	}
	if first := firstWords(claims); first != nil && best != nil && best.Rule == "nominal" {
		return first
	}
	return best
}

// firstWords returns the first typed claim of a text if it is an act of words
// between states: what they speak of is then only their subject.
func firstWords(claims []recoupe.Claim) *recoupe.Claim {
	for i := range claims {
		c := &claims[i]
		if _, ok := schemeOf(c); !ok {
			continue
		}
		if !strings.HasPrefix(c.Event, "DIP.") || c.Rule == "nominal" {
			return nil
		}
		for _, a := range c.Actors {
			switch a.Kind {
			case "state", "government", "ministry", "intergov":
				return c
			}
		}
		return nil
	}
	return nil
}
