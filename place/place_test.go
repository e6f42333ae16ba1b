// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"math"
	"testing"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/token"
)

// finder is over the embedded table.
func finder(t testing.TB) Finder {
	t.Helper()
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	return Finder{Gazetteer: g}
}

// find runs the stage without trees: what must hold when a parse is missing.
func find(t testing.TB, text, lang string) []recoupe.Place {
	t.Helper()
	regions, sents := token.Document(text, lang, nil)
	for i := range regions {
		regions[i].Kind = recoupe.Sentence
	}
	return finder(t).Find(text, lang, regions, sents, Hint{})
}

func findAll(t testing.TB, text, lang string) []recoupe.Place {
	t.Helper()
	regions, sents := token.Document(text, lang, nil)
	return finder(t).Find(text, lang, regions, sents, Hint{All: true})
}

func TestFind(t *testing.T) {
	for _, tt := range []struct{ name, text, lang, id, relation string }{
		{"a town", "Le convoi est arrivé à Alep.", "fr", "gn:170063", ""},
		{"a province by its class word", "Des tirs dans la province de Hama.", "fr", "div:SY.10", ""},
		{"at the gates", "The column stopped at the gates of Aleppo.", "en", "gn:170063", "at_edge_of"},
		{"a distance", "Le camp se trouve à environ 20 km de Tripoli.", "fr", "gn:2210247", "distance_from"},
		{"a heading", "Shelling was heard north-east of Kharkiv.", "en", "gn:706483", "direction_from"},
		{"a town whose name is a door with the article", "دخل الجيش مدينة الباب أمس", "ar", "gn:174018", ""},
		{"a hashtag", "أمطار #سيول_الكويت", "ar", "cc:KW", ""},
	} {
		ok := false
		got := find(t, tt.text, tt.lang)
		for _, p := range got {
			ok = ok || p.ID == tt.id && p.Relation == tt.relation
		}
		if !ok {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

func TestNoPlace(t *testing.T) {
	for _, tt := range []struct{ text, lang string }{
		{"The talks open on Monday in March.", "en"},
		{"تجمعوا عند باب الدار", "ar"},
		{"Les gens discutaient sur des places désertes.", "fr"},
	} {
		if got := find(t, tt.text, tt.lang); len(got) != 0 {
			t.Errorf("%q: %+v", tt.text, got)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("à environ 10 km au nord-est de Hama et à l'ouest d'Alep", "fr")
	f.Add("between Homs and Hama, 15 miles north of #Aleppo_city", "en")
	f.Add("على بعد نحو 10 كم شمال شرق حماة", "ar")
	f.Fuzz(func(t *testing.T, text, lang string) {
		for _, p := range find(t, text, lang) {
			for _, sp := range p.Spans {
				if sp.In(text) == "" {
					t.Errorf("span %v outside %q", sp, text)
				}
			}
			for _, a := range []recoupe.Area{p.Area, p.Core} {
				for _, poly := range a {
					for _, r := range poly {
						for _, c := range r {
							if math.IsNaN(c[0]) || math.IsNaN(c[1]) || math.Abs(c[0]) > 180 || math.Abs(c[1]) > 90 {
								t.Errorf("position %v", c)
							}
						}
					}
				}
			}
		}
	})
}

// TestArabicNames: a name that no table has goes on to the noun that it is joined to, and not beyond.
func TestArabicNames(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"غرق شارع في منطقة أبو سرحان أمس", "منطقة أبو سرحان"},
		{"انقطعت الكهرباء عن منطقة سعد الزاهر بعد المطر", "منطقة سعد الزاهر"},
		{"أغلق سد الزهراوي قبل يومين", "سد الزهراوي"},
		{"أغلق معبر باب الهوى أمس", "معبر باب الهوى"},
	} {
		var got []string
		for _, p := range findAll(t, tt.text, "ar") {
			got = append(got, p.Toponym.In(tt.text))
		}
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
