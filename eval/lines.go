// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package eval

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"strings"
)

// eachLine calls do with every line of a file, unpacking it if its name ends in .gz.
func eachLine(path string, do func(line []byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return err
		}
		r = z
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<26)
	for sc.Scan() {
		if err := do(sc.Bytes()); err != nil {
			return err
		}
	}
	return sc.Err()
}

// eachRow calls do with every row of a tab-separated file, by column name;
// lines that begin with "#" are remarks and the first other line names the columns.
func eachRow(path string, do func(row map[string]string) error) error {
	var names []string
	return eachLine(path, func(line []byte) error {
		if strings.HasPrefix(string(line), "#") {
			return nil
		}
		cells := strings.Split(string(line), "\t")
		if names == nil {
			names = cells
			return nil
		}
		row := map[string]string{}
		for i, n := range names {
			if i < len(cells) {
				row[n] = cells[i]
			}
		}
		return do(row)
	})
}
