"""Decoding: maximum spanning tree with one root, and the best legal BIOES sequence.
extract/model/decode.cpp does the same."""

import numpy as np

LOW = -1e9


def chu_liu_edmonds(scores):
    """Heads of the best tree rooted at 0; scores[dependent, head]."""
    n = len(scores)
    heads = scores.argmax(1)
    heads[0] = -1
    state = np.zeros(n, int)
    cycle = None
    for start in range(1, n):
        path, node = [], start
        while node > 0 and state[node] == 0:
            state[node] = start
            path.append(node)
            node = heads[node]
        if node > 0 and state[node] == start:
            cycle = path[path.index(node):]
            break
    if cycle is None:
        return heads
    members = set(cycle)
    rest = [v for v in range(n) if v not in members]
    k = len(rest)
    contracted = np.full((k + 1, k + 1), LOW)
    weight = sum(scores[v, heads[v]] for v in cycle)
    entering, leaving = {}, {}
    for a, va in enumerate(rest):
        for b, vb in enumerate(rest):
            if a != b:
                contracted[a, b] = scores[va, vb]
        leaving[a] = max(cycle, key=lambda v: scores[va, v])
        contracted[a, k] = scores[va, leaving[a]]
        entering[a] = max(cycle, key=lambda v: scores[v, va] - scores[v, heads[v]])
        v = entering[a]
        contracted[k, a] = scores[v, va] - scores[v, heads[v]] + weight
    contracted[0, :] = LOW
    inner = chu_liu_edmonds(contracted)
    result = heads.copy()
    for a in range(1, k):
        result[rest[a]] = leaving[a] if inner[a] == k else rest[inner[a]]
    result[entering[inner[k]]] = rest[inner[k]]
    return result


def tree(scores):
    """Heads (1-based, 0 = root) of n tokens from scores [n, n + 1]; exactly one token hangs on the root."""
    n = len(scores)
    full = np.full((n + 1, n + 1), LOW)
    full[1:, :] = scores[:, : n + 1]
    np.fill_diagonal(full, LOW)
    heads = chu_liu_edmonds(full)
    roots = [i for i in range(1, n + 1) if heads[i] == 0]
    if len(roots) > 1:
        best = None
        for root in roots:
            one = full.copy()
            one[1:, 0] = LOW
            one[root, 0] = 0
            candidate = chu_liu_edmonds(one)
            total = sum(full[i, candidate[i]] for i in range(1, n + 1))
            if best is None or total > best[0]:
                best = (total, candidate)
        heads = best[1]
    return heads[1:]


def legal_transitions(tags):
    """(may start, may end, allowed[from, to]) of BIOES tags."""
    def follows(a, b):
        inside = a[0] in "BI"
        return b[0] in "IE" and b[2:] == a[2:] if inside else b[0] in "OBS"
    start = np.array([t[0] in "OBS" for t in tags])
    end = np.array([t[0] in "OES" for t in tags])
    return start, end, np.array([[follows(a, b) for b in tags] for a in tags])


def viterbi(scores, transitions):
    start, end, allowed = transitions
    penalty = np.where(allowed, 0.0, LOW)
    best = scores[0] + np.where(start, 0.0, LOW)
    back = []
    for row in scores[1:]:
        table = best[:, None] + penalty
        back.append(table.argmax(0))
        best = table.max(0) + row
    tag = int((best + np.where(end, 0.0, LOW)).argmax())
    path = [tag]
    for pointers in reversed(back):
        tag = int(pointers[tag])
        path.append(tag)
    return path[::-1]


def spans(tags):
    """Set of (begin, end, label) of a BIOES sequence."""
    out, begin = set(), None
    for i, tag in enumerate(tags):
        if tag[0] in "BS":
            begin = i
        if tag[0] in "ES" and begin is not None:
            out.add((begin, i + 1, tag[2:]))
            begin = None
    return out
