#!/usr/bin/python3
"""Images per second of a network in PyTorch on the CPU, beside bench-net:

    peer_torch.py ARCH infer|train THREADS BATCH SECONDS

ARCH is the text that hwr-train --list-arch prints, of the layers c, bn, relu, p, a,
gap, drop and d.  Random weights and images of 28x28, 47 classes, float32;
training is cross-entropy and SGD with momentum 0.9.  Prints the median over
batches.  Debian's python3-torch convolves by oneDNN.
"""
import re
import sys
import time

import torch
from torch import nn

SIDE, CLASSES, WARM = 28, 47, 3


def layer(word, c, side):
    """The layers of a word of the architecture, and the channels and the side that come out."""
    if m := re.fullmatch(r"(\d+)c(\d+)(?:s(\d+))?(?:p(\d+))?(n?)", word):
        n, k, s, p = (int(x or d) for x, d in zip(m.groups(), (0, 0, 1, 0)))
        return [nn.Conv2d(c, n, k, s, p, bias=not m[5])], n, (side + 2 * p - k) // s + 1
    if m := re.fullmatch(r"([pa])(\d+)(?:s(\d+))?", word):
        k, s = int(m[2]), int(m[3] or m[2])
        return [(nn.MaxPool2d if m[1] == "p" else nn.AvgPool2d)(k, s)], c, (side - k) // s + 1
    if m := re.fullmatch(r"d(\d*)", word):
        n = int(m[1] or CLASSES)
        return [nn.Flatten(), nn.Linear(c * side * side, n)], n, 1
    if m := re.fullmatch(r"drop([\d.]+)", word):
        return [nn.Dropout(float(m[1]))], c, side
    if word == "bn":
        return [nn.BatchNorm2d(c)], c, side
    if word == "relu":
        return [nn.ReLU()], c, side
    if word == "gap":
        return [nn.AdaptiveAvgPool2d(1)], c, 1
    sys.exit(f"peer_torch.py: no layer here: {word}")


def network(arch):
    layers, c, side = [], 1, SIDE
    for word in arch.split():
        more, c, side = layer(word, c, side)
        layers += more
    return nn.Sequential(*layers)


def main():
    if len(sys.argv) != 6 or sys.argv[2] not in ("infer", "train"):
        sys.exit("usage: peer_torch.py ARCH infer|train THREADS BATCH SECONDS")
    arch, mode, threads, batch, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
    torch.manual_seed(0)
    torch.set_num_threads(threads)
    net = network(arch)
    net.train(mode == "train")
    x, y = torch.randn(batch, 1, SIDE, SIDE), torch.randint(0, CLASSES, (batch,))
    descent = torch.optim.SGD(net.parameters(), lr=.01, momentum=.9)

    def train():
        descent.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        descent.step()

    def infer():
        with torch.no_grad():
            net(x)

    step = train if mode == "train" else infer
    for _ in range(WARM):
        step()
    times, end = [], time.monotonic() + seconds
    while not times or time.monotonic() < end:
        start = time.monotonic()
        step()
        times.append(time.monotonic() - start)
    print(round(batch / sorted(times)[len(times) // 2]))


main()
