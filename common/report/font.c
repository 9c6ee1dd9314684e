#include <stdio.h>

#include "base/utf8.h"
#include "report/font.h"

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
font_width(const char *text, int scale)
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
font_draw(struct image *img, int x, int y, const char *text, int scale, uint8_t ink)
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
		font_draw(img, x, y, digits, scale, ink);
		x += font_width(digits, scale) + (FONT_STEP - FONT_W) * scale;
	}
}
