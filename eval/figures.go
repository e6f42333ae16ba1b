// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"recoupe"
	"recoupe/confirm"
	"recoupe/figure"
	"recoupe/packs"
	"recoupe/syntax"
	"recoupe/token"
)

// Figures measures numbers: the words of the table one by one, the toll of texts
// whose incident has a known one, and the worked cases of the rules F0 to F8.
func Figures(w io.Writer, shared string) error {
	fmt.Fprintln(w, "| figures | right | of | bar |")
	fmt.Fprintln(w, "|---|---|---|---|")
	dir := filepath.Join(shared, "data", "figures")
	for _, part := range []func(io.Writer, string, string) error{numberWords, gvaTolls, airwarsTolls, figureCases} {
		if err := part(w, dir, filepath.Join(shared, "data", "linking")); err != nil {
			fmt.Fprintf(w, "left out: %v\n", err)
		}
	}
	return nil
}

// figuresOf finds the figures of a text, with trees.
func figuresOf(text, lang string) []recoupe.Figure {
	pack, ok := packs.Get(lang)
	if !ok {
		return nil
	}
	_, sents := token.Document(text, lang, pack.Choose)
	pack.ParseAll(sents, syntax.NewWork())
	var out []recoupe.Figure
	for i := range sents {
		out = append(out, figure.Find(text, &sents[i], lang)...)
	}
	return out
}

// frames put a number word before something counted, frameOne a word for one.
var (
	frames   = map[string]string{"fr": "%s personnes ont été tuées.", "en": "%s people were killed.", "ar": "قتل %s شخصا."}
	frameOne = map[string]string{"fr": "%s journaliste a été tué.", "en": "%s person was killed."}
)

// numberWords checks every form of number_words.tsv in a sentence; N is 40, A and B 30 and 50.
func numberWords(w io.Writer, dir, _ string) error {
	raw, err := os.ReadFile(filepath.Join(dir, "number_words.tsv"))
	if err != nil {
		return err
	}
	right, all := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		f := append(strings.Split(line, "\t"), make([]string, 8)...)
		for _, form := range forms(f[1]) {
			all++
			frame := frames[f[0]]
			if f[3] == "1" && f[4] == "1" {
				frame = frameOne[f[0]]
			}
			text := fmt.Sprintf(frame, strings.NewReplacer("N", "40", "A", "30", "B", "50").Replace(form))
			got := figuresOf(text, f[0])
			if len(got) == 1 && sameBound(got[0].Low, f[3]) && sameBound(got[0].High, f[4]) && (f[5] == "" || sameBound(got[0].Best, f[5])) {
				right++
			}
		}
	}
	fmt.Fprintf(w, "| number words and qualifiers (fr, en, ar) | %d | %d | all |\n", right, all)
	return nil
}

// forms splits "environ N / quelque N"; the row of the Arabic dual is one of nouns and is tested in package figure.
func forms(s string) []string {
	if strings.HasPrefix(s, "dual") {
		return nil
	}
	var out []string
	for form := range strings.SplitSeq(s, " / ") {
		out = append(out, strings.TrimSpace(form))
	}
	return out
}

// sameBound compares with a number or a formula over N = 40, A = 30, B = 50.
func sameBound(got *float64, want string) bool {
	if want == "" {
		return got == nil
	}
	v, err := strconv.ParseFloat(want, 64)
	if err != nil {
		switch want {
		case "A":
			v = 30
		case "B":
			v = 50
		default:
			v = formula(want)
		}
	}
	return got != nil && math.Abs(*got-v) < 1e-9
}

func formula(s string) float64 {
	if factor, ok := strings.CutSuffix(s, "N"); ok && factor != "" {
		v, _ := strconv.ParseFloat(factor, 64)
		return math.Round(v*40*1e6) / 1e6
	}
	v, _ := strconv.ParseFloat(strings.TrimPrefix(s, "N"), 64)
	return 40 + v
}

// tollScore is data/scorers/desk_scores.py figures, for one category.
type tollScore struct {
	known, answered, exact, covered int
	logs                            float64
}

// add takes the known number and the figures of one category in one text.
func (s *tollScore) add(gold float64, figs []recoupe.Figure) {
	s.known++
	best, ok := toll(figs)
	if !ok {
		return
	}
	for _, f := range figs {
		if (f.Low == nil || *f.Low <= gold) && (f.High == nil || *f.High >= gold) {
			s.covered++
			break
		}
	}
	s.answered++
	if best == gold {
		s.exact++
	}
	s.logs += math.Abs(math.Log((best + 1) / (gold + 1)))
}

// toll is the number that a text gives most often, the greater of equals: an
// article repeats its toll and names parts of it once.
func toll(figs []recoupe.Figure) (float64, bool) {
	count := map[float64]int{}
	for _, f := range figs {
		if f.Best != nil {
			count[*f.Best]++
		}
	}
	best, n := 0.0, 0
	for v, c := range count {
		if c > n || c == n && v > best {
			best, n = v, c
		}
	}
	return best, n > 0
}

func (s *tollScore) row(w io.Writer, name string) {
	fmt.Fprintf(w, "| %s | exact %s, inside %s, answered %s, log error %.2f | %d | - |\n", name,
		share(s.exact, s.known), share(s.covered, s.known), share(s.answered, s.known), s.logs/float64(max(1, s.answered)), s.known)
}

// gather returns the figures of persons in a category, whole tolls only.
func gather(figs []recoupe.Figure, category string) []recoupe.Figure {
	return slices.DeleteFunc(slices.Clone(figs), func(f recoupe.Figure) bool {
		return f.Category != category || f.Unit != "person" || f.Scope == figure.Part
	})
}

// lines calls each with every line of a gzipped file of JSON lines, at most limit of them.
func lines(path string, limit int, each func([]byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 1<<24)
	for n := 0; sc.Scan() && n < limit; n++ {
		if err := each(sc.Bytes()); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
	}
	return sc.Err()
}

// tollTable reads a table of incidents and numbers.
func tollTable(path string, columns ...int) (map[string][]string, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n")[1:] {
		f := strings.Split(line, "\t")
		for _, c := range columns {
			out[f[0]] = append(out[f[0]], f[c])
		}
	}
	return out, nil
}

// sampleTexts is how many texts of each set are read: enough for two digits, a minute of work.
const sampleTexts = 300

// gvaTolls compares the dead and wounded of English local news with the record of the incident.
func gvaTolls(w io.Writer, dir, linking string) error {
	gold, err := tollTable(filepath.Join(dir, "gva_counts.dev.tsv"), 1, 2)
	if err != nil {
		return err
	}
	var killed, injured tollScore
	err = lines(filepath.Join(linking, "gva_texts.dev.jsonl.gz"), sampleTexts, func(raw []byte) error {
		var d struct{ Incident, Title, Text string }
		if err := json.Unmarshal(raw, &d); err != nil {
			return err
		}
		g, ok := gold[d.Incident]
		if !ok {
			return nil
		}
		figs := figuresOf(d.Title+".\n"+d.Text, "en")
		for i, s := range []*tollScore{&killed, &injured} {
			if n, err := strconv.ParseFloat(g[i], 64); err == nil && n > 1 {
				s.add(n, gather(figs, []string{"killed", "injured"}[i]))
			}
		}
		return nil
	})
	killed.row(w, "GVA English texts, two or more killed")
	injured.row(w, "GVA English texts, two or more injured")
	return err
}

// airwarsTolls: the Arabic text of an incident gives a number inside the range of the record.
func airwarsTolls(w io.Writer, dir, linking string) error {
	gold, err := tollTable(filepath.Join(dir, "airwars_ranges.dev.tsv"), 3, 4, 5, 6)
	if err != nil {
		return err
	}
	inside, answered, known := [2]int{}, [2]int{}, [2]int{}
	err = lines(filepath.Join(linking, "airwars_texts.dev.jsonl.gz"), sampleTexts, func(raw []byte) error {
		var d struct {
			Incidents         []string
			Lang, Title, Text string
		}
		if err := json.Unmarshal(raw, &d); err != nil {
			return err
		}
		if d.Lang != "ar" || len(d.Incidents) != 1 || gold[d.Incidents[0]] == nil {
			return nil
		}
		figs := figuresOf(d.Text, "ar")
		for i, category := range []string{"killed", "injured"} {
			lo, errLo := strconv.ParseFloat(gold[d.Incidents[0]][2*i], 64)
			hi, errHi := strconv.ParseFloat(gold[d.Incidents[0]][2*i+1], 64)
			if errLo != nil || errHi != nil || lo < 2 {
				continue
			}
			known[i]++
			got := gather(figs, category)
			if len(got) > 0 {
				answered[i]++
			}
			if slices.ContainsFunc(got, func(f recoupe.Figure) bool {
				return (f.Low == nil || *f.Low <= hi) && (f.High == nil || *f.High >= lo)
			}) {
				inside[i]++
			}
		}
		return nil
	})
	for i, category := range []string{"killed", "injured"} {
		fmt.Fprintf(w, "| Airwars Arabic texts, two or more %s | meets the range %s, answered %s | %d | - |\n", category, share(inside[i], known[i]), share(answered[i], known[i]), known[i])
	}
	return err
}

// figureCase is a line of figure_cases.jsonl.
type figureCase struct {
	ID     string
	Inputs []figureInput
	Expect map[string]any
}

type figureInput struct {
	Origin, Role, Access       string
	Category, Who, Unit, Scope string
	Low, High, Point           *float64
	AsOf                       string `json:"as_of"`
	Withdrawn                  bool
	CopyOf                     *int `json:"copy_of"`
}

// figureCases checks low, best and high of the worked cases that expect them.
func figureCases(w io.Writer, dir, _ string) error {
	raw, err := os.ReadFile(filepath.Join(dir, "figure_cases.jsonl"))
	if err != nil {
		return err
	}
	right, all := 0, 0
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		var c figureCase
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			return err
		}
		if _, ok := c.Expect["low"]; !ok {
			continue
		}
		all++
		b := confirm.Band(c.values())
		if sameAny(b.Low, c.Expect["low"]) && sameAny(b.Best, c.Expect["best"]) && sameAny(b.High, c.Expect["high"]) {
			right++
		}
	}
	fmt.Fprintf(w, "| worked cases of F0 to F8 with a band | %d | %d | all |\n", right, all)
	return nil
}

// values are the latest value of each origin on the whole event: withdrawn ones and copies are out.
func (c *figureCase) values() []confirm.Value {
	in := slices.Clone(c.Inputs)
	slices.SortStableFunc(in, func(a, b figureInput) int { return cmp.Compare(a.AsOf, b.AsOf) })
	var out []confirm.Value
	for _, i := range in {
		if i.Withdrawn || i.CopyOf != nil {
			continue
		}
		v := confirm.Value{Party: i.Role == "party", Access: i.Access}
		v.Origin, v.Figure = i.Origin, recoupe.Figure{Low: i.Low, Best: i.Point, High: i.High, Category: i.Category, Unit: i.Unit, Who: i.Who, Scope: i.Scope}
		if k := slices.IndexFunc(out, func(o confirm.Value) bool { return o.Origin == v.Origin }); k >= 0 {
			out[k] = v
			continue
		}
		out = append(out, v)
	}
	return out
}

func sameAny(got *float64, want any) bool {
	v, ok := want.(float64)
	if !ok {
		return got == nil
	}
	return got != nil && *got == v
}
