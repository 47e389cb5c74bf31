"""Weights between those of two rounds of training, which can be better than either (Wortsman et al. 2022, "Model soups").

    python3 average.py FIRST.pt SECOND.pt SHARE OUT.pt     SHARE: of the second
"""

import sys

import torch


def main():
    first, second, share, target = sys.argv[1:]
    out, other = (torch.load(path, weights_only=False, map_location="cpu") for path in (first, second))
    for name, weight in out["network"].items():
        if weight.is_floating_point():
            weight.lerp_(other["network"][name], float(share))
    torch.save(out, target)


if __name__ == "__main__":
    main()
