"""Set texts, one a line on stdin, in handwriting fonts: fonts.py FOLDER PREFIX SEED FAMILY...

FOLDER has the packages of @fontsource as npm lays them.  PREFIX.pgm gets an ink image
for each text, as hwr-trim writes them, and PREFIX.tsv its number, the family, the text.
Joins and kerning are HarfBuzz's, by libraqm.  A text is set in a font that has all of
its characters; where 20 that are asked have not, it is left out.  The same packages,
texts and SEED give the same bytes.
"""
import functools, glob, os, random, sys
from PIL import Image, ImageDraw, ImageFont, features

HEIGHT = 20, 30  # of an x in pixels, as words of UNIPEN have it
MOST = 110  # of an em in pixels, for hands whose x is small
TRIES = 20
ABSENT = "\U0010fffd"  # a character that no font has


@functools.lru_cache(maxsize=128)
def opened(path, size):
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


@functools.lru_cache(maxsize=None)
def x_height(path):
    """Of a font, in ems."""
    left, top, right, bottom = opened(path, 200).getmask("x").getbbox()
    return (bottom - top) / 200


@functools.lru_cache(maxsize=None)
def has(path, character):
    font = opened(path, 60)
    mask, absent = font.getmask(character), font.getmask(ABSENT)
    if character == " ":
        return True
    return mask.getbbox() is not None and (mask.size, bytes(mask)) != (absent.size, bytes(absent))


def weights(folder, family):
    """The files of a family: its upright weights but the bold ones."""
    return sorted(glob.glob(f"{folder}/node_modules/@fontsource/{family}/files/{family}-latin-[1-6]00-normal.woff"))


def image(font, text):
    """Ink is 255 on 0, and touches all four sides."""
    left, top, right, bottom = font.getbbox(text)
    pad = font.size  # for swashes that reach out
    im = Image.new("L", (right - left + 2 * pad, bottom - top + 2 * pad))
    ImageDraw.Draw(im).text((pad - left, pad - top), text, font=font, fill=255)
    return im.crop(im.getbbox())


def main(folder, prefix, seed, *families):
    if not features.check("raqm"):
        sys.exit("fonts.py: PIL has no libraqm, so letters would not join")
    files = {family: weights(folder, family) for family in families}
    for family in families:
        if not files[family]:
            sys.exit(f"fonts.py: {folder}: no files of {family}")
    rnd = random.Random(int(seed))
    number = 0
    with open(prefix + ".pgm.tmp", "wb") as pgm, open(prefix + ".tsv.tmp", "w", encoding="utf-8") as tsv:
        for text in (line.decode().rstrip("\n") for line in sys.stdin.buffer):
            for _ in range(TRIES):
                family = families[int(rnd.random() * len(families))]
                path = files[family][int(rnd.random() * len(files[family]))]
                if all(has(path, character) for character in text):
                    break
            else:
                print(f"fonts.py: no font for '{text}': left out", file=sys.stderr)
                continue
            height = HEIGHT[0] + rnd.random() * (HEIGHT[1] - HEIGHT[0])
            im = image(opened(path, min(round(height / x_height(path)), MOST)), text)
            pgm.write(b"P5\n%d %d\n255\n" % im.size + im.tobytes())
            tsv.write(f"{number}\t{family}\t{text}\n")
            number += 1
    os.replace(prefix + ".pgm.tmp", prefix + ".pgm")
    os.replace(prefix + ".tsv.tmp", prefix + ".tsv")  # last: where it is, all is


main(*sys.argv[1:])
