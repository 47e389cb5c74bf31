"""The accurate network: a pre-trained transformer (Vaswani et al. 2017) over the subwords of a window, which is some
consecutive sentences; it is told the shape of each word because its vocabulary has no capitals; a word is the mean of its subwords beside its character convolution; then the
heads of network.py. extract/model/transformer.cpp runs the same arithmetic."""

import torch
import torch.nn as nn
import torch.nn.functional as F

import wordpiece
from network import Dropout, FILTERS, Heads, SharedDropout

WIDTH, ATTENTION_HEADS, INNER, POSITIONS = 384, 12, 1536, 512
COREFERENCE, PAIR_CLASSES, PAIR_FEATURES = 128, 9, 16
EPSILON = 1e-12
PADDING = -1e9  # score of attention to no word


def bucket(distance):
    """Column of pair weights for a distance in sentences: 0, 1, 2, 3-4, 5-8, more."""
    edges = torch.tensor([1, 2, 3, 5, 9])
    return 2 + torch.bucketize(distance.clamp(min=0), edges, right=True)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention, self.project = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.expand, self.contract = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.attention_norm, self.norm = nn.LayerNorm(WIDTH, EPSILON), nn.LayerNorm(WIDTH, EPSILON)
        self.drop = Dropout(0.1)

    def forward(self, x, mask):
        batch, longest, _ = x.shape
        query, key, value = self.attention(x).view(batch, longest, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2) + mask
        y = scores.softmax(-1) @ value  # on a CPU trains thrice as fast as the fused form
        x = self.attention_norm(x + self.drop(self.project(y.transpose(1, 2).reshape(batch, longest, WIDTH))))
        return self.norm(x + self.drop(self.contract(F.gelu(self.expand(x)))))


class TransformerNetwork(Heads):
    half = False  # bfloat16 also when not training: twice as fast where the processor has it, and less exact

    def __init__(self, vocabulary, layers):
        super().__init__(vocabulary, WIDTH + FILTERS)
        self.subwords, self.positions = nn.Embedding(len(vocabulary.subwords), WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(wordpiece.SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList([Layer() for _ in range(layers)])
        self.anaphor, self.antecedent = (nn.Linear(WIDTH + FILTERS, COREFERENCE) for _ in range(2))
        self.coreference = nn.Parameter(torch.randn(COREFERENCE + 1, COREFERENCE + 1) * 0.02)
        self.pair = nn.Parameter(torch.zeros(PAIR_CLASSES, PAIR_FEATURES))
        self.drop_input, self.drop_output = Dropout(0.1), SharedDropout(0.2)
        self.subwords.weight.requires_grad_(False)  # it has seen more text than we have

    def begin_with(self, encoder):
        """Takes over the weights of pretrained.py, of its first layers."""
        state = {"subwords.weight": encoder["subword"], "positions.weight": encoder["position"],
                 "norm.weight": encoder["norm.weight"], "norm.bias": encoder["norm.bias"]}
        for i in range(len(self.layers)):
            for name in ("attention", "project", "expand", "contract"):
                state[f"layers.{i}.{name}.weight"] = encoder[f"{i}.{name}.weight"].T.copy()
                state[f"layers.{i}.{name}.bias"] = encoder[f"{i}.{name}.bias"]
            for name in ("attention_norm", "norm"):
                for part in ("weight", "bias"):
                    state[f"layers.{i}.{name}.{part}"] = encoder[f"{i}.{name}.{part}"]
        self.load_state_dict({k: torch.from_numpy(v) for k, v in state.items()}, strict=False)

    def freeze(self, layers):
        """The first layers and what they read learn no more."""
        for part in (self.positions, self.shapes, self.norm, *self.layers[:layers]):
            part.requires_grad_(False)

    def coreference_scores(self, out, mentions):
        """[n, n + 1]: of each mention (rows of data.mentions, states of their words taken from out), column 0 the score of
        being first, column j + 1 that of referring to the j-th mention; those not before it are very low."""
        state = out[mentions[:, 0], mentions[:, 1]]
        one = state.new_ones(len(state), 1)
        anaphor = torch.cat([self.hidden(self.anaphor, state), one], 1)
        antecedent = torch.cat([self.hidden(self.antecedent, state), one], 1)
        scores = anaphor @ self.coreference @ antecedent.T
        kind = mentions[:, 3]
        weights = self.pair[kind[:, None] * 3 + kind[None, :]]
        distance = mentions[:, 4][:, None] - mentions[:, 4][None, :]
        scores = scores + weights[..., 0] + torch.gather(weights, 2, bucket(distance).unsqueeze(2)).squeeze(2)
        same = mentions[:, 5][:, None] == mentions[:, 5][None, :]
        numbers = mentions[:, 6][:, None] * mentions[:, 6][None, :]
        scores = scores + weights[..., 1] * same + weights[..., 8] * (numbers == 2)
        later = torch.ones_like(scores, dtype=torch.bool).triu()
        return torch.cat([scores.new_zeros(len(scores), 1), scores.masked_fill(later, -1e9)], 1)

    def encode(self, arrays, lengths):
        pieces, owners, shapes = arrays["subwords"], arrays["owners"], arrays["shapes"]
        position = torch.arange(pieces.shape[1])[None]
        x = self.drop_input(self.norm(self.subwords(pieces) + self.positions(position) + self.shapes(shapes)))
        half = self.half or self.training
        mask = torch.where(owners >= 0, 0.0, PADDING)[:, None, None, :].to(torch.bfloat16 if half else x.dtype)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            for layer in self.layers:
                x = layer(x, mask)
        x, owners = x.float().flatten(0, 1), owners.clamp(min=0).flatten()
        places = len(lengths) * max(lengths) + 1
        words = x.new_zeros(places, WIDTH).index_add(0, owners, x)
        count = x.new_zeros(places).index_add(0, owners, x.new_ones(len(x)))
        words = (words / count.clamp(min=1).unsqueeze(-1))[1:].view(len(lengths), max(lengths), WIDTH)
        return self.drop_output(torch.cat([words, self.convolve(arrays["characters"])], -1))
