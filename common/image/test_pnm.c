/* The PNM readers: valid, truncated, huge, empty, wrong; streams; tags. */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/tap.h"
#include "image/test_streams.h"

#define BYTES(text) text, sizeof text - 1

static void
reads(const char *what, const char *data, size_t n, int w, int h, const char *px)
{
	FILE *f = stream_of(data, n);
	struct image img = IMAGE_EMPTY;
	int got = image_read(f, what, IMAGE_MAX_PIXELS, &img), same;

	same = got == 1 && img.w == w && img.h == h &&
	       memcmp(img.px, px, (size_t)w * (size_t)h) == 0;
	tap_ok(same, "%s", what);
	if (got == 1)
		image_free(&img);
	got = image_read(f, what, IMAGE_MAX_PIXELS, &img);
	tap_ok(got == 0, "%s: then the stream ends", what);
	if (got == 1)
		image_free(&img);
	fclose(f);
}

static void
refuses(const char *what, const char *data, size_t n)
{
	FILE *f = stream_of(data, n);
	struct image img = IMAGE_EMPTY;

	tap_ok(read_quiet(f, 1000000, &img) == -1 && !img.px, "refused: %s", what);
	image_free(&img);
	fclose(f);
}

static void
test_valid(void)
{
	static const char px[] = "\x00\xff\xff\x00\xff\x00";

	reads("P1, digits apart", BYTES("P1\n3 2\n1 0 0\n1 0 1\n"), 3, 2, px);
	reads("P1, digits together", BYTES("P1 3 2 100101"), 3, 2, px);
	reads("P2", BYTES("P2\n# a comment\n3 2\n9\n0 9 9 0 9 0\n"), 3, 2, px);
	reads("P2, a comment amid the samples", BYTES("P2 3 2 9 0 9 9 # so far\n0 9 0"), 3, 2, px);
	reads("P3", BYTES("P3 3 2 1 0 0 0 1 1 1 1 1 1 0 0 0 1 1 1 0 0 0"), 3, 2, px);
	reads("P4", BYTES("P4 3 2\n\x80\xa0"), 3, 2, px);
	reads("P5", BYTES("P5 3 2 255\n\0\xff\xff\0\xff\0"), 3, 2, px);
	reads("P5, 16 bit", BYTES("P5 3 2 65535\n\0\0\xff\xff\xff\xff\0\0\xff\xff\0\0"), 3, 2, px);
	reads("P5, maxval 1000", BYTES("P5 2 1 1000\n\x01\xf4\x03\xe8"), 2, 1, "\x80\xff");
	reads("P5, samples above maxval", BYTES("P5 2 1 100\n\xff\x32"), 2, 1, "\xff\x80");
	reads("P6", BYTES("P6 1 2 255\n\xff\xff\xff\0\0\0"), 1, 2, "\xff\0");
	reads("P6, colours by Rec. 601", BYTES("P6 3 1 255\n\xff\0\0\0\xff\0\0\0\xff"), 3, 1, "\x4c\x96\x1d");
	reads("P5, a carriage return", BYTES("P5\r\n1 1\r\n255\n\x07"), 1, 1, "\x07");
}

#define PAM(depth, max, type, px) "P7\nWIDTH 2\nHEIGHT 1\n# a comment\nDEPTH " depth "\nMAXVAL " max \
	"\nTUPLTYPE " type "\nENDHDR\n" px

static void
test_pam(void)
{
	reads("P7 black and white", BYTES(PAM("1", "1", "BLACKANDWHITE", "\0\1")), 2, 1, "\0\xff");
	reads("P7 grey", BYTES(PAM("1", "255", "GRAYSCALE", "\x10\x20")), 2, 1, "\x10\x20");
	reads("P7 grey and alpha", BYTES(PAM("2", "255", "GRAYSCALE_ALPHA", "\0\xff\0\0")), 2, 1, "\0\xff");
	reads("P7 RGB", BYTES(PAM("3", "255", "RGB", "\1\1\1\2\2\2")), 2, 1, "\1\2");
	reads("P7 RGB, half alpha", BYTES(PAM("4", "255", "RGB_ALPHA", "\0\0\0\x80\0\0\0\xff")), 2, 1, "\x7f\0");
	reads("P7 16 bit", BYTES(PAM("1", "65535", "GRAYSCALE", "\0\0\xff\xff")), 2, 1, "\0\xff");
	refuses("P7 of five channels", BYTES(PAM("5", "255", "ODD", "1234567890")));
	refuses("P7 CMYK", BYTES(PAM("4", "255", "CMYK", "12345678")));
	refuses("P7 without an end", BYTES("P7\nWIDTH 2\nHEIGHT 1\nDEPTH 1\nMAXVAL 255\n"));
	refuses("P7 without DEPTH", BYTES("P7\nWIDTH 2\nHEIGHT 1\nMAXVAL 255\nENDHDR\n12"));
	refuses("P7 without MAXVAL", BYTES("P7\nWIDTH 2\nHEIGHT 1\nDEPTH 1\nENDHDR\n12"));
	refuses("P7 with a word for a width", BYTES("P7\nWIDTH wide\nHEIGHT 1\nDEPTH 1\nMAXVAL 255\nENDHDR\n12"));
	refuses("P7 with a sign", BYTES("P7\nWIDTH -2\nHEIGHT 1\nDEPTH 1\nMAXVAL 255\nENDHDR\n12"));
}

static void
test_invalid(void)
{
	refuses("P5 truncated", BYTES("P5 3 2 255\n\1\2\3\4\5"));
	refuses("P5 without samples", BYTES("P5 3 2 255"));
	refuses("P5, header cut", BYTES("P5 3"));
	refuses("a lone P", BYTES("P"));
	refuses("P8", BYTES("P8 1 1 255 1"));
	refuses("P5 of no width", BYTES("P5 0 4 255\n"));
	refuses("P5 of negative width", BYTES("P5 -1 4 255\n1234"));
	refuses("P5, maxval 0", BYTES("P5 1 1 0\n1"));
	refuses("P5, maxval 65536", BYTES("P5 1 1 65536\n11"));
	refuses("P5, huge", BYTES("P5 400000000 400000000 255\n"));
	refuses("P5, sizes beyond 64 bit", BYTES("P5 99999999999999999999999 9 255\n"));
	refuses("P5, more than a million pixels where that is the limit", BYTES("P5 1001 1000 255\n"));
	refuses("P2 with a letter", BYTES("P2 2 1 9 1 x"));
	refuses("P2 truncated", BYTES("P2 2 2 9 1 2 3"));
	refuses("P1 with a 2", BYTES("P1 2 1 1 2"));
	refuses("P4 truncated", BYTES("P4 9 2\n\1\2\3"));
	refuses("P6 truncated", BYTES("P6 2 2 255\n12345678901"));
	refuses("a text", BYTES("Hello, world\n"));
	refuses("a JPEG image", BYTES("\xff\xd8\xff\xe0 and so on, and so on"));
	refuses("a TIFF image", BYTES("II*\0 and so on, and so on"));
}

static void
test_stream(void)
{
	FILE *f = stream_of(BYTES("P5 1 1 255\nAP2 1 1 255 66\nP6 1 1 255\nCCC\n\n"));
	struct image img = IMAGE_EMPTY;
	char seen[8] = "";
	int n = 0;

	while (n < 7 && image_read(f, "stream", 10, &img) == 1) {
		seen[n++] = (char)img.px[0];
		image_free(&img);
	}
	tap_ok(strcmp(seen, "ABC") == 0, "three images of three kinds in a stream");
	fclose(f);
	f = stream_of("", 0);
	tap_ok(image_read(f, "empty", 10, &img) == 0, "an empty file is a stream of no images");
	fclose(f);
	f = stream_of(BYTES("P5 1 1 255\nAP5 2 1 255\nB"));
	tap_ok(image_read(f, "cut", 10, &img) == 1, "the image before a broken one is read");
	image_free(&img);
	tap_ok(read_quiet(f, 10, &img) == -1, "the broken one is not");
	fclose(f);
}

static void
test_tags(void)
{
	struct image img = image_new(2, 1), back = IMAGE_EMPTY;
	char tag[] = "page=1 box=0,0,2,1 mine=yes";
	FILE *f = stream_of("", 0);

	img.tag = tag;
	img.px[1] = 9;
	image_write(f, &img);
	img.tag = NULL;
	image_write(f, &img);
	rewind(f);
	tap_ok(image_read(f, "tags", 10, &back) == 1 && back.tag && strcmp(back.tag, tag) == 0 && back.px[1] == 9,
	       "a tag comes back as it was written");
	image_free(&back);
	tap_ok(image_read(f, "tags", 10, &back) == 1 && !back.tag, "no tag, none");
	image_free(&back);
	image_free(&img);
	fclose(f);
	f = stream_of(BYTES("P5\n# other\n# hwr page=3\n#hwr page=4\n1 1 255\nA"));
	tap_ok(image_read(f, "tags", 10, &back) == 1 && back.tag && strcmp(back.tag, "page=3") == 0,
	       "other comments are not taken for tags");
	image_free(&back);
	fclose(f);
}

int
main(void)
{
	verbosity = -1;
	test_valid();
	test_pam();
	test_invalid();
	test_stream();
	test_tags();
	return tap_done();
}
