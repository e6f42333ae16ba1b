// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package actor

import (
	"io/fs"
	"strings"
	"testing"
)

// TestVariantsMeet: spellings, acronyms, scripts and transliterations of one actor meet on one id.
func TestVariantsMeet(t *testing.T) {
	for _, tt := range []struct {
		id, lang string
		names    []string
	}{
		{"hts", "fr", []string{"HTS", "HTC", "Hayat Tahrir al-Cham", "Hayat Tahrir al-Sham"}},
		{"hts", "en", []string{"HTS", "Hayat Tahrir al-Sham", "Hay'at Tahrir al-Sham"}},
		{"hts", "ar", []string{"هيئة تحرير الشام"}},
		{"rsf", "fr", []string{"Forces de soutien rapide", "FSR"}},
		{"rsf", "en", []string{"Rapid Support Forces", "RSF"}},
		{"rsf", "ar", []string{"قوات الدعم السريع", "الدعم السريع"}},
		{"m23", "ar", []string{"حركة 23 مارس"}},
		{"houthis", "fr", []string{"Houthis", "houthis"}},
		{"houthis", "ar", []string{"الحوثيون", "أنصار الله"}},
		{"hezbollah", "en", []string{"Hezbollah", "Hizbollah", "Hizbullah"}},
		{"jnim", "fr", []string{"JNIM", "GSIM", "Groupe de soutien à l'islam et aux musulmans"}},
		{"wagner", "ar", []string{"فاغنر"}},
		{"al-shabaab", "en", []string{"al-Shabaab", "Al-Shabab"}},
		{"taliban", "fr", []string{"talibans"}},
		{"tnla", "en", []string{"TNLA", "Ta'ang National Liberation Army"}},
		{"artsakh", "en", []string{"Republic of Artsakh"}},
	} {
		for _, n := range tt.names {
			e, _, ok := Default().MatchOn(n, tt.lang, day("2024-12-01"))
			if !ok || e.ID != tt.id {
				t.Errorf("%s %q: got %q %v, want %s", tt.lang, n, e.ID, ok, tt.id)
			}
		}
	}
}

// TestIDs: no two files give one id to two actors; the later one would silently replace the earlier.
func TestIDs(t *testing.T) {
	list, err := fs.Glob(files, "register/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, name := range list {
		raw, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			id, ok := strings.CutPrefix(strings.TrimSpace(line), "id ")
			if !ok {
				continue
			}
			if seen[id] != "" {
				t.Errorf("%s is in %s and in %s", id, seen[id], name)
			}
			seen[id] = name
		}
	}
}

// TestPlacesAreNoActors: a town is none, however it is written.
func TestPlacesAreNoActors(t *testing.T) {
	for lang, names := range map[string][]string{"fr": {"el-Facher"}, "en": {"El Fasher"}, "ar": {"الفاشر"}} {
		for _, n := range names {
			if e, _, ok := Default().MatchOn(n, lang, day("2024-12-01")); ok {
				t.Errorf("%s %q is %s, want no actor", lang, n, e.ID)
			}
		}
	}
}

// TestTheatres wants the parties of every conflict that the register covers, named in three scripts.
func TestTheatres(t *testing.T) {
	for theatre, ids := range map[string][]string{
		"Syria":          {"hts", "sna", "sdf", "sy-army", "sohr", "sana"},
		"Ukraine":        {"ua-army", "ru-army", "wagner"},
		"Gaza, Lebanon":  {"il-army", "hamas", "hezbollah", "qassam"},
		"Sudan":          {"sudan-army", "rsf"},
		"eastern Congo":  {"cd-army", "m23", "adf", "wazalendo"},
		"Sahel":          {"jnim", "isgs", "ml-army", "bf-army"},
		"Yemen":          {"houthis", "saudi-coalition", "stc"},
		"Myanmar":        {"mm-army", "arakan-army", "tnla", "kia"},
		"South Caucasus": {"am-army", "az-army", "artsakh"},
	} {
		for _, id := range ids {
			e, ok := Default().Get(id)
			if !ok {
				t.Errorf("%s: %s is not in the register", theatre, id)
				continue
			}
			for _, lang := range []string{"fr", "en", "ar"} {
				if len(e.Names[lang]) == 0 {
					t.Errorf("%s: %s has no name in %s", theatre, id, lang)
				}
			}
		}
	}
}

// TestReference follows an actor through a text without trees: the class noun takes up the
// last actor of its class, "ils" a body of people; an unknown name is typed from its head noun.
func TestReference(t *testing.T) {
	for _, tt := range []struct {
		name, lang, text, mention, id, kind string
	}{
		{"the group", "fr", "Le JNIM a attaqué un camp. Le groupe a publié une vidéo.", "Le groupe", "jnim", "armed_group"},
		{"the non-governmental organisation", "fr", "L'Observatoire syrien des droits de l'homme compte sept morts. L'ONG cite des habitants.", "ONG", "sohr", "observatory"},
		{"they are a body", "fr", "Les forces du régime syrien ont reculé. Ils ont laissé leurs armes.", "Ils", "sy-army", "armed_force"},
		{"the agency", "en", "Reuters reported fighting. The agency quoted residents.", "The agency", "reuters", "agency"},
		{"unknown brigade", "en", "The Dawn Lion Brigade entered the village.", "The Dawn Lion Brigade", "x-dawn-lion-brigade", "armed_force"},
		{"unknown front", "en", "The Green Valley Front claimed the attack.", "The Green Valley Front", "x-green-valley-front", "armed_group"},
		{"a front line is nobody", "en", "The front moved north.", "The front", "", ""},
	} {
		var id, kind string
		for _, m := range Default().Find(tt.text, tt.lang, plainWords(tt.text), day("2024-12-01")) {
			if m.Text == tt.mention || m.Text == "L'"+tt.mention {
				id, kind = m.ID, m.Kind
			}
		}
		if id != tt.id || kind != tt.kind {
			t.Errorf("%s: got %q %q, want %q %q", tt.name, id, kind, tt.id, tt.kind)
		}
	}
}

// TestMinistriesOfHealth wants the ministry in Ramallah apart from the one in Gaza.
func TestMinistriesOfHealth(t *testing.T) {
	for _, tt := range []struct{ lang, name, want string }{
		{"en", "health ministry in Ramallah", "pa-moh"},
		{"en", "Gaza health ministry", "gaza-moh"},
		{"fr", "ministère de la Santé de Ramallah", "pa-moh"},
		{"fr", "ministère de la Santé de Gaza", "gaza-moh"},
		{"ar", "وزارة الصحة في رام الله", "pa-moh"},
		{"ar", "وزارة الصحة في غزة", "gaza-moh"},
	} {
		if e, _, ok := Default().MatchOn(tt.name, tt.lang, day("2024-12-01")); !ok || e.ID != tt.want {
			t.Errorf("%s %q is %v, want %s", tt.lang, tt.name, e, tt.want)
		}
	}
}
