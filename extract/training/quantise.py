"""Matrices as signed bytes: how export.py writes them, and the arithmetic of extract/model/ with them in PyTorch.

A column of a matrix has a scale; a row that is multiplied with it is made bytes when it comes, with a scale of its own;
products are summed in integers, so no order of summation and no instruction set changes them.
"""

import numpy as np
import torch
import torch.nn as nn

PANEL, GROUP = 16, 4  # columns of a panel; rows that lie together in it


def rows(matrix):
    """(signed bytes, scales) of the rows of a matrix."""
    scale = np.abs(matrix).max(1).astype(np.float32) / np.float32(127)
    scale[scale == 0] = 1
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale


def pack(matrix):
    """Bytes [columns, depth] as panels [panels, depth / 4, 16, 4] of unsigned bytes, 128 too large; filled up with zeros."""
    columns, depth = matrix.shape
    padded = np.zeros((-(-columns // PANEL) * PANEL, -(-depth // PANEL) * PANEL), np.int16)
    padded[:columns, :depth] = matrix
    panels = padded.reshape(len(padded) // PANEL, PANEL, -1, GROUP).transpose(0, 2, 1, 3)
    return (panels + 128).astype(np.uint8)


def unpack(panels, columns, depth):
    count, groups = panels.shape[:2]
    matrix = (panels.astype(np.int16) - 128).transpose(0, 2, 1, 3).reshape(count * PANEL, groups * GROUP)
    return matrix[:columns, :depth].astype(np.int8)


class ByteLinear(nn.Module):
    """y = (x factors) W + b; weight [columns, depth] in bytes."""

    def __init__(self, weight, scale, bias, factors):
        super().__init__()
        self.factors = None if factors is None else torch.from_numpy(factors.copy())
        self.weight = torch.from_numpy(weight.astype(np.float64))  # holds the sums exactly
        self.scale, self.bias = torch.from_numpy(scale.copy()), torch.from_numpy(bias.astype(np.float32))

    def forward(self, x):
        x = x if self.factors is None else x * self.factors
        top = x.abs().amax(-1, keepdim=True)
        inverse = torch.where(top > 0, 127 / top, torch.zeros_like(top))
        sums = torch.round(x * inverse).double() @ self.weight.T
        return sums.float() * (top / 127) * self.scale + self.bias
