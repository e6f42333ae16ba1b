// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"fmt"
	"io"
	"strings"

	"recoupe"
)

type plvRow struct {
	UID, Sentence, Source, Target string
	Root                          string `json:"gold_root"`
	Quad                          string `json:"gold_quad"`
}

// plvQuad gives the quad class of a root: verbal and material cooperation, verbal and material conflict.
var plvQuad = map[string]string{
	"AGREE": "1", "CONSULT": "1", "SUPPORT": "1",
	"AID": "2", "COOPERATE": "2", "YIELD": "2",
	"ACCUSE": "3", "REJECT": "3", "REQUEST": "3", "THREATEN": "3",
	"ASSAULT": "4", "COERCE": "4", "MOBILIZE": "4", "PROTEST": "4", "SANCTION": "4",
}

// PLV measures S6: the PLOVER root of what the source phrase does to the target phrase.
func PLV(w io.Writer, shared string, read Reader) error {
	items, quads, err := plvItems(shared, read)
	if err != nil {
		return err
	}
	s, q := scoreLabels(items), scoreLabels(quads)
	fmt.Fprintf(w, "| PLV, development (%d pairs) | measured | bar |\n|---|---|---|\n", s.n)
	fmt.Fprintf(w, "| macro F1 of 15 roots (S6) | %.3f | .60 |\n| accuracy | %.3f | |\n| macro F1 of 4 quad classes | %.3f | |\n", s.macro, s.accuracy, q.macro)
	return nil
}

func plvItems(shared string, read Reader) (roots, quads []labelled, err error) {
	rows, err := eventRows[plvRow](shared, "plv/dev/plv_train.jsonl")
	if err != nil {
		return nil, nil, err
	}
	for _, x := range rows {
		r := read(recoupe.Dispatch{ID: x.UID, Text: x.Sentence, Lang: "en"})
		root := ""
		if c := between(r, x.Source, x.Target); c != nil {
			root = ploverRoot(c)
		}
		note := fmt.Sprintf("[S %s] [T %s] %s", x.Source, x.Target, x.Sentence)
		roots = append(roots, labelled{x.Root, root, note})
		quads = append(quads, labelled{x.Quad, plvQuad[root], note})
	}
	return roots, quads, nil
}

// between returns the claim that relates two phrases: the one with both in its
// roles, else one with the source, else the typed claim whose words hold most
// of both and whose trigger stands nearest.
func between(r recoupe.Reading, source, target string) *recoupe.Claim {
	a, b := phraseAt(r.Dispatch.Text, source), phraseAt(r.Dispatch.Text, target)
	var best *recoupe.Claim
	score := 0
	for i := range r.Claims {
		c := &r.Claims[i]
		if _, ok := schemeOf(c); !ok {
			continue
		}
		if n := relates(c, a, b, len(r.Dispatch.Text)); best == nil || n > score {
			best, score = c, n
		}
	}
	return best
}

// relates says how well a claim ties two phrases together.
func relates(c *recoupe.Claim, a, b recoupe.Span, size int) int {
	n := 0
	for _, x := range c.Actors {
		sp := recoupe.Hull(x.Spans)
		agent := x.Role == "agent" || x.Role == "gainer" || x.Role == "party"
		switch {
		case sp.Overlaps(a) && agent:
			n += 400
		case sp.Overlaps(b) && !agent:
			n += 300
		case sp.Overlaps(a), sp.Overlaps(b) && x.Role == "party":
			n += 150
		}
	}
	hull := recoupe.Hull(c.Spans)
	if hull.Overlaps(a) {
		n += 100
	}
	if hull.Overlaps(b) {
		n += 100
	}
	at := recoupe.Hull(c.Trigger.Spans)
	far := max(0, a.Start-at.End, at.Start-a.End) + max(0, b.Start-at.End, at.Start-b.End)
	return n + 90 - 90*far/(2*size+1)
}

func phraseAt(text, phrase string) recoupe.Span {
	i := strings.Index(text, phrase)
	if i < 0 {
		i = strings.Index(strings.ToLower(text), strings.ToLower(phrase))
	}
	if i < 0 {
		return recoupe.Span{}
	}
	return recoupe.Span{Start: i, End: i + len(phrase)}
}

// ploverRoot is the adapter to PLOVER. What is agreed, offered or promised and
// has not happened is AGREE, what is threatened THREATEN, what is asked for
// REQUEST and what is refused REJECT, whatever it is.
func ploverRoot(c *recoupe.Claim) string {
	s, _ := schemeOf(c)
	friendly := plvQuad[s.plover] <= "2"
	switch {
	case c.Modality == recoupe.Ordered && c.Rule != "speech_act":
		return "REQUEST"
	case c.Polarity == recoupe.Negative && friendly:
		return "REJECT"
	case c.Modality == recoupe.Future && friendly && s.plover != "CONSULT":
		return "AGREE"
	case c.Modality == recoupe.Future && s.plover != "ACCUSE" && s.plover != "REQUEST" && s.plover != "REJECT":
		if friendly {
			return "AGREE"
		}
		return "THREATEN"
	}
	return s.plover
}
