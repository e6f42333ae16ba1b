// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package place

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/gazetteer"
	"recoupe/geo"
	"recoupe/token"
)

// said is a place in few words: relation, directions, distance, anchor, role.
func said(p recoupe.Place) string {
	out := []string{p.Relation, strings.Join(p.Directions, "+")}
	if p.Distance != nil {
		out = append(out, fmt.Sprint(*p.Distance))
	}
	if p.Somewhere {
		out = append(out, "somewhere")
	}
	return strings.Join(strings.Fields(strings.Join(append(out, p.ID, p.Role), " ")), " ")
}

// TestPhrases reads the rows of the phrase table, once where the rule fires and, at
// the end, where it must not.
func TestPhrases(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"fr", "Un poste se trouve à environ 12 km au nord-est de Hama.", "distance_from NE 12 gn:170017"},
		{"en", "A post lies about 12 km north-east of Hama.", "distance_from NE 12 gn:170017"},
		{"ar", "يقع المركز على بعد نحو 12 كم شمال شرق حماة", "distance_from NE 12 gn:170017"},
		{"fr", "Un poste est à une vingtaine de kilomètres de Hama.", "distance_from 20 gn:170017"},
		{"en", "A post lies two dozen km from Hama, a camp 7 miles from Aleppo.", "distance_from 11.263 gn:170063"},
		{"ar", "يقع المركز على بعد كيلومترين من حماة", "distance_from 2 gn:170017"},
		{"fr", "Des tirs au nord-ouest de Hama.", "direction_from NW gn:170017"},
		{"en", "Shots south-east of Hama.", "direction_from SE gn:170017"},
		{"ar", "سمع إطلاق نار جنوب شرق حماة", "direction_from SE gn:170017"},
		{"fr", "Des tirs au nord et au sud de Hama.", "direction_from S gn:170017"},
		{"fr", "Des obus sur l'ouest et le nord de la province de Hama.", "part_of W+N div:SY.10"},
		{"en", "Shells fell on northern Syria.", "part_of N cc:SY"},
		{"ar", "قصف على ريف حماة الشمالي والغربي", "part_of N+W div:SY.10"},
		{"fr", "La colonne est aux portes de Hama.", "at_edge_of gn:170017"},
		{"en", "The column is on the outskirts of Hama.", "at_edge_of gn:170017"},
		{"ar", "وصل الرتل إلى مشارف حماة", "at_edge_of gn:170017"},
		{"fr", "Un camp près de Hama.", "near gn:170017"},
		{"en", "A camp close to Hama.", "near gn:170017"},
		{"ar", "مخيم بالقرب من حماة", "near gn:170017"},
		{"fr", "Des combats autour de Hama.", "around gn:170017"},
		{"ar", "اشتباكات في محيط حماة", "around gn:170017"},
		{"fr", "Un barrage entre Homs et Hama.", "between gn:169577"},
		{"en", "A checkpoint between Homs and Hama.", "between gn:169577"},
		{"fr", "Homs, ville située entre Damas et Alep.", "between gn:170654 background"},
		{"fr", "Un barrage à mi-chemin entre Homs et Hama.", "midway gn:169577"},
		{"en", "A checkpoint halfway between Homs and Hama.", "midway gn:169577"},
		{"ar", "حاجز في منتصف الطريق بين حمص وحماة", "midway gn:169577"},
		{"fr", "Un convoi sur la route Homs-Hama.", "along gn:169577"},
		{"en", "A truck on the road between Homs and Hama.", "along gn:169577"},
		{"ar", "حادث على طريق حمص - حماة", "along gn:169577"},
		{"fr", "Des blindés roulent de Homs vers Hama.", "towards gn:170017"},
		{"ar", "تحرك الرتل باتجاه حماة", "towards gn:170017"},
		{"fr", "Des tirs à la frontière syro-turque.", "at_border border:SY-TR"},
		{"en", "Shots at the Syrian-Turkish border.", "at_border border:SY-TR"},
		{"ar", "إطلاق نار على الحدود السورية التركية", "at_border border:SY-TR"},
		{"fr", "Une explosion dans le centre de Hama.", "part_of C gn:170017"},
		{"fr", "Des obus sur les quartiers est de Hama.", "part_of E gn:170017"},
		{"en", "Shells hit the eastern districts of Hama.", "part_of E gn:170017"},
		{"ar", "قصف الأحياء الشرقية في حماة", "part_of E gn:170017"},
		{"fr", "Le poste est à deux heures de route de Hama.", "travel_time gn:170017"},
		{"en", "The post lies 90 minutes from Hama.", "travel_time gn:170017"},
		{"ar", "يقع المركز على بعد ساعتين من حماة", "travel_time gn:170017"},
		{"fr", "Plusieurs zones de la province de Hama sont touchées.", "part_of somewhere div:SY.10"},
		{"en", "Several areas of Hama were hit.", "part_of somewhere gn:170017"},
		{"en", "Talks were held in Hama governorate.", "div:SY.10"},
		{"fr", "Homs, à 45 km de Hama, reste calme.", "distance_from 45 gn:170017 background"},
	} {
		var got []string
		for _, p := range find(t, tt.text, tt.lang) {
			got = append(got, said(p))
		}
		if !strings.Contains("\n"+strings.Join(got, "\n")+"\n", "\n"+tt.want+"\n") {
			t.Errorf("%s: want %q in\n%s", tt.text, tt.want, strings.Join(got, "\n"))
		}
	}
}

// TestUncertainty holds the drawn uncertainty to the formulas: r of Hama is 4.577 km.
func TestUncertainty(t *testing.T) {
	for _, tt := range []struct {
		text, relation string
		km             float64
	}{
		{"Un poste est à environ 10 km au nord-est de Hama.", "distance_from", 8.722},
		{"Un poste est à environ 10 km de Hama.", "distance_from", 10 + 4.577 + 2.5},
		{"Un poste est à 10 km de Hama.", "distance_from", 10 + 4.577 + 1.5},
		{"Un poste est à moins de 10 km de Hama.", "distance_from", 10 + 4.577},
		{"La colonne est aux portes de Hama.", "at_edge_of", 4.577 + 5},
		{"Un tir dans la banlieue de Hama.", "at_edge_of", 2*4.577 + 2},
		{"Un camp près de Hama.", "near", 4.577 + 10},
		{"Des tirs autour de Hama.", "around", 4.577 + 15},
		{"Un barrage entre Homs et Hama.", "between", 45.14 / 2},
		{"Un barrage à mi-chemin entre Homs et Hama.", "midway", 45.14 / 4},
		{"Le poste est à deux heures de Hama.", "travel_time", 180},
		{"Une explosion dans le centre de Hama.", "part_of", 4.577},
	} {
		ok := false
		for _, p := range find(t, tt.text, "fr") {
			if p.Relation == tt.relation {
				ok = math.Abs(p.Uncertainty/1000-tt.km) < 0.02
				if !ok {
					t.Errorf("%s: %.3f km, want %.3f", tt.text, p.Uncertainty/1000, tt.km)
				}
			}
		}
		if !ok {
			t.Errorf("%s: no %s", tt.text, tt.relation)
		}
	}
}

// TestApposition takes the reading that lies where the text says: one of the two Tripolis.
func TestApposition(t *testing.T) {
	for _, p := range find(t, "Tripoli, à 70 km au nord de Beyrouth, reste calme.", "fr") {
		if p.Text == "Tripoli" && p.Country != "LB" {
			t.Errorf("Tripoli is %s in %s: %v", p.ID, p.Country, p.Why)
		}
	}
}

// TestUnknown keeps a name that no table has, somewhere in the region that the text names.
func TestUnknown(t *testing.T) {
	for _, tt := range []struct{ text, lang, name string }{
		{"Residents left the town of Umm Qarnabit in Kassala.", "en", "Umm Qarnabit"},
		{"Les habitants ont quitté Hama et le village de Qarnabouta.", "fr", "Qarnabouta"},
	} {
		ok := false
		for _, p := range find(t, tt.text, tt.lang) {
			ok = ok || p.Name == tt.name && p.ID == "" && p.Somewhere && len(p.Area) > 0
		}
		if !ok {
			t.Errorf("%s: %s is not kept", tt.text, tt.name)
		}
	}
}

// TestDocument chooses by the whole text: the state behind the comma, the country
// of a neighbour, a country's name that is a state's.
func TestDocument(t *testing.T) {
	for _, tt := range []struct{ text, name, want string }{
		{"The depot in Columbus, Ga., was closed.", "Columbus", "US.GA"},
		{"Police in Athens, Georgia, were alerted. A bus left Athens for Atlanta.", "Athens", "US.GA"},
		{"Ministers flew from Tbilisi to Batumi in Georgia.", "Georgia", ""},
	} {
		for _, p := range find(t, tt.text, "en") {
			e, ok := mustGet(t, p.ID)
			if p.Text == tt.name && (!ok || e != tt.want) {
				t.Errorf("%s: %s is %s (%s), want %s", tt.text, tt.name, p.ID, e, tt.want)
			}
		}
	}
}

func mustGet(t *testing.T, id string) (string, bool) {
	t.Helper()
	e, ok := finder(t).Gazetteer.Get(id)
	if !ok {
		return "", false
	}
	return e.Division, true
}

// TestNames: what is no place, what is one in another role.
func TestNames(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "The Washington Post wrote about it.", ""},
		{"en", "The Aleppo-based group left.", "gn:170063"},
		{"fr", "L'agence Hama a confirmé la reprise.", ""},
		{"en", "The news agency Hama confirmed the recapture.", ""},
		{"en", "John Davis met Mr. Paris on Monday. Davis left.", ""},
		{"fr", "L'Observatoire syrien a publié un bilan.", "cc:SY people"},
		{"en", "The Aleppo Police Department opened an inquiry.", "gn:170063 name"},
		{"en", "Syrian farmers left.", "cc:SY people"},
		{"ar", "#أمطار_الكويت", "cc:KW topic"},
	} {
		var got []string
		for _, p := range findAll(t, tt.text, tt.lang) {
			got = append(got, said(p))
		}
		if strings.Join(got, "; ") != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestRings lists the settlements of a ring without choosing.
func TestRings(t *testing.T) {
	for _, p := range find(t, "Hama est calme. Deux villages environnants ont été pris.", "fr") {
		if p.Count != 2 {
			continue
		}
		for _, o := range p.Others {
			if !geo.Contains(p.Area, o.Point) {
				t.Errorf("%s lies outside the ring", o.Name)
			}
		}
		return
	}
	t.Error("two surrounding villages are not read")
}

// TestGovernments: a capital that speaks, or is a source, stands for its government;
// one where something happens does not.
func TestGovernments(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"fr", "Selon Moscou, un dépôt a brûlé.", "gn:524901 government"},
		{"en", "According to Moscow, a depot burnt.", "gn:524901 government"},
		{"fr", "Un dépôt a brûlé à Moscou.", "gn:524901"},
		{"fr", "Une ONG basée à Moscou a publié un bilan.", "gn:524901 seat"},
	} {
		var got []string
		for _, p := range find(t, tt.text, tt.lang) {
			got = append(got, said(p))
		}
		if strings.Join(got, "; ") != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestJoined: two relations of one spot are one area, that which both cover; a list
// of spots, and areas that do not meet, stay apart.
func TestJoined(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       []string
	}{
		{"fr", "Un convoi a brûlé à 10 km au nord d'Alep, sur la route d'Azaz.", []string{"à 10 km au nord d'Alep, sur la route d'Azaz"}},
		{"en", "A convoy burnt 10 km north of Aleppo, on the road to Azaz.", []string{"10 km north of Aleppo, on the road to Azaz"}},
		{"fr", "Le poste se trouve à 20 km de Hama et à 30 km de Homs.", []string{"à 20 km de Hama et à 30 km de Homs"}},
		{"fr", "Le poste se trouve à 10 km de Hama et à 10 km de Damas.", []string{"à 10 km de Hama", "à 10 km de Damas"}},
		{"en", "Shots north of Hama and south of Hama.", []string{"north of Hama", "south of Hama"}},
	} {
		var got []string
		for _, p := range find(t, tt.text, tt.lang) {
			if p.Relation == "" {
				continue
			}
			got = append(got, p.Text)
			if p.Area == nil || p.Core == nil || p.Point == nil || geo.Farthest(*p.Point, p.Area)*1000 > p.Uncertainty+1 {
				t.Errorf("%s: %q has no area within its uncertainty", tt.text, p.Text)
			}
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.text, d)
		}
	}
}

// TestBorderJoined: a border beside a town narrows what is said of the town, in
// either order; one country of it is enough.
func TestBorderJoined(t *testing.T) {
	for _, text := range []string{"Shots near the Rwandan border, north of Goma.", "Shots north of Goma, near the Rwandan border."} {
		var got []string
		for _, p := range find(t, text, "en") {
			if p.Relation != "" {
				got = append(got, said(p))
			}
		}
		if d := cmp.Diff([]string{"direction_from N gn:216281"}, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", text, d)
		}
	}
}

// TestPlurals: a class word in the plural gives a list of names their kind; a city
// is none of its own villages.
func TestPlurals(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"fr", "Des tirs dans les provinces d'Alep, de Hama et de Homs.", "div:SY.09 div:SY.10 div:SY.11"},
		{"en", "Shots in Hama and Idlib provinces.", "div:SY.10 div:SY.12"},
		{"ar", "قصف على محافظات حلب وحماة", "div:SY.09 div:SY.10"},
		{"fr", "Des tirs dans des villages de Hama.", "div:SY.10"},
		{"fr", "Des tirs dans les villes de Hama et Homs.", "gn:170017 gn:169577"},
		{"fr", "Des tirs à Hama et Homs.", "gn:170017 gn:169577"},
	} {
		var got []string
		for _, p := range find(t, tt.text, tt.lang) {
			if p.Relation == "" {
				got = append(got, p.ID)
			}
		}
		if d := cmp.Diff(tt.want, strings.Join(got, " ")); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.text, d)
		}
	}
}

// TestHome: the publisher's town decides between two towns of one name; a paper of one word has none.
func TestHome(t *testing.T) {
	f := finder(t)
	text := "Firefighters were called to Tripoli on Sunday."
	regions, sents := token.Document(text, "en", nil)
	for publisher, want := range map[string]string{"The Beirut Evening Star": "LB", "Benghazi Post": "LY"} {
		got := f.Find(text, "en", regions, sents, Hint{Home: f.Home(publisher)})
		if len(got) != 1 || got[0].Country != want {
			t.Errorf("%s: %+v, want a town in %s", publisher, got, want)
		}
	}
	if e := f.Home("Beirut"); e != nil {
		t.Errorf("an agency called Beirut has the town %s", e.Name)
	}
}

// TestRecognised: a name that a recogniser holds for a person's is no place.
func TestRecognised(t *testing.T) {
	text := "They asked Hamilton for help."
	regions, sents := token.Document(text, "en", nil)
	f := finder(t)
	if got := f.Find(text, "en", regions, sents, Hint{}); len(got) != 1 {
		t.Fatalf("without a recogniser: %+v", got)
	}
	for k := range sents[0].Words {
		if sents[0].Words[k].Form == "Hamilton" {
			sents[0].Words[k].Entity = "B-PERSON"
		}
	}
	if got := f.Find(text, "en", regions, sents, Hint{}); len(got) != 0 {
		t.Errorf("a person is a place: %+v", got)
	}
}

// TestDoubt answers with the province where two villages of one name in it weigh the
// same, and with the village where there is only one.
func TestDoubt(t *testing.T) {
	table := "id\tname\tlat\tlon\tplacetype\tcountry\tadmin1\nx:1\tQarnabit\t35.0\t36.4\tvillage\tSY\tSY.10\nx:2\tQarnabit\t35.4\t37.3\tvillage\tSY\tSY.10\nx:3\tSaluqiyya\t35.0\t36.4\tvillage\tSY\tSY.10\n"
	g := withPack(t, table)
	for name, want := range map[string]string{"Qarnabit": "div:SY.10", "Saluqiyya": "x:3"} {
		text := "Des tirs ont touché le village de " + name + "."
		regions, sents := token.Document(text, "fr", nil)
		got := Finder{Gazetteer: g}.Find(text, "fr", regions, sents, Hint{})
		if len(got) != 1 || got[0].ID != want {
			t.Errorf("%s: %+v, want %s", name, got, want)
		}
	}
}

// TestSeat: a town that no table has lies in the district that is called after it.
func TestSeat(t *testing.T) {
	for text, want := range map[string]string{
		"Rebels entered the town of Masisi on Saturday.":    "div:CD.11.03",
		"Rebels entered the territory of Hama on Saturday.": "gn:170017",
		"Rebels bombed the airport of Masisi on Saturday.":  "",
	} {
		got := ""
		for _, p := range findAll(t, text, "en") {
			got = p.ID
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestAstray: a small namesake on another continent is not what a text on two towns of one country means; beside its
// own country, or without such a text, it is.
func TestAstray(t *testing.T) {
	table := "id\tname\tlat\tlon\tplacetype\tcountry\nx:1\tQarnabit\t-20.0\t30.0\tvillage\tZW\n"
	g := withPack(t, table)
	for text, want := range map[string]string{
		"Les combats ont repris à Hama, à Homs et dans le village de Qarnabit.":              "",
		"Les combats ont repris à Hama, à Homs et dans le village de Qarnabit, au Zimbabwe.": "x:1",
		"Des tirs ont touché le village de Qarnabit.":                                        "x:1",
	} {
		regions, sents := token.Document(text, "fr", nil)
		got := "none"
		for _, p := range (Finder{Gazetteer: g}).Find(text, "fr", regions, sents, Hint{}) {
			if strings.Contains(p.Text, "Qarnabit") {
				got = p.ID
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// withPack is the tests' gazetteer with the places of a table besides.
func withPack(t *testing.T, table string) *gazetteer.Gazetteer {
	t.Helper()
	entries, err := gazetteer.ReadPack(strings.NewReader(table), gazetteer.PackInfo{Name: "p"})
	if err != nil {
		t.Fatal(err)
	}
	g, err := finder(t).Gazetteer.With(entries, gazetteer.PackInfo{Name: "p"})
	if err != nil {
		t.Fatal(err)
	}
	return g
}
