// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"recoupe"
)

// Recipe says how a pack is made. Its file has one "key value…" a line, "#" comments:
//
//	lang fr
//	train French-Sequoia/fr_sequoia-ud-train.conllu.gz 0 1
//	dev French-Sequoia/fr_sequoia-ud-dev.conllu
//	bank 0 Sequoia
//	house 0
//	hidden 128
//	epochs 20
type Recipe struct {
	Name, Lang string
	Train      []treebank
	Lists      []list
	// Vectors are word vectors learnt elsewhere; none where the path is empty.
	Vectors vectors
	// Marked are files with marked names: a recipe that has them makes a name model.
	Marked []marked
	// Classes are word classes for a name model, nil for none.
	Classes *grouping
	// Written says that marked files in columns hold written words, which a reading may cut further.
	Written bool
	// Eager is how readily a name model sees names (name.Model).
	Eager int
	// Base is a pack to go on from: its tables and weights are kept.
	Base string
	// Raw are the treebank ids whose texts are written as news is, to learn the ends of sentences from.
	Raw []int
	Dev string
	// Fold keeps a share of a treebank out of training and measures on it, in the place of Dev.
	Fold      fold
	Banks     []string
	House     int
	Hidden    int
	Epochs    int
	Batch     int
	MinScript int
	Rate      float64
	Dropout   float32
	Seed      int64
	Licence   string
}

// ReadRecipe reads a recipe; a line it does not understand is an error with its number.
func ReadRecipe(name string, r io.Reader) (Recipe, error) {
	out := Recipe{Name: name, Hidden: 128, Epochs: 20, Batch: 300, MinScript: 2, Rate: 3e-3, Dropout: 0.2, Seed: 7}
	sc := bufio.NewScanner(r)
	for line := 1; sc.Scan(); line++ {
		f := strings.Fields(sc.Text())
		if len(f) == 0 || f[0][0] == '#' {
			continue
		}
		if err := out.set(f); err != nil {
			return out, fmt.Errorf("%s line %d: %w", name, line, err)
		}
	}
	if out.Lang == "" || len(out.Marked) == 0 && (len(out.Train) == 0 || out.Dev == "" && out.Fold.of == 0) {
		return out, fmt.Errorf("%s: a recipe needs lang, train and dev or fold: %w", name, recoupe.ErrInvalid)
	}
	return out, sc.Err()
}

func (r *Recipe) set(f []string) (err error) {
	key, arg := f[0], strings.Join(f[1:], " ")
	number := func(p *int) error {
		*p, err = strconv.Atoi(arg)
		if err != nil {
			return fmt.Errorf("%s %q is no number: %w", key, arg, recoupe.ErrInvalid)
		}
		return nil
	}
	switch key {
	case "lang":
		r.Lang = arg
	case "dev":
		r.Dev = arg
	case "licence":
		r.Licence = arg
	case "train":
		return r.addTrain(f[1:])
	case "eager":
		return number(&r.Eager)
	case "names":
		return r.addMarked(f[1:])
	case "written":
		r.Written = true
	case "classes":
		return r.addClasses(f[1:])
	case "base":
		r.Base = arg
	case "raw":
		for _, id := range f[1:] {
			n, err := strconv.Atoi(id)
			if err != nil {
				return fmt.Errorf("raw %q is no treebank id: %w", id, recoupe.ErrInvalid)
			}
			r.Raw = append(r.Raw, n)
		}
	case "lexicon":
		if len(f) != 3 {
			return fmt.Errorf("lexicon wants a format and a file: %w", recoupe.ErrInvalid)
		}
		r.Lists = append(r.Lists, list{f[1], f[2]})
	case "vectors":
		return r.addVectors(f[1:])
	case "fold":
		return r.addFold(f[1:])
	case "bank":
		r.Banks = append(r.Banks, strings.Join(f[min(2, len(f)):], " "))
	case "house":
		return number(&r.House)
	case "hidden":
		return number(&r.Hidden)
	case "epochs":
		return number(&r.Epochs)
	case "batch":
		return number(&r.Batch)
	case "minscript":
		return number(&r.MinScript)
	case "seed":
		r.Seed, err = strconv.ParseInt(arg, 10, 64)
	case "rate":
		r.Rate, err = strconv.ParseFloat(arg, 64)
	case "dropout":
		r.Dropout, err = share(arg)
	default:
		return fmt.Errorf("unknown key %q: %w", key, recoupe.ErrInvalid)
	}
	return err
}

// addTrain reads "FILE ID [WEIGHT]".
func (r *Recipe) addTrain(f []string) error {
	if len(f) < 2 {
		return fmt.Errorf("train wants a file and a treebank id: %w", recoupe.ErrInvalid)
	}
	id, err := strconv.Atoi(f[1])
	if err != nil || id < 0 || id > 7 {
		return fmt.Errorf("treebank id %q is not 0 to 7: %w", f[1], recoupe.ErrInvalid)
	}
	weight := 1.0
	if len(f) > 2 {
		if weight, err = strconv.ParseFloat(f[2], 32); err != nil {
			return fmt.Errorf("weight %q: %w", f[2], recoupe.ErrInvalid)
		}
	}
	r.Train = append(r.Train, treebank{f[0], id, float32(weight)})
	return nil
}

// addMarked reads "FORMAT FILE[@FROM] [TIMES [POOL]]"; from is the number of sentences passed over.
func (r *Recipe) addMarked(f []string) error {
	m := marked{times: 1}
	if len(f) < 2 {
		return fmt.Errorf("names wants a format and a file: %w", recoupe.ErrInvalid)
	}
	m.format, m.path = f[0], f[1]
	if path, from, ok := strings.Cut(f[1], "@"); ok {
		n, err := strconv.Atoi(from)
		if err != nil || n < 0 {
			return fmt.Errorf("%q passes over no number of sentences: %w", f[1], recoupe.ErrInvalid)
		}
		m.path, m.from = path, n
	}
	if len(f) > 2 {
		n, err := strconv.Atoi(f[2])
		if err != nil || n < 1 || n > 100 {
			return fmt.Errorf("times %q: %w", f[2], recoupe.ErrInvalid)
		}
		m.times = n
	}
	if len(f) > 3 {
		m.pool = f[3]
	}
	r.Marked = append(r.Marked, m)
	return nil
}

// share reads a number from 0 to below 1.
func share(s string) (float32, error) {
	d, err := strconv.ParseFloat(s, 32)
	if err != nil || d < 0 || d >= 1 {
		return 0, fmt.Errorf("share %q is not 0 to below 1: %w", s, recoupe.ErrInvalid)
	}
	return float32(d), nil
}
