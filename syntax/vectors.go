// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package syntax

// Vectors are what a large text taught about words: a vector a form, learnt
// elsewhere (GloVe, Pennington et al. 2014) and not trained further. Words of
// like use lie close together, also those that no treebank contains. The zero
// value knows no form.
type Vectors struct {
	// Dim is the width of a vector, Rows their number; row 0 is zero and stands for unknown forms.
	Dim, Rows int
	table     prints
}

// maxVectors bounds the rows: the table's numbers have sixteen bits.
const maxVectors = 1 << 16

// NewVectors makes the table of vectors whose row i+1 belongs to forms[i].
// Forms beyond 65,535 are left out.
func NewVectors(forms []string, dim int) Vectors {
	forms = forms[:min(len(forms), maxVectors-1)]
	v := Vectors{Dim: dim, Rows: len(forms) + 1, table: newPrints(len(forms))}
	for i := len(forms) - 1; i >= 0; i-- { // where two prints fall together the commoner form stays
		v.table.put(forms[i], i+1)
	}
	return v
}

// Row returns the row of a lower-cased normalised form, 0 for an unknown one.
func (v *Vectors) Row(form string) int {
	if i := v.table.get(form); i < v.Rows {
		return i
	}
	return 0
}

// check refuses sizes that make no sense.
func (v *Vectors) check() string {
	if v.Dim < 0 || v.Dim > 512 || v.Dim%8 != 0 || v.Rows < 0 || v.Rows > maxVectors || v.Dim*v.Rows > 8<<20 || (v.Dim == 0) != (v.Rows == 0) {
		return "vectors out of range"
	}
	return ""
}
