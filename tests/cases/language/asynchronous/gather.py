"""asyncio.gather, tasks, sleep."""

import asyncio


async def noted(log, name, n):
    for i in range(n):
        log.append(f"{name}{i}")
        await asyncio.sleep(0)
    return name * n


async def both(log):
    return await asyncio.gather(noted(log, "a", 2), noted(log, "b", 3))


async def tasks(log):
    task = asyncio.create_task(noted(log, "t", 1))
    log.append("main")
    return await task


def gathered():
    log = []
    results = asyncio.run(both(log))
    return [log, results]


def tasked():
    log = []
    result = asyncio.run(tasks(log))
    return [log, result]


# gathered()
# tasked()
