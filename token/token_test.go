// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package token

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"recoupe"
	"recoupe/ud"
)

// forms joins the words of all sentences by "|", contractions as form=a+b.
func forms(sents []ud.Sentence) string {
	var out []string
	for _, s := range sents {
		k := 0
		for _, t := range s.Tokens {
			for ; k < t.First; k++ {
				out = append(out, s.Words[k].Form)
			}
			var parts []string
			for ; k <= t.Last; k++ {
				parts = append(parts, s.Words[k].Form)
			}
			out = append(out, t.Form+"="+strings.Join(parts, "+"))
		}
		for ; k < len(s.Words); k++ {
			out = append(out, s.Words[k].Form)
		}
	}
	return strings.Join(out, "|")
}

func TestWords(t *testing.T) {
	tests := []struct{ lang, in, want string }{
		{"fr", "L'armée n'a pas reculé.", "L'|armée|n'|a|pas|reculé|."},
		{"fr", "Qu’en dit-elle aujourd’hui ?", "Qu’|en|dit|-elle|aujourd’hui|?"},
		{"fr", "Jusqu'à l'aube, a-t-il ajouté.", "Jusqu'|à|l'|aube|,|a|-t-il|ajouté|."},
		{"fr", "Donnez-le-moi.", "Donnez|-le|-moi|."},
		{"fr", "Un rendez-vous à Deir-ez-Zor cet après-midi.", "Un|rendez-vous|à|Deir-ez-Zor|cet|après-midi|."},
		{"fr", "Aux portes du port.", "Aux=À+les|portes|du=de+le|port|."},
		{"fr", "Plus de 12 000 déplacés, 3,5 % de moins.", "Plus|de|12 000|déplacés|,|3,5|%|de|moins|."},
		{"fr", "À 18h30 ou 20h, à 10km.", "À|18|h|30|ou|20|h|,|à|10|km|."},
		{"fr", "Le 3e bataillon, en 1914-1918.", "Le|3e|bataillon|,|en|1914-1918|."},
		{"fr", "Voir https://exemple.org/a?b=c.", "Voir|https://exemple.org/a?b=c|."},
		{"fr", `Le chef d'"Horizon" parle.`, `Le|chef|d'|"|Horizon|"|parle|.`},
		{"fr", "L'on sait.", "L'on|sait|."},
		{"en", "They don't know the mayor's plan.", "They|don't=do+n't|know|the|mayor's=mayor+'s|plan|."},
		{"en", "The al-Noor brigade cannot retreat.", "The|al|-|Noor|brigade|cannot=can+not|retreat|."},
		{"en", "A non-combatant left its post-war camp.", "A|non-combatant|left|its|post-war|camp|."},
		{"en", "At 7:30pm some 12,000 people left the U.S. base.", "At|7:30|pm|some|12,000|people|left|the|U.S.|base|."},
		{"en", "It’s J.P. Smith, said Gen. Brown.", "It’s=It+’s|J.P.|Smith|,|said|Gen.|Brown|."},
		{"es", "Salió del cuartel al alba.", "Salió|del=de+el|cuartel|al=a+el|alba|."},
		{"xx", "One two-three.", "One|two-three|."},
	}
	for _, tt := range tests {
		_, sents := Document(tt.in, tt.lang, func(form string, before, after []string) bool { return true })
		if got := forms(sents); got != tt.want {
			t.Errorf("%s %q:\n got %s\nwant %s", tt.lang, tt.in, got, tt.want)
		}
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		name, lang, in string
		want           []string
	}{
		{"two", "fr", "Il pleut. Elle part.", []string{"Il pleut.", "Elle part."}},
		{"title", "fr", "M. Dupont est parti. Le gén. Martin reste.", []string{"M. Dupont est parti.", "Le gén. Martin reste."}},
		{"initial", "fr", "J. Dupont et J.-P. Durand partent. Fin.", []string{"J. Dupont et J.-P. Durand partent.", "Fin."}},
		{"etc. ends before an opener", "fr", "Des vivres, des armes, etc. Les habitants fuient.", []string{"Des vivres, des armes, etc.", "Les habitants fuient."}},
		{"etc. goes on", "fr", "Des vivres, etc. Damas refuse.", []string{"Des vivres, etc. Damas refuse."}},
		{"quotation with its stop and a speech clause", "fr", `"Nous partons." a-t-il dit. Fin.`, []string{`"Nous partons." a-t-il dit.`, "Fin."}},
		{"several sentences in one quotation", "fr", "« Ils tirent. Nous fuyons. » Le calme revient.", []string{"« Ils tirent.", "Nous fuyons. »", "Le calme revient."}},
		{"question in a quotation", "fr", "« Qui part ? » demande-t-elle.", []string{"« Qui part ? » demande-t-elle."}},
		{"brackets", "fr", "Le groupe (voir p. 3. Note) avance. Fin.", []string{"Le groupe (voir p. 3. Note) avance.", "Fin."}},
		{"ellipsis goes on", "fr", "Il dit... que non. Puis rien.", []string{"Il dit... que non.", "Puis rien."}},
		{"number", "en", "It cost 3.5 million. No. 5 fell.", []string{"It cost 3.5 million.", "No. 5 fell."}},
		{"country as adjective", "en", "The U.S. Army left. The U.S. The talks failed.", []string{"The U.S. Army left.", "The U.S.", "The talks failed."}},
		{"said behind a question", "en", `"Who fired?" he asked. Nobody knew.`, []string{`"Who fired?" he asked.`, "Nobody knew."}},
		{"Arabic question", "ar", "من أطلق النار؟ لا أحد يعلم. انتهى.", []string{"من أطلق النار؟", "لا أحد يعلم.", "انتهى."}},
	}
	for _, tt := range tests {
		regions, sents := Document(tt.in, tt.lang, nil)
		var got []string
		for _, s := range sents {
			got = append(got, s.Span.In(tt.in))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, d)
		}
		if len(regions) != len(sents) {
			t.Errorf("%s: %d regions, %d sentences", tt.name, len(regions), len(sents))
		}
	}
}

func TestRegions(t *testing.T) {
	body := "\nLes combats ont repris mardi près du fleuve.\nLe calme est revenu."
	tests := []struct {
		name, lang, in string
		want           []recoupe.RegionKind
	}{
		{"heading", "fr", "Combats au nord" + body, kinds("heading sentence sentence")},
		{"arrows", "fr", ">> Notre dossier sur la ville" + body, kinds("navigation sentence sentence")},
		{"read also", "fr", "Lire aussi : La ville attend" + body, kinds("navigation sentence sentence")},
		{"read more, in prose", "en", "Read more than a page a day, teachers said on Monday in a long statement to parents.\nIt rained.", kinds("sentence sentence")},
		{"byline", "en", "Fighting resumes\nBy Jane Doe and John Roe\nFighting resumed on Monday.", kinds("heading byline sentence")},
		{"by, in prose", "en", "By Monday the town was quiet.\nIt rained.", kinds("sentence sentence")},
		{"signature", "fr", "Titre court" + body + "\nab/cd", kinds("heading sentence sentence byline")},
		{"with the agencies", "fr", "Titre court" + body + "\npatr avec les agences", kinds("heading sentence sentence byline")},
		{"agency in brackets", "fr", "Titre court" + body + "\n(AFP)", kinds("heading sentence sentence byline")},
		{"reporting line", "en", "It rained. It stopped.\n(Reporting by Jane Doe; Editing by John Roe)", kinds("sentence sentence byline")},
		{"signature on the last line", "fr", "Titre court" + body + " (avec AFP)", kinds("heading sentence sentence byline")},
		{"caption", "en", "Fighting resumes\nFile photo: the bridge in 2019\nIt rained.", kinds("heading caption sentence")},
		{"dateline with date", "fr", "TUNIS, 4 déc (AFP) - Les combats ont repris.", kinds("dateline sentence")},
		{"dateline in capitals", "en", "BEIRUT (Reuters) – Fighting resumed on Monday.", kinds("dateline sentence")},
		{"dateline in Arabic", "ar", "بيروت (رويترز) - استؤنف القتال يوم الاثنين.", kinds("dateline sentence")},
		{"no dateline: a dash in prose", "fr", "Damas - la capitale - reste calme.", kinds("sentence")},
		{"no dateline: a name with a bracket", "fr", "Le HTS (ex-Nosra) - un groupe armé - avance.", kinds("sentence")},
		{"list", "fr", "Le bilan :\n- trois morts\n- dix blessés\nLe calme est revenu.", kinds("sentence sentence sentence sentence")},
		{"one line without a stop is prose", "fr", "Les combats ont repris mardi", kinds("sentence")},
		{"Arabic heading", "ar", "اشتباكات عنيفة\nاستؤنف القتال يوم الاثنين قرب النهر.", kinds("heading sentence")},
		{"wrapped copy", "en", strings.Repeat("The soldiers of the second brigade went back\nto their camp on the old road and the fighting\nnear the bridge stopped before noon on Tuesday.\n\n", 2) + "The mayor of the town said that the school would\nopen again.", kinds("sentence sentence sentence")},
		{"blank", "fr", " \n\n\t", nil},
	}
	for _, tt := range tests {
		regions, _ := Document(tt.in, tt.lang, nil)
		var got []recoupe.RegionKind
		for _, r := range regions {
			got = append(got, r.Kind)
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, d)
		}
	}
}

func kinds(s string) []recoupe.RegionKind {
	var out []recoupe.RegionKind
	for k := range strings.FieldsSeq(s) {
		out = append(out, recoupe.RegionKind(k))
	}
	return out
}

// covers checks what every text must keep: regions in order and covering all but
// white space, one sentence each, words in order inside their sentence.
func covers(t interface{ Fatalf(string, ...any) }, text, lang string) {
	regions, sents := Document(text, lang, nil)
	if len(regions) != len(sents) {
		t.Fatalf("%d regions, %d sentences", len(regions), len(sents))
	}
	at := 0
	blank := func(from, to int) {
		if from > to || strings.TrimFunc(text[from:to], isBlank) != "" {
			t.Fatalf("%q: uncovered or overlapping %d-%d", text, from, to)
		}
	}
	for i, r := range regions {
		blank(at, r.Span.Start)
		at = r.Span.Start
		s := sents[i]
		if s.Region != i || s.Span != r.Span {
			t.Fatalf("%q: sentence %d does not match its region", text, i)
		}
		for _, w := range s.Words {
			if w.Span.Start > at || w.Span.End > at {
				blank(at, max(at, w.Span.Start))
			}
			if w.Span.Empty() || !r.Span.Contains(w.Span) || w.Head != -1 || w.Form == "" {
				t.Fatalf("%q: bad word %+v", text, w)
			}
			at = max(at, w.Span.End)
		}
		blank(at, r.Span.End)
		at = r.Span.End
	}
	blank(at, len(text))
}

func TestCovers(t *testing.T) {
	piece := rapid.SampledFrom([]string{"Le", "l'armée", "d'", "a-t-il", "du", "U.S.", "12 000", "(", ")", "\"", "«", "»", ".", "...", " ", "\n", "\u00a0", "’", "wasn't", "e.g.", "@x", "a@b.fr", "وبالقرب", "؟", "-", "AFP", "18h30", "\u200f", "http://x.y", "\xff", ">>", "Lire aussi", "É", "1/2", "°C", ":)"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "glue"))
		covers(t, text, rapid.SampledFrom([]string{"fr", "en", "ar", "", "tr"}).Draw(t, "lang"))
	})
}

func FuzzDocument(f *testing.F) {
	f.Add("TUNIS, 4 déc (AFP) - Il a dit : « Non. » (avec AFP)", "fr")
	f.Add("Don't - e-mail a@b.co U.S. \xff", "en")
	f.Add("قال إنه سيعود؟ ١٢٬٠٠٠", "ar")
	f.Fuzz(func(t *testing.T, text, lang string) {
		covers(t, text, lang)
	})
}
