#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "report/pen.h"

enum { FIRST = '!', LAST = '~', IN_ROW = 12 };

/* Twelve letters side by side, from '!' in the order of ASCII. */
static const char *const art[][FONT_H] = {
	{
		"  #    # #   # #    #   ##     #      #      #   #                     ",
		"  #    # #   # #   #### ##  # # #     #     #     #     #     #        ",
		"  #    # #  ##### # #      #  # #    #     #       #  # # #   #        ",
		"  #          # #   ###    #    #           #       #   ###  #####      ",
		"  #         #####   # #  #    # # #        #       #  # # #   #    ##  ",
		"             # #  ####  #  ## #  #          #     #     #     #     #  ",
		"  #          # #    #      ##  ## #          #   #                 #   ",
	},
	{
		"                #  ###    #    ###   ###     #  #####   ##  #####  ### ",
		"                # #   #  ##   #   # #   #   ##  #      #        # #   #",
		"               #  #  ##   #       #     #  # #  ####  #        #  #   #",
		"#####         #   # # #   #      #    ##  #  #      # ####    #    ### ",
		"             #    ##  #   #     #       # #####     # #   #  #    #   #",
		"       ##   #     #   #   #    #    #   #    #  #   # #   #  #    #   #",
		"       ##   #      ###   ###  #####  ###     #   ###   ###   #     ### ",
	},
	{
		" ###                 #         #     ###   ###    #   ####   ###  ###  ",
		"#   #  ##    ##     #           #   #   # #   #  # #  #   # #   # #  # ",
		"#   #  ##    ##    #    #####    #      # # ### #   # #   # #     #   #",
		" ####             #               #    #  # # # #   # ####  #     #   #",
		"    #  ##    ##    #    #####    #    #   # ### ##### #   # #     #   #",
		"   #   ##     #     #           #         #     #   # #   # #   # #  # ",
		" ##          #       #         #      #    ###  #   # ####   ###  ###  ",
	},
	{
		"##### #####  ###  #   #  ###    ### #   # #     #   # #   #  ###  #### ",
		"#     #     #   # #   #   #      #  #  #  #     ## ## #   # #   # #   #",
		"#     #     #     #   #   #      #  # #   #     # # # ##  # #   # #   #",
		"####  ####  # ### #####   #      #  ##    #     # # # # # # #   # #### ",
		"#     #     #   # #   #   #      #  # #   #     #   # #  ## #   # #    ",
		"#     #     #   # #   #   #   #  #  #  #  #     #   # #   # #   # #    ",
		"##### #      #### #   #  ###   ##   #   # ##### #   # #   #  ###  #    ",
	},
	{
		" ###  ####   #### ##### #   # #   # #   # #   # #   # #####  ###  #    ",
		"#   # #   # #       #   #   # #   # #   # #   # #   #     #  #    #    ",
		"#   # #   # #       #   #   # #   # #   #  # #   # #     #   #     #   ",
		"#   # ####   ###    #   #   # #   # # # #   #     #     #    #      #  ",
		"# # # # #       #   #   #   #  # #  # # #  # #    #    #     #       # ",
		"#  #  #  #      #   #   #   #  # #  ## ## #   #   #   #      #        #",
		" ## # #   # ####    #    ###    #   #   # #   #   #   #####  ###      #",
	},
	{
		" ###    #          #          #               #         ##        #    ",
		"   #   # #          #         #               #        #          #    ",
		"   #  #   #          #   ###  # ##   ###   ## #  ###   #     #### # ## ",
		"   #                        # ##  # #     #  ## #   # ###   #   # ##  #",
		"   #                     #### #   # #     #   # #####  #     #### #   #",
		"   #                    #   # #   # #     #   # #      #        # #   #",
		" ###        #####        #### ####   ###   ####  ###   #     ###  #   #",
	},
	{
		"  #      #  #      ##                                              #   ",
		"            #       #                                              #   ",
		" ##     ##  #  #    #   ## #  # ##   ###  ####   #### # ##   #### ###  ",
		"  #      #  # #     #   # # # ##  # #   # #   # #   # ##  # #      #   ",
		"  #      #  ##      #   # # # #   # #   # ####   #### #      ###   #   ",
		"  #   #  #  # #     #   # # # #   # #   # #         # #         #  #   ",
		" ###   ##   #  #   ###  # # # #   #  ###  #         # #     ####    ## ",
	},
	{
		"                                       #    #    #                     ",
		"                                      #     #     #                    ",
		"#   # #   # #   # #   # #   # #####   #     #     #    #               ",
		"#   # #   # #   #  # #  #   #    #   #      #      #  # # #            ",
		"#   # #   # # # #   #    ####   #     #     #     #      #             ",
		"#  ##  # #  # # #  # #      #  #      #     #     #                    ",
		" ## #   #    # #  #   #  ###  #####    #    #    #                     ",
	},
};

static int
known(uint32_t code)
{
	return code >= ' ' && code <= LAST;
}

/* A code point that the font lacks, as text that it has. */
static void
spell(uint32_t code, char out[8])
{
	snprintf(out, 8, "%04X", (unsigned)(code & 0xFFFFFF));
}

int
pen_text_width(const char *text, int scale)
{
	uint32_t code;
	int n = 0;

	for (text = utf8_next(text, &code); code != 0; text = utf8_next(text, &code))
		n += known(code) ? 1 : code > 0xFFFFF ? 6 : code > 0xFFFF ? 5 : 4;
	return n > 0 ? (n * FONT_STEP - (FONT_STEP - FONT_W)) * scale : 0;
}

static void
draw_dot(struct image *img, int x, int y, int scale, uint8_t ink)
{
	int i, j;

	for (j = y; j < y + scale; j++)
		for (i = x; i < x + scale; i++)
			if (i >= 0 && j >= 0 && i < img->w && j < img->h)
				img->px[(size_t)j * (size_t)img->w + (size_t)i] = ink;
}

static void
draw_letter(struct image *img, int x, int y, uint32_t code, int scale, uint8_t ink)
{
	unsigned at = (unsigned)(code - FIRST);
	int i, j;

	if (code == ' ')
		return;
	for (j = 0; j < FONT_H; j++)
		for (i = 0; i < FONT_W; i++)
			if (art[at / IN_ROW][j][at % IN_ROW * FONT_STEP + (unsigned)i] == '#')
				draw_dot(img, x + i * scale, y + j * scale, scale, ink);
}

void
pen_text(struct image *img, int x, int y, const char *text, int scale, uint8_t ink)
{
	uint32_t code;

	for (text = utf8_next(text, &code); code != 0; text = utf8_next(text, &code)) {
		char digits[8];

		if (known(code)) {
			draw_letter(img, x, y, code, scale, ink);
			x += FONT_STEP * scale;
			continue;
		}
		spell(code, digits);
		pen_text(img, x, y, digits, scale, ink);
		x += pen_text_width(digits, scale) + (FONT_STEP - FONT_W) * scale;
	}
}

struct line {
	double x, y;		/* where it begins */
	double dx, dy;		/* its direction, of length 1 */
	double length;
};

/* The dot nearest to s pixels along the line, as pixels along it; -1 when it has none. */
static double
nearest_dot(const struct pen *p, const struct line *l, double s)
{
	double at = round((s + p->drawn) / p->gap) * p->gap - p->drawn;

	if (at < 0)
		at += p->gap;
	if (at > 0 && at >= l->length)
		at -= p->gap;
	return at < 0 ? -1 : at;
}

/* How much of the pixel at (x, y) the line covers, 0 to 1. */
static double
cover(const struct pen *p, const struct line *l, int x, int y)
{
	double s = fmin(fmax((x - l->x) * l->dx + (y - l->y) * l->dy, 0), l->length);

	if (p->gap > 0 && (s = nearest_dot(p, l, s)) < 0)
		return 0;
	return fmin(fmax(p->width / 2 + 0.5 - hypot(x - l->x - s * l->dx, y - l->y - s * l->dy), 0), 1);
}

/* v within lo .. hi, as a whole number: coordinates may be far outside. */
static int
within(double v, int lo, int hi)
{
	return (int)fmin(fmax(v, lo), hi);
}

void
pen_line(struct pen *p, double x0, double y0, double x1, double y1)
{
	const double length = hypot(x1 - x0, y1 - y0), room = p->width / 2 + 1;
	const double unit = length > 0 ? 1 / length : 0;
	const struct line l = {x0, y0, (x1 - x0) * unit, (y1 - y0) * unit, length};
	const int right = p->clip.x + p->clip.w, bottom = p->clip.y + p->clip.h;
	const int from = within(floor(fmin(x0, x1) - room), p->clip.x, right);
	const int to = within(ceil(fmax(x0, x1) + room) + 1, p->clip.x, right);
	const int last = within(ceil(fmax(y0, y1) + room) + 1, p->clip.y, bottom);
	int x, y;

	for (y = within(floor(fmin(y0, y1) - room), p->clip.y, bottom); y < last; y++) {
		uint8_t *row = p->img->px + (size_t)y * (size_t)p->img->w;

		for (x = from; x < to; x++)
			row[x] = (uint8_t)lround(row[x] + (p->ink - row[x]) * cover(p, &l, x, y));
	}
	p->drawn += length;
}

void
pen_fill(struct image *img, int x, int y, int w, int h, uint8_t ink)
{
	int j;

	for (j = y; j < y + h; j++)
		memset(img->px + (size_t)j * (size_t)img->w + (size_t)x, ink, (size_t)w);
}
