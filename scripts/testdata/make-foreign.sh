#!/bin/sh
# make-foreign.sh - make testdata/foreign/ again: one picture in formats that hwr
# does not read, for its hints to be tried with.  Its files are committed, so
# only someone who adds a format needs this.
set -eu
cd "$(dirname "$0")/../.."

packages='netpbm webp libheif-examples libavif-bin libopenjp2-tools libjxl-tools
djvulibre-bin bzip2 xz-utils zstd'
missing=
for p in $packages; do
	dpkg -s "$p" >/dev/null 2>&1 || missing="$missing $p"
done
if [ -n "$missing" ]; then
	echo "make-foreign.sh: missing packages: apt-get install$missing" >&2
	exit 1
fi

out=testdata/foreign
t=$(mktemp -d)
trap 'rm -rf "$t"' EXIT
mkdir -p "$out"
cp testdata/formats/p6.ppm "$t/hi.ppm"
cp testdata/formats/rgb-8.png "$t/hi.png"
pnmquant 2 "$t/hi.ppm" >"$t/two.ppm" 2>/dev/null
pamdepth 1 testdata/formats/p5.pgm | pamtopnm >"$t/hi.pgm"
cp testdata/formats/p4.pbm "$t/hi.pbm"

pnmtojpeg "$t/hi.pgm" >"$out/hi.jpg"
pamtotiff -lzw -output="$out/hi.tif" "$t/hi.pbm" 2>/dev/null
pamtogif "$t/two.ppm" >"$out/hi.gif" 2>/dev/null
ppmtobmp "$t/hi.pbm" >"$out/hi.bmp" 2>/dev/null
cwebp -quiet -lossless "$t/hi.png" -o "$out/hi.webp"
heif-enc "$t/hi.png" -o "$out/hi.heic" >/dev/null
avifenc "$t/hi.png" "$out/hi.avif" >/dev/null
opj_compress -i "$t/hi.ppm" -o "$out/hi.jp2" >/dev/null
opj_compress -i "$t/hi.ppm" -o "$out/hi.j2k" >/dev/null
cjxl "$t/hi.png" "$out/hi.jxl" >/dev/null 2>&1
cjxl --container=1 "$t/hi.png" "$out/hi-box.jxl" >/dev/null 2>&1
cjb2 "$t/hi.pbm" "$out/hi.djvu"
pamtopfm "$t/hi.pgm" >"$out/hi.pfm"
gzip -9n <"$t/hi.pbm" >"$out/hi.pnm.gz"
bzip2 <"$t/hi.pbm" >"$out/hi.pnm.bz2"
xz <"$t/hi.pbm" >"$out/hi.pnm.xz"
zstd -q <"$t/hi.pbm" >"$out/hi.pnm.zst"

cat >"$out/hi.ps" <<'PS'
%!PS
<</PageSize [90 90]>> setpagedevice
20 20 moveto 0 60 rlineto 20 50 moveto 30 0 rlineto 50 20 moveto 0 60 rlineto
70 20 moveto 0 35 rlineto 6 setlinewidth stroke showpage
PS
cat >"$out/hi.svg" <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><path fill="none" stroke="#000" stroke-width="6" d="M20 20v60M20 50h30M50 20v60M70 45v35"/></svg>
SVG
pdf='20 20 m 20 80 l 20 50 m 50 50 l 50 20 m 50 80 l 70 20 m 70 55 l 6 w S'
cat >"$out/hi.pdf" <<PDF
%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]/Contents 4 0 R/Resources<<>>>> endobj
4 0 obj <</Length ${#pdf}>> stream
$pdf
endstream endobj
trailer <</Root 1 0 R>>
PDF
