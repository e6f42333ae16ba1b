// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package train

import (
	"bytes"
	"embed"

	"recoupe/ud"
)

//go:embed treebank/*-dev.conllu
var newsFiles embed.FS

// News returns the part of the news treebank of a language that is kept out of
// training, nil where there is none.
func News(lang string) ([]ud.Sentence, error) {
	raw, err := newsFiles.ReadFile("treebank/" + lang + "-news-dev.conllu")
	if err != nil {
		return nil, nil
	}
	return ud.Read(bytes.NewReader(raw))
}
