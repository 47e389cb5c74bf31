"""What both networks share - a character convolution, linear taggers, biaffine heads and relations (Dozat & Manning
2017), a BIOES entity tagger on a hidden layer of its own - and the fast network: word vectors, learned words and
characters into a two-layer BiLSTM. extract/model/ runs the same arithmetic."""

import torch
import torch.nn as nn
import torch.nn.functional as F

WORD, CHARACTER, FILTERS = 50, 24, 64
ARC, REL, ENTITY = 200, 80, 128


class Dropout(nn.Module):
    """As nn.Dropout, with a rate in 256ths: draws bytes, which is cheaper on a CPU."""

    def __init__(self, rate):
        super().__init__()
        self.least = round(256 * rate)

    def forward(self, x):
        if not self.training:
            return x
        draw = torch.empty(x.numel() // 4 + 1, dtype=torch.int32).random_(-2**31, 2**31 - 1).view(torch.uint8)
        kept = (draw[: x.numel()] >= self.least).view(x.shape)
        return x * kept * (256 / (256 - self.least))


class SharedDropout(nn.Module):
    """One mask for all positions of a sentence."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training:
            return x
        return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.rate) / (1 - self.rate)


def word_vectors(vectors):
    """The rows of vectors.py, not trained further, after two of zeros: padding, unknown."""
    table = torch.from_numpy(vectors["rows"].astype("float32") * vectors["scale"][:, None])
    return nn.Embedding.from_pretrained(torch.cat([torch.zeros(2, table.shape[1]), table]), freeze=True)


class Heads(nn.Module):
    """All tasks, on the vectors [batch, tokens, width] that a subclass makes of the sentences by encode()."""

    def __init__(self, vocabulary, width):
        super().__init__()
        v = vocabulary
        self.characters = nn.Embedding(len(v.characters) + 2, CHARACTER)
        self.convolution = nn.Conv1d(CHARACTER, FILTERS, 3, padding=1)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.upos, self.xpos, self.feats = (nn.Linear(width, len(x)) for x in (v.upos, v.xpos, v.feats))
        self.arc_dependent, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.rel_dependent, self.rel_head = nn.Linear(width, REL), nn.Linear(width, REL)
        self.arc = nn.Parameter(nn.init.orthogonal_(torch.empty(ARC + 1, ARC)))
        self.rel = nn.Parameter(torch.randn(len(v.deprels), REL + 1, REL + 1) * 0.02)
        self.entity_hidden, self.entities = nn.Linear(width, ENTITY), nn.Linear(ENTITY, len(v.entities))
        self.drop = Dropout(0.25)

    def convolve(self, characters):
        """[batch, tokens, FILTERS] of character ids [batch, tokens, characters]."""
        batch, longest, _ = characters.shape
        c = self.characters(characters.view(batch * longest, -1)).transpose(1, 2)
        return F.relu(self.convolution(c)).max(2)[0].view(batch, longest, -1)

    def hidden(self, layer, x):
        return self.drop(F.leaky_relu(layer(x), 0.1))

    def arcs(self, out):
        """(scores [batch, dependent, head], relation dependents, relation heads); head 0 is the root."""
        batch, longest, _ = out.shape
        heads = torch.cat([self.root.expand(batch, 1, -1), out], 1)
        dependent = torch.cat([self.hidden(self.arc_dependent, out), out.new_ones(batch, longest, 1)], -1)
        scores = (dependent @ self.arc) @ self.hidden(self.arc_head, heads).transpose(1, 2)
        return scores, self.hidden(self.rel_dependent, out), self.hidden(self.rel_head, heads)

    def relations(self, dependents, heads):
        """Scores [n, relation] of n dependent-head pairs."""
        n = len(dependents)
        one = dependents.new_ones(n, 1)
        dependents, heads = torch.cat([dependents, one], 1), torch.cat([heads, one], 1)
        left = dependents @ self.rel.permute(1, 0, 2).reshape(REL + 1, -1)
        return torch.bmm(left.view(n, -1, REL + 1), heads.unsqueeze(2)).squeeze(2)

    def entity_scores(self, out):
        return self.entities(self.hidden(self.entity_hidden, out))

    def more_scores(self, out, arrays):
        """{name: scores} that a finished network has beside (reference.py: types of mentions)."""
        return {}


class Network(Heads):
    def __init__(self, vocabulary, vectors, hidden=256, layers=2):
        super().__init__(vocabulary, 2 * hidden)
        self.vectors = word_vectors(vectors)
        self.words = nn.Embedding(len(vocabulary.words) + 2, WORD)
        nn.init.zeros_(self.words.weight)
        self.encoder = nn.LSTM(self.vectors.embedding_dim + WORD + FILTERS, hidden, layers, batch_first=True, bidirectional=True,
                               dropout=0.33)
        self.drop_input, self.drop_output = SharedDropout(0.3), SharedDropout(0.33)

    def encode(self, arrays, lengths):
        vectors, words = arrays["vectors"], arrays["words"]
        if self.training:
            words = torch.where((torch.rand(words.shape) < 0.2) & (words > 0), torch.ones_like(words), words)
            vectors = torch.where((torch.rand(words.shape) < 0.05) & (vectors > 0), torch.ones_like(vectors), vectors)
        x = self.drop_input(torch.cat([self.vectors(vectors), self.words(words), self.convolve(arrays["characters"])], -1))
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.encoder(packed)[0], batch_first=True)
        return self.drop_output(out)
