// Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.

package desk

import "net/http"

type aboutPage struct{ Credits []string }

func (d *desk) about(w http.ResponseWriter, r *http.Request) {
	d.render(w, r, http.StatusOK, "about", d.locales[d.langOf(r)].t("nav.about"), false, aboutPage{d.Credits})
}
