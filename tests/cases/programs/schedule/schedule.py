"""A scheduler: tasks with dependencies and priorities, given to a number of workers.

Reads a plan from standard input:

    workers N
    task NAME DURATION [PRIORITY] [after OTHER...]

and prints the order of the tasks, who does what and when, the critical path and how busy the workers are. With names as arguments, only these tasks and
what they need. `--trace` tells on standard error what happens while it happens.
"""

import heapq
import sys
from collections import defaultdict, deque
from dataclasses import dataclass, field

DEFAULT_WORKERS = 2
CHART = 60


class PlanError(Exception):
    """The plan cannot be carried out."""


class SyntaxProblem(PlanError):
    """A line of the plan makes no sense."""

    def __init__(self, line_number, message):
        super().__init__(f"line {line_number}: {message}")
        self.line_number = line_number


class UnknownTask(PlanError):
    """A task that nobody described."""


class CycleError(PlanError):
    """Tasks that wait for each other."""

    def __init__(self, path):
        super().__init__("cycle: " + " -> ".join(path))
        self.path = path


@dataclass
class Task:
    """Something to be done."""

    name: str
    duration: int
    priority: int = 0
    needs: list[str] = field(default_factory=list)


@dataclass
class Run:
    """A task that a worker did."""

    task: Task
    worker: int
    start: int

    def end(self):
        return self.start + self.task.duration


class Plan:
    """All tasks and the number of workers."""

    def __init__(self):
        self.tasks = {}
        self.workers = DEFAULT_WORKERS

    def add(self, task):
        if task.name in self.tasks:
            raise PlanError(f"task {task.name} is there twice")
        self.tasks[task.name] = task

    def check(self):
        """Every task that is needed is there, and none waits for itself."""
        for task in self.tasks.values():
            for name in task.needs:
                if name not in self.tasks:
                    raise UnknownTask(f"{task.name} needs {name}, which is unknown")
        done = set()
        for name in self.tasks:
            self.visit(name, [], done)

    def visit(self, name, path, done):
        if name in path:
            raise CycleError(path[path.index(name):] + [name])
        if name in done:
            return
        path.append(name)
        for need in self.tasks[name].needs:
            self.visit(need, path, done)
        path.pop()
        done.add(name)

    def restricted(self, names):
        """The part of the plan that some tasks need."""
        wanted = set()
        waiting = deque(names)
        while waiting:
            name = waiting.popleft()
            if name in wanted:
                continue
            if name not in self.tasks:
                raise UnknownTask(f"there is no task {name}")
            wanted.add(name)
            waiting.extend(self.tasks[name].needs)
        part = Plan()
        part.workers = self.workers
        part.tasks = {name: task for name, task in self.tasks.items() if name in wanted}
        return part

    def order(self):
        """The names so that each comes after what it needs; among equals by priority, then by name."""
        missing = {name: len(task.needs) for name, task in self.tasks.items()}
        followers = self.followers()
        ready = [(-task.priority, name) for name, task in self.tasks.items() if not task.needs]
        heapq.heapify(ready)
        names = []
        while ready:
            _, name = heapq.heappop(ready)
            names.append(name)
            for follower in followers[name]:
                missing[follower] -= 1
                if missing[follower] == 0:
                    heapq.heappush(ready, (-self.tasks[follower].priority, follower))
        return names

    def followers(self):
        result = defaultdict(list)
        for task in self.tasks.values():
            for name in task.needs:
                result[name].append(task.name)
        return result

    def critical_path(self):
        """The longest chain of tasks, and how long it takes."""
        finish = {}
        previous = {}
        for name in self.order():
            task = self.tasks[name]
            start = 0
            for need in task.needs:
                if finish[need] > start:
                    start = finish[need]
                    previous[name] = need
            finish[name] = start + task.duration
        if not finish:
            return [], 0
        last = max(finish, key=lambda name: (finish[name], name))
        path = [last]
        while path[-1] in previous:
            path.append(previous[path[-1]])
        path.reverse()
        return path, finish[last]


class Simulation:
    """Workers that take the ready task of the highest priority."""

    def __init__(self, plan, trace):
        self.plan = plan
        self.trace = trace
        self.now = 0
        self.runs = []

    def say(self, message):
        if self.trace:
            print(f"[{self.now:>5}] {message}", file=sys.stderr)

    def run(self):
        missing = {name: set(task.needs) for name, task in self.plan.tasks.items()}
        followers = self.plan.followers()
        ready = []
        for name, needs in missing.items():
            if not needs:
                heapq.heappush(ready, (-self.plan.tasks[name].priority, name))
        idle = list(range(1, self.plan.workers + 1))
        busy = []
        while ready or busy:
            while ready and idle:
                _, name = heapq.heappop(ready)
                worker = heapq.heappop(idle)
                run = Run(self.plan.tasks[name], worker, self.now)
                self.runs.append(run)
                heapq.heappush(busy, (run.end(), worker, name))
                self.say(f"worker {worker} starts {name}")
            self.now, worker, name = heapq.heappop(busy)
            heapq.heappush(idle, worker)
            self.say(f"worker {worker} ends {name}")
            for follower in followers.get(name, []):
                missing[follower].discard(name)
                if not missing[follower]:
                    heapq.heappush(ready, (-self.plan.tasks[follower].priority, follower))
        return self.runs


def parse_task(line_number, words):
    """A task from the words behind `task`."""
    if len(words) < 2:
        raise SyntaxProblem(line_number, "a task has a name and a duration")
    name, duration, *rest = words
    priority = 0
    if rest and rest[0] != "after":
        priority = int(rest.pop(0))
    if rest and rest.pop(0) != "after":
        raise SyntaxProblem(line_number, f"too much behind task {name}")
    task = Task(name, int(duration), priority, rest)
    if task.duration < 0:
        raise SyntaxProblem(line_number, f"task {name} takes {task.duration}")
    return task


def read_plan(lines):
    plan = Plan()
    for line_number, line in enumerate(lines, start=1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        keyword = words[0].lower()
        try:
            if keyword == "workers":
                plan.workers = int(words[1])
                if plan.workers < 1:
                    raise SyntaxProblem(line_number, "nobody works")
            elif keyword == "task":
                plan.add(parse_task(line_number, words[1:]))
            else:
                raise SyntaxProblem(line_number, f"unknown word {words[0]!r}")
        except (ValueError, IndexError) as error:
            raise SyntaxProblem(line_number, str(error)) from None
    return plan


def show_chart(runs, length):
    """A line for each worker; a task is drawn with the first letter of its name."""
    scale = max(1, -(-length // CHART))
    rows = {}
    for run in runs:
        row = rows.setdefault(run.worker, ["."] * (length // scale))
        for at in range(run.start // scale, run.end() // scale):
            row[at] = run.task.name[0]
    for worker in sorted(rows):
        print(f"{worker:>3} |{''.join(rows[worker])}|")


def show(plan, trace):
    names = plan.order()
    print("order: " + (" ".join(names) if names else "nothing to do"))
    runs = Simulation(plan, trace).run()
    if not runs:
        return
    width = max(len(run.task.name) for run in runs)
    print(f"{'task':<{width}} {'worker':>6} {'start':>6} {'end':>6}")
    for run in sorted(runs, key=lambda run: (run.start, run.worker)):
        print(f"{run.task.name:<{width}} {run.worker:>6} {run.start:>6} {run.end():>6}")
    length = max(run.end() for run in runs)
    show_chart(runs, length)
    path, least = plan.critical_path()
    print(f"critical path: {' > '.join(path)} ({least})")
    work = defaultdict(int)
    for run in runs:
        work[run.worker] += run.task.duration
    for worker, time in sorted(work.items(), key=lambda item: (-item[1], item[0])):
        share = time / length if length else 0
        print(f"worker {worker}: {time} of {length} ({share:.0%})")


def main():
    trace = "--trace" in sys.argv
    names = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    try:
        plan = read_plan(sys.stdin)
        plan.check()
        if names:
            plan = plan.restricted(names)
    except CycleError as error:
        print(f"schedule: {error}", file=sys.stderr)
        sys.exit(3 + len(error.path))
    except PlanError as error:
        sys.exit(f"schedule: {error}")
    show(plan, trace)


if __name__ == "__main__":
    main()
