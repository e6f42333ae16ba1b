// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/ud"
)

// plainWords cuts a text into sentences at ". " and words at blanks and marks, without any analysis.
func plainWords(text string) []ud.Sentence {
	var out []ud.Sentence
	start := 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || i+1 < len(text) && (text[i] == '.' || text[i] == '?') && text[i+1] == ' ' || text[i] == '\n' {
			end := min(i+1, len(text))
			s := ud.Sentence{Span: recoupe.Span{Start: start, End: end}}
			for j := start; j < end; {
				r, n := utf8.DecodeRuneInString(text[j:])
				if unicode.IsSpace(r) {
					j += n
					continue
				}
				k := j + n
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					for k < end {
						r, n := utf8.DecodeRuneInString(text[k:])
						if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '-' {
							if r == '\'' || r == '’' {
								k += n
							}
							break
						}
						k += n
					}
				}
				s.Words = append(s.Words, ud.Word{Form: text[j:k], Head: -1, Span: recoupe.Span{Start: j, End: k}})
				j = k
			}
			if len(s.Words) > 0 {
				out = append(out, s)
			}
			start = end
		}
	}
	return out
}

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// brief writes mentions as "text=id", one a line; camps, labels and the like as marks behind.
func brief(ms []Mention) []string {
	var out []string
	for _, m := range ms {
		s := m.Text + "=" + m.ID
		if m.Camp != "" {
			s += " @" + m.Camp
		}
		if m.Loaded {
			s += " loaded"
		}
		if m.Anonymous {
			s += " anonymous"
		}
		out = append(out, s)
	}
	return out
}

// TestFindByWordOrder reads texts without trees.
func TestFindByWordOrder(t *testing.T) {
	for _, tt := range []struct {
		name, lang, on, text string
		want                 []string
	}{
		{"army and observatory", "fr", "2024-12-01", "Selon l'Observatoire syrien des droits de l'homme (OSDH), l'armée syrienne a reculé. L'OSDH cite des habitants.", []string{
			"Observatoire syrien des droits de l'homme (OSDH)=sohr",
			"armée syrienne=sy-army @syria-assad",
			"OSDH=sohr",
			"des habitants=x-habitants",
		}},
		{"forces of the regime, one side's label", "fr", "2024-12-01", "Les forces du régime syrien ont bombardé \"les organisations terroristes\".", []string{
			"forces du régime syrien=sy-army @syria-assad",
			"les organisations terroristes=sy-rebel-coalition @syria-rebels loaded",
		}},
		{"a possessive takes up nobody who was named before", "en", "2024-12-01", "The Syrian army held the hill. The ministry said its troops had left.", []string{
			"Syrian army=sy-army @syria-assad",
			"The ministry=x-ministry @syria-assad",
			"its troops=x-troops",
		}},
		{"forces of a possessive are those of who speaks", "en", "2024-12-01", "The Russian defence ministry said its troops had left.", []string{
			"Russian defence ministry=ru-mod @russia",
			"its troops=ru-army @russia",
		}},
		{"… or of the group that acts", "fr", "2024-12-01", "HTS a retiré ses combattants.", []string{
			"HTS=hts @syria-rebels",
			"ses combattants=hts @syria-rebels",
		}},
		{"two that could own them", "en", "2024-12-01", "After Russia met Ukraine, its troops had left.", []string{
			"Russia=ru @russia",
			"Ukraine=ua @ukraine",
			"its troops=x-troops",
		}},
		{"the ministry of the government of a capital, in a text about another country", "en", "2024-12-01", "Ukraine and Ukrainian towns were hit, Moscow's defence ministry said.", []string{"Ukraine=ua @ukraine", "Moscow's defence ministry=ru-mod @russia"}},
		{"a command of the army of another country", "ar", "2024-12-01", "أعلنت القيادة العامة للجيش الليبي ذلك", []string{"القيادة=x-القياده @gnu", "لجيش الليبي=ly-army @libya"}},
		{"a command of the army", "ar", "2024-12-01", "أعلنت القيادة العامة للجيش السوري ذلك", []string{"القيادة العامة للجيش=sy-army-command @syria-assad"}},
		{"anonymous", "fr", "2024-12-01", "Une source militaire citée par Sana évoque un repli.", []string{
			"Une source militaire=x-source-militaire anonymous",
			"Sana=sana @syria-assad",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := brief(Default().Find(tt.text, tt.lang, plainWords(tt.text), day(tt.on)))
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}
