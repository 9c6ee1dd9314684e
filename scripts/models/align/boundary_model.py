#!/usr/bin/env python3
"""boundary_model.py PREFIX-cuts.tsv - the weights of common/page/boundary_model.c, learned from what align-words measured.

Prints the two rows of numbers, and how well they tell cuts and spaces (log
loss and share right, of words that the weights were not learned from).
"""
import sys

import numpy as np

CUT, SPACE = 10, 4      # measures, as in boundary_model.c
LINE = 5                # what a line of several words counts, where most are of one


def learn(x, y, weight, ridge=1e-3, steps=40):
    """Logistic regression by Newton's method; every row has a weight."""
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (weight * (p - y)) + ridge * w)
    return w


def judge(name, x, y, weight, held):
    p = 1 / (1 + np.exp(-x[held] @ learn(x[~held], y[~held], weight[~held])))
    loss = -np.mean(np.log(np.where(y[held] > 0, p, 1 - p) + 1e-9))
    right = np.mean((p > 0.5) == (y[held] > 0))
    print(f"{name}: {len(y)} measured, {100 * np.mean(y):.1f} % true; log loss {loss:.4f}, {100 * right:.2f} % right")
    print("{" + ", ".join(f"{w:.3f}" for w in learn(x, y, weight)) + "}")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: boundary_model.py PREFIX-cuts.tsv")
    rows = np.loadtxt(sys.argv[1], delimiter="\t", ndmin=2)
    held = rows[:, 0] % 5 == 0
    begins = rows[:, -2] > 0
    several = np.isin(rows[:, 0], rows[rows[:, -1] > 0, 0])
    judge("CUT", rows[:, 3:3 + CUT], rows[:, -2], np.ones(len(rows)), held)
    judge("SPACE", rows[begins, 3 + CUT:3 + CUT + SPACE], rows[begins, -1], np.where(several, LINE, 1)[begins],
          held[begins])


main()
