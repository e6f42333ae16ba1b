// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

// Command build makes the desk's bundle: it runs esbuild over the TypeScript of
// desk/web/src, copies the map engine's worker and the base map beside it, and
// compresses each file.
//
// In: desk/web/src and desk/web/node_modules, as npm ci leaves it. Out: the
// folder desk/web/dist. It reaches no network and installs nothing.
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if err := build("desk/web"); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// copied are files taken as they are, by their name in dist.
var copied = map[string]string{
	"maplibre-gl-worker.mjs": "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs",
	"countries-110m.json":    "node_modules/world-atlas/countries-110m.json",
	"countries-10m.json":     "node_modules/world-atlas/countries-10m.json",
}

func build(root string) error {
	files, err := bundle(root)
	if err != nil {
		return err
	}
	for name, from := range copied {
		raw, err := os.ReadFile(filepath.Join(root, from))
		if err != nil {
			return fmt.Errorf("%s (run npm ci in %s first): %w", name, root, err)
		}
		files[name] = raw
	}
	dist := filepath.Join(root, "dist")
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	sum := sha256.New()
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		sum.Write(files[name])
		packed, err := squeeze(files[name])
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dist, name+".gz"), packed, 0o644); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "%-24s %8d bytes, %8d compressed\n", name, len(files[name]), len(packed))
	}
	return os.WriteFile(filepath.Join(dist, "version"), []byte(hex.EncodeToString(sum.Sum(nil))[:12]+"\n"), 0o644)
}

// bundle returns the scripts and the style sheet that esbuild makes.
func bundle(root string) (map[string][]byte, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	r := api.Build(api.BuildOptions{
		AbsWorkingDir:     abs,
		EntryPoints:       []string{"src/desk.ts", "src/map.ts"},
		Outdir:            "dist",
		Bundle:            true,
		Splitting:         false,
		Format:            api.FormatESModule,
		Target:            api.ES2022,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsEndOfFile,
		Write:             false,
		LogLevel:          api.LogLevelWarning,
	})
	if len(r.Errors) > 0 {
		return nil, errors.New("esbuild: " + r.Errors[0].Text)
	}
	out := map[string][]byte{}
	for _, f := range r.OutputFiles {
		out[filepath.Base(f.Path)] = f.Contents
	}
	return out, nil
}

func squeeze(raw []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}
