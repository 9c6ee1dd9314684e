/*
 * style.h - how glyphs and lines are normalized, and how an image says so.
 */
#ifndef HWR_STYLE_H
#define HWR_STYLE_H

enum style {
	STYLE_EMNIST, STYLE_MNIST,	/* of glyphs, 28 x 28 (normalize.h) */
	STYLE_LINE,			/* of whole lines (line_image.h) */
};

/* style_name, style_from - "emnist", "mnist", "line"; style_from returns -1 for another word. */
const char *style_name(enum style s);
int style_from(const char *word);

/*
 * A normalized image says so in its tags: "style=emnist", a key that the other
 * programs carry along.  style_tagged is tag (NULL for none) with that key as
 * its last, new, freed by the caller.  style_in_tag is the word after "style="
 * in tag, new; NULL when there is none.
 */
char *style_tagged(const char *tag, enum style s);
char *style_in_tag(const char *tag);

#endif
