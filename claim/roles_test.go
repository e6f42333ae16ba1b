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
		{"ar", "أوضح المصدر أن القوة قتلت اثنين من الخاطفين.", "CONS.KILLED", []string{"agent القوة", "affected الخاطفين"}},
		{"ar", "نفى المحافظ وجود أسلحة، واتهم الجماعة بقصف السوق.", "DIP.ACCUSE", []string{"agent المحافظ", "target الجماعة"}},
		{"ar", "سرقان - أعلن الجيش، الثلاثاء، أنه استعاد السيطرة على القرية.", "CTRL.REGAIN", []string{"gainer ه"}},
		{"ar", "عثر المسعفون على عشر جثث.", "CONS.KILLED", nil}, // who finds the dead is not dead
		{"ar", "باتت القرية تحت سيطرة المسلحين.", "CTRL.HOLD", []string{"agent المسلحين"}},
		{"ar", "سيطر المسلحون على القرية.", "CTRL.HOLD", nil}, // taken, not held
		{"en", "The garrison fell to the rebels.", "CTRL.CAPTURE", []string{"loser The garrison", "gainer the rebels"}},
		{"en", "The European Union imposed sanctions on six commanders on Monday.", "DIP.PRESSURE", []string{"agent European Union", "target six commanders"}},
		{"en", "An Israeli air strike hit a depot near Baalbek.", "VIO.AIRSTRIKE", []string{"agent Israeli", "target depot"}},
		{"en", "An Israeli newspaper reported an air strike near Baalbek.", "VIO.AIRSTRIKE", nil}, // a paper sends no planes
		{"en", "RSF shelling killed ten people in Omdurman.", "CONS.KILLED", []string{"agent RSF", "affected ten people"}},
		{"en", "Rockets hit a market, wounding at least nine people.", "CONS.INJURED", []string{"affected nine people"}},
		{"en", "The ministry accused the rebels of shelling the town.", "VIO.SHELLING", []string{"agent the rebels"}},
		{"en", "The envoy urged the rebels to withdraw from the town.", "CTRL.WITHDRAW", []string{"agent the rebels"}},
		{"en", "The rebels vowed to withdraw from the town.", "CTRL.WITHDRAW", []string{"agent The rebels"}},
		{"en", "Gunmen abducted at least 20 students from a school.", "VIO.ABDUCT", []string{"agent Gunmen", "target 20 students"}},
		{"en", "The force shot down 64 of 82 drones.", "VIO.INTERCEPT", []string{"agent The force", "target 82 drones"}},
		{"en", "Residents evacuated the eastern districts.", "CONS.DISPLACED", []string{"affected Residents"}},
		{"en", "The army evacuated 200 residents.", "CONS.DISPLACED", []string{"agent The army", "affected 200 residents"}},
		{"en", "Rebels tried to storm the prison but were driven back.", "CTRL.HOLD", []string{"target Rebels"}},
		{"en", "Rebels stormed the prison and drove back the guards.", "CTRL.HOLD", []string{"agent Rebels", "target the guards"}},
		{"en", "The group handed over four hostages to the Red Cross.", "LAW.RELEASE", []string{"agent The group", "beneficiary four hostages", "target Red Cross"}},
		{"en", "A car bomb exploded in Mogadishu, killing eight people and injuring 25 others.", "CONS.INJURED", []string{"affected 25 others"}},
		{"en", "The minister blamed the attack on the rebels.", "VIO.ATTACK", []string{"agent the rebels"}},
		{"en", "The ministry reported an attack on a convoy of the army near Baalbek.", "VIO.ATTACK", []string{"target a convoy of the army"}}, // nobody is blamed for it
		{"en", "The rebels were accused of the massacre of forty villagers.", "VIO.ATTACK", []string{"agent The rebels", "target forty villagers"}},
		{"en", "The commander was quoted as saying by the state news agency that the siege had been broken.", "CTRL.SIEGE", nil},
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

// TestOurForces wants the register's id of who "our forces" are, by who speaks of them.
func TestOurForces(t *testing.T) {
	for _, tt := range []struct{ text, event, want string }{
		{"Nos forces ont détruit deux chars, a affirmé le ministre ukrainien de la Défense.", "VIO.INTERCEPT", "ua-army"},
		{"Nos combattants ont repris la ville de Goma, a déclaré le porte-parole du M23.", "CTRL.CAPTURE", "m23"},
		{"Nos forces ont détruit deux chars, a affirmé un passant.", "VIO.INTERCEPT", "x-forces"},
	} {
		got := ""
		for _, c := range readWhole("fr", tt.text).Claims {
			if c.Event == tt.event && len(c.Actors) > 0 {
				got = c.Actors[0].ID
			}
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
