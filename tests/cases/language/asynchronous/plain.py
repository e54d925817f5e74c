"""async def, await, asyncio.run."""

import asyncio


async def double(n):
    return n * 2


async def chain(n):
    first = await double(n)
    return await double(first) + 1


async def failing(text):
    return int(text)


def run(n: int):
    return asyncio.run(chain(n))


def caught(text: str):
    try:
        return asyncio.run(failing(text))
    except ValueError as error:
        return str(error)


# run(3); run(0)
# caught("5"); caught("x")
