#!/bin/sh
# Build the wheel twice, by way of the source distribution and from a copy that differs in all but its contents: the same
# bytes. Install it where no source
# tree is near, and run the main job from it.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$root/$BIN/python" -m build --outdir "$work/dist" "$root" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
mkdir "$work/copy"
(cd "$root" && tar -cf - --exclude=./.venv --exclude=./.git --exclude=./.cache .) | (umask 077 && cd "$work/copy" && tar -xmf -)
(umask 077 && TZ=Asia/Tokyo LC_ALL=C "$root/$BIN/python" -m build --wheel --outdir "$work/again" "$work/copy" >"$work/build.log" 2>&1) || { cat "$work/build.log"; exit 1; }
cmp "$work"/dist/*.whl "$work"/again/*.whl
"$root/$BIN/python" -m zipfile -l "$work"/dist/*.whl | grep -q 'dist-info/sboms/sbom.cdx.json'
"$PYTHON" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$work"/dist/*.whl
cp "$root/examples/viable-team.yaml" "$root/examples/classic-failing-team.yaml" "$work"
cd "$work"
run() { env -i PATH=/usr/bin:/bin MVDT_TODAY=2026-11-22 "$work/venv/bin/mvdt" "$@"; }
run check viable-team.yaml
status=0
run check classic-failing-team.yaml >failing.txt || status=$?
test "$status" -eq 1
grep -q clinician-as-product-lead failing.txt
run roles product-manager | grep -q 'Product manager'
run schema findings | grep -q schema_version
run init new.yaml
echo "The wheel is the same twice and works without its source: 1 passed, 0 failed"
