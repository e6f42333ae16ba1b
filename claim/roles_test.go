// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package claim_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRoles reads one sentence a case and wants the roles of its first claim of the type.
func TestRoles(t *testing.T) {
	for _, tt := range []struct {
		lang, text, event string
		want              []string
	}{
		{"en", "Soldiers killed three journalists: Roberto Navas, a photographer, and Mauricio Pinel, a technician.", "VIO.ATTACK",
			[]string{"agent Soldiers", "target three journalists", "target Roberto Navas", "target Mauricio Pinel"}},
		{"en", "The president met the mayor, Nadia Karim.", "DIP.CONSULT",
			[]string{"party The president", "party the mayor, Nadia Karim"}},
		{"en", "Among the dead was Ana Lopez, a nurse.", "CONS.KILLED",
			[]string{"affected Ana Lopez"}},
		{"en", "The prosecutor blamed Nadia Karim for the bombing.", "DIP.ACCUSE",
			[]string{"agent The prosecutor", "target Nadia Karim"}},
		{"en", "The brigade has controlled the village after the army withdrew.", "CTRL.TRANSFER",
			[]string{"gainer The brigade"}},
		{"en", "Hama is calm, SANA said. SANA also reported fierce fighting.", "VIO.CLASH", nil}, // who reports has no part in it
		{"en", "Sarqan fell to the rebels on Monday.", "CTRL.CAPTURE", []string{"gainer the rebels"}},
		{"en", "The town fell into the hands of the militia.", "CTRL.CAPTURE", []string{"gainer the militia"}},
		{"fr", "La ville est tombée aux mains des rebelles.", "CTRL.CAPTURE", []string{"gainer rebelles"}},
		{"fr", "Trois villages ont été repris par l'armée mardi.", "CTRL.REGAIN", []string{"gainer l'armée"}},
		{"fr", "La ville a été reprise aux rebelles.", "CTRL.REGAIN", []string{"loser rebelles"}},
		{"ar", "سقطت المدينة بيد الفصائل.", "CTRL.CAPTURE", []string{"gainer الفصائل"}},
		{"ar", "أعلنت حركة الشمال أنها سيطرت على قرية سرقان.", "CTRL.CAPTURE", []string{"gainer ها"}},
		{"ar", "نفى الجيش سقوط البلدة في يد المسلحين.", "CTRL.CAPTURE", []string{"gainer المسلحين"}},
		{"ar", "قضى الجيش على عشرات المسلحين.", "CONS.KILLED", []string{"agent الجيش", "affected المسلحين"}},
		{"ar", "قصف المسلحون القرية ما أسفر عن مقتل امرأتين.", "CONS.KILLED", []string{"agent المسلحون", "affected امرأتين"}},
		{"ar", "اتهمت الوزارة الجماعة بقصف مخيم.", "VIO.SHELLING", []string{"agent الجماعة", "target مخيم"}},
		{"ar", "ذكرت مصادر محلية أن مسلحين مجهولين خطفوا أربعة من عمال الإغاثة غرب المدينة.", "VIO.ABDUCT", []string{"agent مسلحين مجهولين", "target عمال الإغاثة"}},
		{"ar", "باتت القرية تحت سيطرة المسلحين.", "CTRL.HOLD", []string{"agent المسلحين"}},
		{"ar", "سيطر المسلحون على القرية.", "CTRL.HOLD", nil}, // taken, not held
		{"en", "The army said it still held the town.", "CTRL.HOLD", []string{"agent it"}},
	} {
		var got []string
		for _, c := range readWhole(tt.lang, tt.text).Claims {
			if c.Event == tt.event {
				for _, a := range c.Actors {
					got = append(got, a.Role+" "+a.Text)
				}
				break
			}
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s (-want +got)\n%s", tt.text, d)
		}
	}
}
