// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package mend_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"recoupe"
	"recoupe/mend"
	"recoupe/ud"
)

// sentence reads words written as form/UPOS/head/relation[/features]; a form
// that begins with + is written together with the word before it.
func sentence(t *testing.T, text string) ud.Sentence {
	t.Helper()
	var s ud.Sentence
	at := 0
	for _, field := range strings.Fields(text) {
		p := strings.Split(field, "/")
		if len(p) < 4 {
			t.Fatalf("bad word %q", field)
		}
		head, err := strconv.Atoi(p[2])
		if err != nil {
			t.Fatalf("bad head in %q", field)
		}
		form, glued := strings.CutPrefix(p[0], "+")
		if !glued {
			at++
		}
		w := ud.Word{Form: form, Lemma: form, UPOS: p[1], Head: head, Deprel: p[3], Span: recoupe.Span{Start: at, End: at + len(form)}}
		if len(p) > 4 {
			w.Feats = p[4]
		}
		at = w.Span.End
		s.Words = append(s.Words, w)
	}
	return s
}

func print(s ud.Sentence) string {
	var out []string
	for _, w := range s.Words {
		out = append(out, fmt.Sprintf("%s/%s/%d/%s", w.Form, w.UPOS, w.Head, w.Deprel))
	}
	return strings.Join(out, " ")
}

func TestArabic(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"two definite nouns are two phrases",
			"اتهمت/VERB/0/root الوزارة/NOUN/1/nsubj الجماعة/ADJ/2/amod ب/ADP/5/case قصف/NOUN/1/obl",
			"اتهمت/VERB/0/root الوزارة/NOUN/1/nsubj الجماعة/NOUN/1/obj ب/ADP/5/case قصف/NOUN/1/obl"},
		{"a clause behind what was taken for a particle is what is said, and no object",
			"قال/VERB/0/root المرصد/NOUN/1/nsubj إن/ADP/4/compound:prt اشتباكات/NOUN/1/obj عنيفة/ADJ/4/amod تتواصل/VERB/4/acl:relcl في/ADP/8/case حماة/PROPN/6/obl",
			"قال/VERB/0/root المرصد/NOUN/1/nsubj إن/SCONJ/6/mark اشتباكات/NOUN/6/nsubj عنيفة/ADJ/4/amod تتواصل/VERB/1/ccomp في/ADP/8/case حماة/PROPN/6/obl"},
		{"what followed hangs on what was told, and is said too",
			"قال/VERB/0/root متحدث/NOUN/1/nsubj إن/SCONJ/5/mark القوات/NOUN/5/nsubj قصفت/VERB/1/ccomp المخيم/NOUN/5/obj ،/PUNCT/9/punct ما/PRON/9/nsubj أدى/VERB/1/advcl إلى/ADP/11/case مقتل/NOUN/9/obl",
			"قال/VERB/0/root متحدث/NOUN/1/nsubj إن/SCONJ/5/mark القوات/NOUN/5/nsubj قصفت/VERB/1/ccomp المخيم/NOUN/5/obj ،/PUNCT/9/punct ما/PRON/9/nsubj أدى/VERB/5/advcl إلى/ADP/11/case مقتل/NOUN/9/obl"},
		{"what is still so did not follow from what was told",
			"قال/VERB/0/root متحدث/NOUN/1/nsubj إن/SCONJ/5/mark القوات/NOUN/5/nsubj قصفت/VERB/1/ccomp المخيم/NOUN/5/obj ،/PUNCT/9/punct ما/PRON/9/advmod جاء/VERB/1/advcl أحد/NOUN/9/nsubj",
			"قال/VERB/0/root متحدث/NOUN/1/nsubj إن/SCONJ/5/mark القوات/NOUN/5/nsubj قصفت/VERB/1/ccomp المخيم/NOUN/5/obj ،/PUNCT/9/punct ما/PRON/9/advmod جاء/VERB/1/advcl أحد/NOUN/9/nsubj"},
		{"what has a possessive and another gender is the object of who goes on acting",
			"انسحبت/VERB/0/root/Gender=Fem القوات/NOUN/1/nsubj/Gender=Fem|Number=Plur و/CCONJ/4/cc أعادت/VERB/1/conj/Gender=Fem انتشار/NOUN/4/nsubj/Gender=Masc|Number=Sing +ها/PRON/5/nmod",
			"انسحبت/VERB/0/root القوات/NOUN/1/nsubj و/CCONJ/4/cc أعادت/VERB/1/conj انتشار/NOUN/4/obj ها/PRON/5/nmod"},
		{"of the same gender it is the subject",
			"هاجم/VERB/0/root/Gender=Masc الجيش/NOUN/1/nsubj/Gender=Masc|Number=Sing و/CCONJ/4/cc انسحبت/VERB/1/conj/Gender=Fem قوات/NOUN/4/obj/Gender=Fem|Number=Plur +ه/PRON/5/nmod",
			"هاجم/VERB/0/root الجيش/NOUN/1/nsubj و/CCONJ/4/cc انسحبت/VERB/1/conj قوات/NOUN/4/nsubj ه/PRON/5/nmod"},
		{"a definite adjective stays with its noun",
			"انسحبت/VERB/0/root القوات/NOUN/1/nsubj المسلحة/ADJ/1/obj من/ADP/5/case الحي/NOUN/1/obl",
			"انسحبت/VERB/0/root القوات/NOUN/1/nsubj المسلحة/ADJ/2/amod من/ADP/5/case الحي/NOUN/1/obl"},
		{"no noun behind an adjective",
			"اقتحمت/VERB/0/root قوة/NOUN/1/nsubj محلية/ADJ/2/amod مخيم/NOUN/2/nmod النور/PROPN/4/nmod",
			"اقتحمت/VERB/0/root قوة/NOUN/1/nsubj محلية/ADJ/2/amod مخيم/NOUN/1/obj النور/PROPN/4/nmod"},
		{"a second term stays",
			"زار/VERB/0/root رئيس/NOUN/1/nsubj بلدية/NOUN/2/nmod المدينة/NOUN/3/nmod",
			"زار/VERB/0/root رئيس/NOUN/1/nsubj بلدية/NOUN/2/nmod المدينة/NOUN/3/nmod"},
		{"a plural verb behind أن has its subject before it",
			"ذكرت/VERB/0/root مصادر/NOUN/1/nsubj أن/SCONJ/4/mark مسلحين/VERB/1/ccomp مجهولين/NOUN/4/obj خطفوا/NOUN/4/obj أربعة/NUM/6/nummod",
			"ذكرت/VERB/0/root مصادر/NOUN/1/nsubj أن/SCONJ/6/mark مسلحين/NOUN/6/nsubj مجهولين/NOUN/4/obj خطفوا/VERB/1/ccomp أربعة/NUM/6/obj"},
		{"goes on: لا denies nothing",
			"لا/PART/2/advmod تزال/VERB/0/root القوات/NOUN/2/nsubj تسيطر/VERB/1/fixed على/ADP/6/case البلدة/NOUN/4/obl",
			"لا/PART/2/fixed تزال/AUX/4/aux القوات/NOUN/4/nsubj تسيطر/VERB/0/root على/ADP/6/case البلدة/NOUN/4/obl"},
		{"no longer: لم denies the verb that follows",
			"لم/PART/2/advmod تعد/VERB/0/root القوات/NOUN/2/nsubj تسيطر/VERB/2/xcomp على/ADP/6/case البلدة/NOUN/4/obl",
			"لم/PART/4/advmod تعد/AUX/4/aux القوات/NOUN/4/nsubj تسيطر/VERB/0/root على/ADP/6/case البلدة/NOUN/4/obl"},
		{"the same word without a negation is a verb of its own",
			"ستعود/VERB/0/root القوات/NOUN/1/nsubj غدا/ADV/1/advmod",
			"ستعود/VERB/0/root القوات/NOUN/1/nsubj غدا/ADV/1/advmod"},
		{"the suffix is the object, the noun the subject",
			"فر/VERB/0/root السكان/NOUN/1/nsubj بعد/ADP/7/case أن/SCONJ/7/mark دخل/NOUN/7/nsubj +ها/PRON/5/nmod المسلحون/NOUN/1/obj",
			"فر/VERB/0/root السكان/NOUN/1/nsubj بعد/ADP/7/case أن/SCONJ/5/mark دخل/VERB/1/ccomp ها/PRON/5/obj المسلحون/NOUN/5/nsubj"},
		{"what follows ما is a result",
			"قصفوا/VERB/0/root/Number=Plur البلدة/NOUN/1/obj ما/PART/4/advmod أسفر/VERB/1/advcl عن/ADP/6/case مقتل/NOUN/4/obl",
			"قصفوا/VERB/0/root البلدة/NOUN/1/obj ما/PRON/4/advmod أسفر/VERB/1/advcl عن/ADP/6/case مقتل/NOUN/4/obl"},
		{"ما denies at the beginning",
			"ما/PART/2/advmod سقطت/VERB/0/root البلدة/NOUN/2/nsubj",
			"ما/PART/2/advmod سقطت/VERB/0/root البلدة/NOUN/2/nsubj"},
		{"a point of the compass is the preposition of its noun",
			"خطفوا/VERB/0/root/Number=Plur العمال/NOUN/1/obj غرب/NOUN/2/nmod المدينة/NOUN/3/nmod",
			"خطفوا/VERB/0/root العمال/NOUN/1/obj غرب/ADP/4/case المدينة/NOUN/2/nmod"},
		{"behind a preposition it is a noun",
			"وصلوا/VERB/0/root إلى/ADP/3/case غرب/NOUN/1/obl المدينة/NOUN/3/nmod",
			"وصلوا/VERB/0/root إلى/ADP/3/case غرب/NOUN/1/obl المدينة/NOUN/3/nmod"},
		{"a time is no object",
			"انسحبت/VERB/0/root القوات/NOUN/1/nsubj مساء/NOUN/1/obl الأحد/NOUN/3/nmod",
			"انسحبت/VERB/0/root القوات/NOUN/1/nsubj مساء/NOUN/1/obl الأحد/NOUN/3/nmod"},
		{"where it was written is no subject",
			"سرقان/PROPN/3/nsubj -/PUNCT/1/punct أعلن/VERB/0/root الجيش/NOUN/3/obj أنه/SCONJ/4/mark",
			"سرقان/PROPN/3/dep -/PUNCT/1/punct أعلن/VERB/0/root الجيش/NOUN/3/nsubj أنه/SCONJ/4/mark"},
		{"two of them, not Monday",
			"قتلت/VERB/0/root/Number=Plur اثنين/ADV/1/advmod من/ADP/4/case الجنود/NOUN/1/obl",
			"قتلت/VERB/0/root اثنين/NUM/1/obj من/ADP/4/case الجنود/NOUN/2/nmod"},
		{"Monday has the article",
			"انسحبت/VERB/0/root القوات/NOUN/1/nsubj الاثنين/NOUN/1/obl",
			"انسحبت/VERB/0/root القوات/NOUN/1/nsubj الاثنين/NOUN/1/obl"},
		{"almost",
			"كاد/VERB/0/root المسلحون/NOUN/1/nsubj يسيطرون/VERB/1/xcomp",
			"كاد/AUX/3/aux المسلحون/NOUN/3/nsubj يسيطرون/VERB/0/root"},
		{"he goes on and accuses",
			"ونفى/VERB/0/root ذلك/PRON/1/obj و/CCONJ/4/cc اتهم/VERB/1/conj الوزارة/NOUN/4/nsubj بالقصف/ADV/4/advmod",
			"ونفى/VERB/0/root ذلك/PRON/1/obj و/CCONJ/4/cc اتهم/VERB/1/conj الوزارة/NOUN/4/obj بالقصف/ADV/4/advmod"},
		{"إلى belongs to the verb and not to the name before it",
			"سلموا/VERB/0/root/Number=Plur المعبر/NOUN/1/obj إلى/ADP/4/case القوات/NOUN/2/nmod",
			"سلموا/VERB/0/root المعبر/NOUN/1/obj إلى/ADP/4/case القوات/NOUN/1/obl"},
		{"a noun of action keeps it",
			"أكدوا/VERB/0/root/Number=Plur وصول/NOUN/1/obj القافلة/NOUN/2/nmod إلى/ADP/5/case البلدة/NOUN/3/nmod",
			"أكدوا/VERB/0/root وصول/NOUN/1/obj القافلة/NOUN/2/nmod إلى/ADP/5/case البلدة/NOUN/3/nmod"},
		{"a sentence that was not parsed stays",
			"اتهمت/VERB/-1/root الوزارة/NOUN/-1/nsubj الجماعة/ADJ/-1/amod",
			"اتهمت/VERB/-1/root الوزارة/NOUN/-1/nsubj الجماعة/ADJ/-1/amod"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := sentence(t, tt.in)
			mend.Arabic(&s)
			if diff := cmp.Diff(tt.want, print(s)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestOtherLanguages: only Arabic has rules.
func TestOtherLanguages(t *testing.T) {
	s := sentence(t, "اتهمت/VERB/0/root الوزارة/NOUN/1/nsubj الجماعة/ADJ/2/amod")
	want := print(s)
	mend.Sentences("fa", []ud.Sentence{s})
	if diff := cmp.Diff(want, print(s)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzArabic: whatever the arcs are, one root stays above every word of a tree.
func FuzzArabic(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7})
	words := strings.Fields("أعلنت القوات أن مسلحين لا تزال تسيطر ما أسفر غرب المدينة دخل ها الجماعة")
	tags := strings.Fields("VERB NOUN ADJ ADP SCONJ PART PROPN PRON NUM CCONJ AUX")
	f.Fuzz(func(t *testing.T, b []byte) {
		var s ud.Sentence
		for i, c := range b {
			if i > 40 {
				break
			}
			w := ud.Word{Form: words[int(c)%len(words)], UPOS: tags[int(c/16)%len(tags)], Deprel: "nsubj", Span: recoupe.Span{Start: i * 10, End: i*10 + 5}}
			if i > 0 {
				w.Head = int(c)*7%i + 1
			}
			s.Words = append(s.Words, w)
		}
		mend.Arabic(&s)
		roots := 0
		for i, w := range s.Words {
			if w.Head == 0 {
				roots++
			}
			at, n := i, 0
			for ; s.Words[at].Head > 0 && n <= len(s.Words); n++ {
				at = s.Words[at].Head - 1
			}
			if n > len(s.Words) {
				t.Fatalf("a circle at word %d", i)
			}
		}
		if roots > 1 || roots == 0 && len(s.Words) > 0 {
			t.Fatalf("%d roots", roots)
		}
	})
}
