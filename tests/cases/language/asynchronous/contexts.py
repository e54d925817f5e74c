"""async with and async for."""

import asyncio


class Guard:
    def __init__(self, log):
        self.log = log

    async def __aenter__(self):
        self.log.append("enter")
        return self

    async def __aexit__(self, kind, value, traceback):
        self.log.append("exit")
        return False


async def numbers(n):
    for i in range(n):
        yield i


async def guarded(log):
    async with Guard(log):
        log.append("body")


async def walked(n):
    return [i async for i in numbers(n)]


def with_guard():
    log = []
    asyncio.run(guarded(log))
    return log


def listed(n: int):
    return asyncio.run(walked(n))


# with_guard()
# listed(3); listed(0)
