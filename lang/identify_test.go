// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package lang

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// headlines are of our own making, as a desk would get them.
var headlines = []struct{ lang, text string }{
	{"ar", "مقتل ثلاثة مدنيين في قصف على السوق"},
	{"ar", "الجيش يعلن استعادة قريتين شمال المدينة"},
	{"az", "Kənddə döyüşlər gecə davam edib"},
	{"bg", "Двама ранени при обстрел на моста"},
	{"ckb", "سێ کەس لە هێرشەکەدا کوژران و دوو کەسی دیکە بریندار بوون"},
	{"cs", "Armáda oznámila, že stáhla jednotky z města"},
	{"da", "Hæren siger, at to landsbyer er taget tilbage"},
	{"de", "Armee meldet Rückzug aus zwei Dörfern"},
	{"de", "Drei Tote bei Angriff auf den Markt"},
	{"el", "Τρεις νεκροί από βομβαρδισμό στην αγορά"},
	{"en", "Army says two villages retaken overnight"},
	{"en", "Three killed in shelling of market"},
	{"es", "El ejército recupera dos pueblos al norte"},
	{"es", "Tres muertos en un bombardeo contra el mercado"},
	{"fa", "سه کشته در حمله به بازار شهر"},
	{"fi", "Armeija kertoo vallanneensa kaksi kylää takaisin"},
	{"fr", "Deux villages repris par l'armée dans la nuit"},
	{"fr", "Deux villages repris"},
	{"fr", "Violents affrontements"},
	{"he", "שלושה הרוגים בהפגזה על השוק"},
	{"hi", "बाज़ार पर गोलाबारी में तीन लोगों की मौत"},
	{"hu", "A hadsereg szerint két falut visszafoglaltak"},
	{"hy", "Երեք զոհ հրետակոծության հետևանքով"},
	{"id", "Tiga warga tewas dalam serangan di pasar"},
	{"it", "L'esercito riprende due villaggi a nord della città"},
	{"ja", "市場への砲撃で3人死亡"},
	{"ka", "ბაზარზე დაბომბვის შედეგად სამი ადამიანი დაიღუპა"},
	{"ko", "시장 포격으로 세 명 사망"},
	{"ku", "Di êrîşa li ser bazarê de sê kes hatin kuştin"},
	{"nl", "Leger meldt herovering van twee dorpen"},
	{"no", "Hæren sier at to landsbyer er gjenerobret i natt"},
	{"pl", "Trzy osoby zginęły w ostrzale targu"},
	{"ps", "په بازار د برید له امله درې کسان ووژل شول"},
	{"pt", "Exército diz ter retomado duas aldeias ao norte"},
	{"ro", "Armata spune că a recucerit două sate"},
	{"ru", "Трое погибших при обстреле рынка"},
	{"ru", "Армия заявила о взятии двух сёл"},
	{"so", "Saddex qof ayaa ku dhintay weerarka suuqa"},
	{"sr", "Троје мртвих у гранатирању пијаце"},
	{"sv", "Armén uppger att två byar har återtagits"},
	{"sw", "Watu watatu wauawa katika shambulio la soko"},
	{"tr", "Hama güçleri çekildi"},
	{"tr", "Pazara düzenlenen saldırıda üç kişi öldü"},
	{"uk", "Троє загиблих унаслідок обстрілу ринку"},
	{"ur", "بازار پر حملے میں تین افراد ہلاک ہو گئے"},
	{"vi", "Ba người chết trong vụ pháo kích vào chợ"},
	{"zh", "市场遭炮击三人死亡"},
}

func TestIdentify(t *testing.T) {
	for _, tt := range headlines {
		if got, p := Identify(tt.text); got != tt.lang || p <= 0 || p > 1 {
			t.Errorf("Identify(%q) = %q, %.2f; want %q", tt.text, got, p, tt.lang)
		}
		if tt.lang == "vi" || tt.lang == "tr" || tt.lang == "az" {
			continue // whose capitals are no matter of case alone
		}
		if got, _ := Identify(strings.ToUpper(tt.text)); got != tt.lang {
			t.Errorf("in capitals: Identify(%q) = %q, want %q", strings.ToUpper(tt.text), got, tt.lang)
		}
	}
}

// TestUnknown holds what carries no language, or none of the table, to be unknown.
func TestUnknown(t *testing.T) {
	for _, text := range []string{
		"", " \n", "12 000", "1 234,56 €", "— … !", "x", "🙂🙂",
		"Mae'r fyddin yn dweud bod dau bentref wedi eu hailgipio dros nos yn y gogledd", // Welsh
		"ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
	} {
		if got, p := Identify(text); got != "" || p != 0 {
			t.Errorf("Identify(%q) = %q, %.2f; want unknown", text, got, p)
		}
	}
}

// TestIdentifyLong: a long text is judged by three places of it, cut between characters.
func TestIdentifyLong(t *testing.T) {
	text := strings.Repeat("Le convoi a quitté la ville à l'aube, selon des habitants. ", 4000)
	if got, _ := Identify(text); got != "fr" {
		t.Errorf("got %q, want fr", got)
	}
	if s := sample(strings.Repeat("é", 40000)); !utf8.ValidString(s) {
		t.Error("a sample is cut inside a character")
	}
}

func TestMainScript(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Les combats", "Latn"},
		{"بيان NATO الجديد", "Arab"},
		{"файл у форматі OpenDocument Text", "Cyrl"},
		{"The word الله here and there", "Latn"},
		{"東京で停戦", "Kana"},
		{"停战协议", "Hani"},
		{"123", ""},
	}
	for _, tt := range tests {
		if got, _ := mainScript(tt.text); got != tt.want {
			t.Errorf("mainScript(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestPieces(t *testing.T) {
	count := func(s string) map[uint32]int {
		out := map[uint32]int{}
		Pieces(s, func(h uint32) { out[h]++ })
		return out
	}
	tests := []struct {
		name, a, b string
		same       bool
	}{
		{"case and marks", "VILLAGE, حَمَاة", "village حماة", true},
		{"tatweel", "العـراق", "العراق", true},
		{"any apostrophe", "l’armée", "l'armée", true},
		{"digits are no pieces", "12 morts", "morts", true},
		{"accents are", "peche", "pêche", false},
		{"word ends are", "le pont", "lepont", false},
	}
	for _, tt := range tests {
		if same := cmp.Equal(count(tt.a), count(tt.b)); same != tt.same {
			t.Errorf("%s: %q and %q alike: %v, want %v", tt.name, tt.a, tt.b, same, tt.same)
		}
	}
}

func TestParts(t *testing.T) {
	const (
		french  = "Le gouverneur a annoncé mercredi la réouverture de la route du nord.\n"
		arabic  = "أعلن المحافظ يوم الأربعاء إعادة فتح الطريق الشمالي.\n"
		english = "The governor said on Wednesday that the northern road had been reopened to traffic.\n"
	)
	tests := []struct {
		name, text, main string
		want             []string
	}{
		{"one language", french + french, "fr", []string{"fr"}},
		{"another script", french + arabic + french, "fr", []string{"fr", "ar", "fr"}},
		{"a short line in another script", french + "حماة\n" + french, "fr", []string{"fr", "ar", "fr"}},
		{"a long line in the same script", french + english, "fr", []string{"fr", "en"}},
		{"a short line in the same script stays", french + "Breaking news\n" + french, "fr", []string{"fr"}},
		{"a name does not make a line foreign", french + "Wall Street Journal, New York Times\n", "fr", []string{"fr"}},
		{"blank lines go with what is above", arabic + "\n" + arabic, "ar", []string{"ar"}},
		{"a name in another script stays", arabic + "NATO\n" + arabic, "ar", []string{"ar"}},
		{"numbers are of the text's language", arabic + "2024\n", "ar", []string{"ar"}},
		{"nothing", "", "fr", nil},
	}
	for _, tt := range tests {
		var got []string
		at := 0
		for _, p := range Parts(tt.text, tt.main) {
			if p.Start != at || p.End <= p.Start {
				t.Errorf("%s: part %+v does not follow byte %d", tt.name, p, at)
			}
			at = p.End
			got = append(got, p.Lang)
		}
		if at != len(tt.text) {
			t.Errorf("%s: parts end at %d of %d", tt.name, at, len(tt.text))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, d)
		}
	}
}

func BenchmarkIdentify(b *testing.B) {
	text := strings.Repeat("Le convoi a quitté la ville à l'aube, selon des habitants. ", 40)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Identify(text)
	}
}

func FuzzIdentify(f *testing.F) {
	for _, tt := range headlines {
		f.Add(tt.text)
	}
	f.Add("\xff\xfe")
	f.Fuzz(func(t *testing.T, s string) {
		code, p := Identify(s)
		if p < 0 || p > 1 || (code == "") != (p == 0) {
			t.Fatalf("Identify(%q) = %q, %v", s, code, p)
		}
		at := 0
		for _, part := range Parts(s, code) {
			if part.Start != at {
				t.Fatalf("Parts(%q): %+v does not follow %d", s, part, at)
			}
			at = part.End
		}
		if at != len(s) {
			t.Fatalf("Parts(%q) end at %d", s, at)
		}
	})
}
