"""Draw the pictures of testdata/: usage: make-testdata.py FOLDER

Text is set letter by letter in handwriting fonts, each letter a little turned,
scaled and shifted; pictures are drawn large and made small, so that edges are
grey as in a scan.  Every random number comes from a generator seeded with the
picture's name.
"""
import gzip, os, random, struct, sys, zlib
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FONTS = "/usr/share/fonts/"
COMIC = FONTS + "opentype/comic-neue/ComicNeue-Regular.otf"
BOLD = FONTS + "opentype/comic-neue/ComicNeue-Bold.otf"
KLEE = FONTS + "truetype/klee/KleeOne-Regular.ttf"
BREIP = FONTS + "truetype/breip/Breip.ttf"
DKG = FONTS + "truetype/fifthhorseman/dkgBd.ttf"
HUMOR = FONTS + "truetype/humor-sans/Humor-Sans.ttf"
LEARN = FONTS + "opentype/bwht/BecauseWeLearn-Regular.otf"
BIG = 3  # drawn this many times larger


def letter(font, ch, rnd, wild):
    """One letter as an ink image with its base line at row 2*size; its ink is not at the border."""
    size = font.size
    im = Image.new("L", (3 * size, 4 * size), 0)
    ImageDraw.Draw(im).text((size, 2 * size), ch, font=font, fill=255, anchor="ls")
    im = im.rotate(rnd.uniform(-2, 2) * wild, Image.BICUBIC, center=(1.5 * size, 2 * size))
    k = 1 + rnd.uniform(-0.04, 0.04) * wild
    return im.transform(im.size, Image.AFFINE, (1 / k, 0, 1.5 * size * (1 - 1 / k), 0, 1 / k, 2 * size * (1 - 1 / k)), Image.BICUBIC)


def ink(lines, font_path, size, rnd, gap=0.16, space=0.55, leading=1.75, wild=1.0, margin=0.6):
    """Lines of text as an ink image, BIG times size pixels an em; gaps are between inks, in ems."""
    em = size * BIG
    font = ImageFont.truetype(font_path, em)
    rows = []
    for line in lines:
        x, placed = 0.0, []
        for ch in line:
            if ch == " ":
                x += (space - gap) * em
                continue
            im = letter(font, ch, rnd, wild)
            box = im.getbbox()
            placed.append((im.crop((box[0], 0, box[2], im.height)), x, rnd.uniform(-0.02, 0.02) * wild * em))
            x += box[2] - box[0] + gap * em * rnd.uniform(1 - 0.15 * wild, 1 + 0.15 * wild)
        rows.append((placed, x))
    edge = int(margin * em)
    page = Image.new("L", (int(max(w for _, w in rows)) + 2 * edge, int((len(rows) - 1) * leading * em + 1.3 * em) + 2 * edge), 0)
    for i, (placed, _) in enumerate(rows):
        base = edge + 0.95 * em + i * leading * em
        for im, x, dy in placed:
            at = (edge + int(x), int(base + dy) - 2 * em)
            layer = Image.new("L", page.size, 0)
            layer.paste(im, at)
            page = ImageChops.lighter(page, layer)
    return page


def small(im):
    return im.resize((im.width // BIG, im.height // BIG), Image.BOX)


def on_paper(im, dark=30, light=245):
    """Ink on paper of one brightness."""
    return im.point([round(light + (dark - light) * v / 255) for v in range(256)])


def broken(im, rnd, holes):
    """Scratches of about a stroke's width through the ink."""
    draw = ImageDraw.Draw(im)
    for _ in range(holes):
        x, y = rnd.randrange(im.width), rnd.randrange(im.height)
        draw.line((x, y, x + rnd.randrange(-60, 61), y + rnd.randrange(-60, 61)), fill=0, width=2 * BIG)
    return im


def messy(im, rnd):
    """Uneven light and noise, in 16 greys to keep the file small."""
    px = im.load()
    for y in range(im.height):
        for x in range(im.width):
            shade = 250 - 95 * x / im.width - 30 * y / im.height
            v = shade * (1 - 0.72 * px[x, y] / 255) + rnd.gauss(0, 6)
            px[x, y] = max(0, min(255, int(v / 17 + 0.5) * 17))
    for _ in range(60):
        px[rnd.randrange(im.width), rnd.randrange(im.height)] = 51
    return im


def ruled(im, step, first):
    """Thin grey rules across the page, as on a writing pad."""
    draw = ImageDraw.Draw(im)
    for y in range(first, im.height, step):
        draw.line((0, y, im.width, y), fill=150, width=2)
    return im


PAGES = {
    "hey-you": ("Hey you", COMIC, 96),
    "page": ("Dear friends\nwe met again today\nand had 47 apples", COMIC, 64),
    "dark": ("Milk and bread", KLEE, 64),
    "messy": ("Send help now\nthe wind was strong", BOLD, 64),
    "ruled": ("My first page\nwas never the best", COMIC, 64),
    "skewed": ("Nobody saw the tree\nwhen it came down", COMIC, 60),
    "two-lines": ("Good night\nsee you again", KLEE, 64),
    "digits": ("2739 5684", LEARN, 60),
    "bold": ("Bring the RED book", DKG, 64),
}


def draw(name, text, font, size):
    rnd = random.Random("hwr " + name)
    lines = text.split("\n")
    gap = 0.22 if name in ("hey-you", "digits", "dark") else 0.16
    im = ink(lines, font, size, rnd, gap=gap, space=gap + 0.45)
    if name == "dark":
        return on_paper(small(im), 235, 25)
    if name == "messy":
        return messy(small(broken(im, rnd, 90)).filter(ImageFilter.GaussianBlur(0.5)), rnd)
    if name == "skewed":
        im = im.rotate(3, Image.BICUBIC, expand=True)
    im = on_paper(small(im))
    if name == "ruled":
        base = int((0.6 + 0.95) * size)
        step = int(1.75 * size)
        im = ruled(im, step, base % step + 2)
    return im


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(path, w, h, depth, colour, row, palette=b"", interlace=0):
    """A PNG of any kind; row(y, xs) gives the packed samples of row y at columns xs."""
    passes = [(0, 0, 1, 1)] if not interlace else [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    raw = b"".join(b"\0" + row(y, range(x0, w, dx)) for x0, y0, dx, dy in passes for y in range(y0, h, dy) if x0 < w)
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, colour, 0, 0, interlace)))
        if palette:
            f.write(chunk(b"PLTE", palette))
        f.write(chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def packed(bits, depth):
    """Samples of depth 1, 2 or 4 bits, the first in the high bits."""
    v = "".join(format(b, "0%db" % depth) for b in bits)
    v += "0" * (-len(v) % 8)
    return bytes(int(v[i:i + 8], 2) for i in range(0, len(v), 8))


def formats(folder):
    """One small black and white picture in every format that can be read."""
    os.makedirs(folder, exist_ok=True)
    im = small(ink(["Hi"], COMIC, 22, random.Random("formats"), gap=0.3, wild=0.5, margin=0.3)).point([255 if v < 110 else 0 for v in range(256)])
    w, h = im.size
    white = [[im.getpixel((x, y)) // 255 for x in range(w)] for y in range(h)]
    flat = [v for r in white for v in r]

    def put(name, data):
        with open(folder + "/" + name, "wb") as f:
            f.write(data if isinstance(data, bytes) else data.encode())

    def plain(rows):
        return "\n".join(rows) + "\n"

    put("p1.pbm", "P1\n# drawn\n%d %d\n" % (w, h) + plain("".join(str(1 - v) for v in r) for r in white))
    put("p2.pgm", "P2\n%d %d\n15\n" % (w, h) + plain(" ".join(str(15 * v) for v in r) for r in white))
    put("p3.ppm", "P3\n%d %d\n1\n" % (w, h) + plain(" ".join("%d %d %d" % (v, v, v) for v in r) for r in white))
    put("p4.pbm", b"P4\n%d %d\n" % (w, h) + b"".join(packed([1 - v for v in r], 1) for r in white))
    put("p5.pgm", b"P5\n%d %d\n255\n" % (w, h) + bytes(255 * v for v in flat))
    put("p5-maxval-100.pgm", b"P5 %d %d 100\n" % (w, h) + bytes(100 * v for v in flat))
    put("p5-16-bit.pgm", b"P5\n%d %d\n65535\n" % (w, h) + b"".join(struct.pack(">H", 65535 * v) for v in flat))
    put("p6.ppm", b"P6\n%d %d\n255\n" % (w, h) + bytes(255 * v for v in flat for _ in range(3)))
    for name, depth, tuple_type in (("grey", 1, "GRAYSCALE"), ("grey-alpha", 2, "GRAYSCALE_ALPHA"), ("rgb", 3, "RGB"), ("rgb-alpha", 4, "RGB_ALPHA")):
        head = "P7\nWIDTH %d\nHEIGHT %d\nDEPTH %d\nMAXVAL 255\nTUPLTYPE %s\nENDHDR\n" % (w, h, depth, tuple_type)
        # With alpha, white is what shows through: black, and not there.
        alpha = depth % 2 == 0
        put("p7-%s.pam" % name, head.encode() + bytes(
            s for v in flat for s in ([0] * (depth - 1) + [255 - 255 * v] if alpha else [255 * v] * depth)))

    for depth in (1, 2, 4, 8, 16):
        top = 2 ** depth - 1

        def grey(y, xs, depth=depth, top=top):
            if depth == 16:
                return b"".join(struct.pack(">H", top * white[y][x]) for x in xs)
            return bytes(top * white[y][x] for x in xs) if depth == 8 else packed([top * white[y][x] for x in xs], depth)

        png(folder + "/grey-%d.png" % depth, w, h, depth, 0, grey)
        if depth == 8:
            png(folder + "/grey-8-interlaced.png", w, h, 8, 0, grey, interlace=1)
        if depth < 16:
            def index(y, xs, depth=depth):
                return bytes(white[y][x] for x in xs) if depth == 8 else packed([white[y][x] for x in xs], depth)

            png(folder + "/palette-%d.png" % depth, w, h, depth, 3, index, palette=bytes([0, 0, 0, 255, 255, 255]))
        if depth >= 8:
            n = depth // 8
            png(folder + "/rgb-%d.png" % depth, w, h, depth, 2, lambda y, xs, n=n: b"".join(b"\xff" * 3 * n if white[y][x] else b"\0" * 3 * n for x in xs))
            for name, colour in (("grey-alpha", 4), ("rgb-alpha", 6)):
                c = 1 if colour == 4 else 3
                png(folder + "/%s-%d.png" % (name, depth), w, h, depth, colour,
                    lambda y, xs, n=n, c=c: b"".join(b"\0" * c * n + (b"\0" if white[y][x] else b"\xff") * n for x in xs), interlace=n - 1)


def glyph(ch, fonts, rnd):
    """One character, drawn with some distortion, cropped to its ink."""
    font = ImageFont.truetype(rnd.choice(fonts), 120)
    im = Image.new("L", (300, 300), 0)
    ImageDraw.Draw(im).text((150, 200), ch, font=font, fill=255, anchor="ms")
    im = im.rotate(rnd.uniform(-9, 9), Image.BICUBIC)
    shear, kx = rnd.uniform(-0.25, 0.25), rnd.uniform(0.85, 1.15)
    im = im.transform(im.size, Image.AFFINE, (kx, shear, 150 * (1 - kx) - 150 * shear, 0, 1, 0), Image.BICUBIC)
    for _ in range(rnd.choice((0, 1, 1, 2))):
        im = im.filter(ImageFilter.MaxFilter(3))
    return im.crop(im.getbbox())


def samples(folder, rnd):
    """A folder per class, as hwr-train reads them: dark ink on white, any size."""
    for ch in "37ABkx":
        os.makedirs(folder + "/" + ch, exist_ok=True)
        for i in range(8):
            im = glyph(ch, [COMIC, BOLD, KLEE, BREIP, DKG], rnd)
            side = rnd.randrange(30, 44)
            im.thumbnail((side, side), Image.LANCZOS)
            page = Image.new("L", (im.width + 10, im.height + 10), 0)
            page.paste(im, (5, 5))
            save(on_paper(page), "%s/%s/%d.png" % (folder, ch, i + 1))


def mnist(im):
    """As LeCun et al. made MNIST: 20 x 20 fit, centre of mass in the middle of 28 x 28."""
    im.thumbnail((20, 20), Image.LANCZOS)
    total = sum(im.getdata())
    cx = sum(x * im.getpixel((x, y)) for y in range(im.height) for x in range(im.width)) / total
    cy = sum(y * im.getpixel((x, y)) for y in range(im.height) for x in range(im.width)) / total
    out = Image.new("L", (28, 28), 0)
    out.paste(im, (max(0, min(28 - im.width, round(13.5 - cx))), max(0, min(28 - im.height, round(13.5 - cy)))))
    return out.tobytes()


def idx(prefix, n, rnd):
    labels = bytes(i % 10 for i in range(n))
    fonts = [COMIC, BOLD, KLEE, BREIP, DKG, HUMOR, LEARN]
    images = b"".join(mnist(glyph(str(v), fonts, rnd)) for v in labels)
    for kind, head, data in (("images-idx3", struct.pack(">IIII", 2051, n, 28, 28), images), ("labels-idx1", struct.pack(">II", 2049, n), labels)):
        with open("%s-%s-ubyte.gz" % (prefix, kind), "wb") as f, gzip.GzipFile("", "wb", 9, f, 0) as z:
            z.write(head + data)


def save(im, path):
    im.save(path, optimize=True)


def main():
    folder = sys.argv[1]
    with open(folder + "/labels.tsv", "w") as truth:
        for name, (text, font, size) in PAGES.items():
            im = draw(name, text, font, size)
            if name == "messy":
                im = im.quantize(16)
            save(im, "%s/%s.png" % (folder, name))
            truth.write("%s.png\t%s\n" % (name, text.replace("\n", "\\n")))
    formats(folder + "/formats")
    samples(folder + "/samples", random.Random("samples"))
    idx(folder + "/tiny", 200, random.Random("tiny"))


main()
