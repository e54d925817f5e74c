"""Breadth-first and depth-first search, shortest paths, topological order."""

import heapq
from collections import deque


def reachable(edges: dict[str, list[str]], start: str):
    seen = {start}
    queue = deque([start])
    order = []
    while queue:
        node = queue.popleft()
        order.append(node)
        for neighbour in edges.get(node, []):
            if neighbour not in seen:
                seen.add(neighbour)
                queue.append(neighbour)
    return order


def depth_first(edges: dict[str, list[str]], start: str):
    order: list[str] = []

    def visit(node: str):
        if node in order:
            return
        order.append(node)
        for neighbour in edges.get(node, []):
            visit(neighbour)

    visit(start)
    return order


def shortest(edges: dict[str, dict[str, int]], start: str, goal: str):
    best = {start: 0}
    heap = [(0, start)]
    while heap:
        distance, node = heapq.heappop(heap)
        if node == goal:
            return distance
        if distance > best.get(node, 10**9):
            continue
        for neighbour, length in edges.get(node, {}).items():
            candidate = distance + length
            if candidate < best.get(neighbour, 10**9):
                best[neighbour] = candidate
                heapq.heappush(heap, (candidate, neighbour))
    return None


def topological(edges: dict[str, list[str]]):
    degree = {node: 0 for node in edges}
    for node in edges:
        for target in edges[node]:
            degree[target] = degree.get(target, 0) + 1
    ready = sorted(node for node in degree if degree[node] == 0)
    order = []
    while ready:
        node = ready.pop(0)
        order.append(node)
        for target in edges.get(node, []):
            degree[target] -= 1
            if degree[target] == 0:
                ready.append(target)
    if len(order) != len(degree):
        raise ValueError("there is a cycle")
    return order


# reachable({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a"); reachable({}, "x"); reachable({"a": ["a"]}, "a")
# depth_first({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, "a"); depth_first({}, "x")
# shortest({"a": {"b": 1, "c": 5}, "b": {"c": 1}}, "a", "c"); shortest({}, "a", "b"); shortest({}, "a", "a")
# topological({"a": ["b"], "b": ["c"], "d": ["c"]}); topological({}); topological({"a": ["b"], "b": ["a"]})
