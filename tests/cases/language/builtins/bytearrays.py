"""bytearray: bytes that change."""


def built(values: list[int]):
    data = bytearray()
    for value in values:
        data.append(value)
    return list(data)


def changed(text: str):
    data = bytearray(text.encode())
    data[0] = 65
    data.extend(b"!")
    return data.decode()


# built([1, 2, 255]); built([]); built([256]); built([-1])
# changed("hello"); changed("")
