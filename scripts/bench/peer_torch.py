#!/usr/bin/python3
"""Images or lines a second of a network in PyTorch on the CPU, beside bench-net:

    peer_torch.py ARCH infer|train THREADS BATCH SECONDS

ARCH is a text that hwr-train --list-arch prints, of the layers c, bn, relu, p, a,
gap, drop, lstm and d.  Random weights and input, float32; prints the median over
batches.  Debian's python3-torch convolves by oneDNN.

Images are of 28x28, BATCH of them, of 47 classes; training is cross-entropy and
SGD with momentum 0.9.

Lines, where ARCH begins with line48: BATCH lists their columns, "1200,600,424".
They are padded to the widest; behind the convolutions they are packed, so that no
padding meets lstm and d.  123 classes, a character for every 20 columns; training
is CTC, the gradient's norm held at 5, and AdamW.
"""
import re
import sys
import time

import torch
from torch import nn

SIDE, CLASSES, WARM = 28, 47, 3
LINE_CLASSES, COLUMNS_EACH, CLIP = 123, 20, 5.0


def pair(text, default):
    """Of rows and of columns: 3 is both, 3x1 one each."""
    rows, _, cols = (text or default).partition("x")
    return int(rows), int(cols or rows)


def layer(word, c, rows, cols):
    """The layers of a word of the architecture, and the channels, rows and columns that come out."""
    if m := re.fullmatch(r"(\d+)c([\dx]+)(?:s([\dx]+))?(?:p([\dx]+))?(n?)", word):
        n, k, s, p = int(m[1]), pair(m[2], "1"), pair(m[3], "1"), pair(m[4], "0")
        return [nn.Conv2d(c, n, k, s, p, bias=not m[5])], n, *after((rows, cols), k, s, p)
    if m := re.fullmatch(r"([pa])([\dx]+)(?:s([\dx]+))?", word):
        k, s = pair(m[2], "1"), pair(m[3], m[2])
        return [(nn.MaxPool2d if m[1] == "p" else nn.AvgPool2d)(k, s)], c, *after((rows, cols), k, s, (0, 0))
    if m := re.fullmatch(r"drop([\d.]+)", word):
        return [nn.Dropout(float(m[1]))], c, rows, cols
    if word == "bn":
        return [nn.BatchNorm2d(c)], c, rows, cols
    if word == "relu":
        return [nn.ReLU()], c, rows, cols
    if word == "gap":
        return [nn.AdaptiveAvgPool2d(1)], c, 1, 1
    sys.exit(f"peer_torch.py: no layer here: {word}")


def after(sides, k, s, p):
    """Rows and columns behind a filter or a pool."""
    return [(side + 2 * p[i] - k[i]) // s[i] + 1 for i, side in enumerate(sides)]


class Glyphs:
    """A network for images, and a batch of them."""

    show = "{:.0f}".format

    def __init__(self, words, batch):
        layers, c, rows, cols = [], 1, SIDE, SIDE
        for word in words:
            if m := re.fullmatch(r"d(\d*)", word):
                n = int(m[1] or CLASSES)
                layers += [nn.Flatten(), nn.Linear(c * rows * cols, n)]
                c, rows, cols = n, 1, 1
            else:
                more, c, rows, cols = layer(word, c, rows, cols)
                layers += more
        self.net, self.n = nn.Sequential(*layers), int(batch)
        self.x, self.y = torch.randn(self.n, 1, SIDE, SIDE), torch.randint(0, CLASSES, (self.n,))
        self.descent = torch.optim.SGD(self.net.parameters(), lr=.01, momentum=.9)

    def infer(self):
        return self.net(self.x)

    def train(self):
        self.descent.zero_grad()
        nn.functional.cross_entropy(self.infer(), self.y).backward()
        self.descent.step()


class Along(nn.Module):
    """Layers along packed sequences: lstm, drop, relu and d; the scores of what was packed come out."""

    def __init__(self, words, c):
        super().__init__()
        self.layers = nn.ModuleList()
        for word in words:
            if m := re.fullmatch(r"lstm(\d+)", word):
                self.layers.append(nn.LSTM(c, int(m[1]), bidirectional=True))
                c = 2 * int(m[1])
            elif m := re.fullmatch(r"d(\d*)", word):
                self.layers.append(nn.Linear(c, int(m[1] or LINE_CLASSES)))
                c = int(m[1] or LINE_CLASSES)
            else:
                self.layers += layer(word, c, 1, 1)[0]

    def forward(self, x):
        for one in self.layers:
            x = one(x)[0] if isinstance(one, nn.LSTM) else x._replace(data=one(x.data))
        return x


class Lines:
    """A network for lines, and a batch of them."""

    show = "{:.2f}".format

    def __init__(self, words, batch):
        widths = sorted(map(int, batch.split(",")), reverse=True)
        layers, c, self.rows, cols = [], 1, int(words[0][4:]), widths[0]
        tall, first = self.rows, next((i for i, w in enumerate(words) if re.match(r"lstm|d\d*$", w)), len(words))
        for word in words[1:first]:
            more, c, tall, cols = layer(word, c, tall, cols)
            layers += more
        self.net = nn.ModuleList([nn.Sequential(*layers), Along(words[first:], c * tall)])
        self.n, step = len(widths), widths[0] // cols
        self.steps = torch.tensor([w // step for w in widths])
        self.x = torch.zeros(self.n, 1, self.rows, widths[0])
        for i, w in enumerate(widths):
            self.x[i, :, :, :w] = torch.rand(self.rows, w)
        self.lengths = torch.tensor([w // COLUMNS_EACH for w in widths])
        self.texts = torch.randint(0, LINE_CLASSES - 1, (self.n, int(self.lengths.max())))
        self.ctc = nn.CTCLoss(blank=LINE_CLASSES - 1)
        self.descent = torch.optim.AdamW(self.net.parameters(), lr=.001, weight_decay=.01)

    def infer(self):
        front, along = self.net
        x = front(self.x).flatten(1, 2).permute(2, 0, 1)
        scores = along(nn.utils.rnn.pack_padded_sequence(x, self.steps))
        return nn.utils.rnn.pad_packed_sequence(scores)[0]

    def train(self):
        self.descent.zero_grad()
        self.ctc(self.infer().log_softmax(-1), self.texts, self.steps, self.lengths).backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), CLIP)
        self.descent.step()


def median_seconds(step, seconds):
    for _ in range(WARM):
        step()
    times, end = [], time.monotonic() + seconds
    while not times or time.monotonic() < end:
        start = time.monotonic()
        step()
        times.append(time.monotonic() - start)
    return sorted(times)[len(times) // 2]


def main():
    if len(sys.argv) != 6 or sys.argv[2] not in ("infer", "train"):
        sys.exit("usage: peer_torch.py ARCH infer|train THREADS BATCH SECONDS")
    words, train = sys.argv[1].split(), sys.argv[2] == "train"
    torch.manual_seed(0)
    torch.set_num_threads(int(sys.argv[3]))
    task = (Lines if words[0].startswith("line") else Glyphs)(words, sys.argv[4])
    task.net.train(train)
    with torch.set_grad_enabled(train):
        seconds = median_seconds(task.train if train else task.infer, float(sys.argv[5]))
    print(task.show(task.n / seconds))


main()
