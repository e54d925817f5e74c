"""hashlib, hmac, base64, os.path, random, uuid, and other libraries of pure functions."""

import base64
import binascii
import hashlib
import hmac
import os.path
import random
import string
import uuid
import zlib

from .samples import seeded
from .tables import every, one, table

GENERATOR = seeded("libraries")
DATA = [b"", b"a", b"abc", b"hello world", "é日".encode(), bytes(range(256)), b"x" * 63, b"x" * 64, b"x" * 65, b"y" * 1000] + [GENERATOR.randbytes(GENERATOR.randint(1, 40)) for _ in range(12)]
for name in ["sha256", "md5", "sha1", "sha512", "sha224", "sha384"]:
    table(f"hashlib_{name}", f"data: hashlib.{name}(data).hexdigest()", one(DATA), hashlib=hashlib)
table("hash_digest", "data: hashlib.sha256(data).digest()", one(DATA[:5]), hashlib=hashlib)
table("hash_update", "a, b: _update(a, b)", every(DATA[:4], DATA[4:8]), _update=lambda a, b: _update(a, b))
table("hmac_new_sha256", "key, message: hmac.new(key, message, hashlib.sha256).hexdigest()", every([b"", b"key", b"k" * 64, b"k" * 65], DATA[:5]), hmac=hmac, hashlib=hashlib)
table("hmac_compare_digest_bytes", "a, b: hmac.compare_digest(a, b)", every([b"", b"abc", b"abd"], [b"", b"abc", b"ab"]), hmac=hmac)
table("hmac_compare_digest", "a, b: hmac.compare_digest(a, b)", every(["", "abc", "abd"], ["", "abc"]) + [("é", "e"), ("e", "é")], hmac=hmac)
table("zlib_crc32", "data: zlib.crc32(data)", one(DATA), zlib=zlib)
for name in ["b64encode", "urlsafe_b64encode", "b16encode"]:
    table(f"base64_{name}", f"data: base64.{name}(data)", one(DATA), base64=base64)
ENCODED = ["", "YQ==", "YWI=", "YWJj", "YQ", "YQ=", "Y", "YWJj\n", "YW Jj", "Y!WJj", "_-_-", "+/+/", "YQ==YQ==", "YQ==x", "====", "YWJjZ", "w6nml6U=", "é", "YQ===", "=YQ="]
table("base64_b64decode", "s: base64.b64decode(s)", one(ENCODED), base64=base64)
table("base64_b64decode_bytes", "data: base64.b64decode(data)", one([text.encode() for text in ENCODED]), base64=base64)
table("base64_b64decode_validate", "s: base64.b64decode(s, validate=True)", one(ENCODED), base64=base64)
table("base64_urlsafe_b64decode", "s: base64.urlsafe_b64decode(s)", one(ENCODED), base64=base64)
table("binascii_hexlify", "data: binascii.hexlify(data)", one(DATA[:6]), binascii=binascii)
table("binascii_unhexlify", "s: binascii.unhexlify(s)", one(["", "00ff", "0", "zz", "AbCd", "é"]), binascii=binascii)
PATHS = ["", "/", "a", "a/b", "/a/b", "a/", "/a/", "a//b", "//a", "./a", "../a", "a/../b", "/..", "a.txt", "/a/b.tar.gz", ".hidden", "a/.b", "a.", "..", ".", "a/./b", "é/日.x"]
table("os_path_join", "a, b: os.path.join(a, b)", every(PATHS[:12], ["", "b", "/b", "b/", "../c"]), os=os)
table("os_path_join_3", "a, b, c: os.path.join(a, b, c)", every(["", "a", "/a/"], ["", "b", "/b"], ["", "c", "/c"]), os=os)
for name in ["dirname", "basename", "normpath", "isabs", "splitext", "split"]:
    table(f"os_path_{name}", f"path: os.path.{name}(path)", one(PATHS), os=os)
table("string_constants", "name: getattr(string, name)", one(["ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits", "octdigits", "punctuation", "whitespace", "printable"]), string=string)
UUIDS = ["12345678-1234-5678-1234-567812345678", "12345678123456781234567812345678", "{12345678-1234-5678-1234-567812345678}", "urn:uuid:12345678-1234-5678-1234-567812345678", "ABCDEF00-0000-0000-0000-000000000000", "", "x", "1234", "g" * 32]
table("uuid_uuid", "s: str(uuid.UUID(s))", one(UUIDS), uuid=uuid)
table("uuid_version", "s: uuid.UUID(s).version", one(UUIDS[:5] + ["00000000-0000-4000-8000-000000000000"]), uuid=uuid)
table("uuid_hex", "s: uuid.UUID(s).hex", one(UUIDS[:5]), uuid=uuid)
table("uuid_bytes", "s: uuid.UUID(s).bytes", one(UUIDS[:5]), uuid=uuid)
table("uuid_uuid5", "name: str(uuid.uuid5(uuid.NAMESPACE_URL, name))", one(["", "a", "http://é"]), uuid=uuid)
SEEDS = [0, 1, 42, 123456789, 2**40, -5]
RANDOM = {"Random": random.Random}
table("random_random", "seed, count: (lambda r: [r.random() for _ in range(count)])(Random(seed))", every(SEEDS, [5]), **RANDOM)
table("random_randint", "seed, a, b, count: (lambda r: [r.randint(a, b) for _ in range(count)])(Random(seed))", every(SEEDS[:4], [0, 1], [1, 6, 100, 2**40], [6]) + [(1, 5, 4, 1), (1, -10, 10, 8)], **RANDOM)
table("random_uniform", "seed, a, b, count: (lambda r: [r.uniform(a, b) for _ in range(count)])(Random(seed))", every(SEEDS[:3], [0.0, -1.5], [1.0, 10.0], [4]), **RANDOM)
table("random_choice", "seed, items, count: (lambda r: [r.choice(items) for _ in range(count)])(Random(seed))", every(SEEDS[:4], [["a", "b", "c"], [1]], [8]) + [(1, [], 1)], **RANDOM)
table("random_shuffle", "seed, items: Random(seed).shuffle(items)", every(SEEDS[:4], [[], [1], [1, 2, 3, 4, 5]]), **RANDOM)
table("random_sample", "seed, items, k: Random(seed).sample(items, k)", every(SEEDS[:4], [[1, 2, 3, 4, 5], list(range(40))], [0, 1, 3]) + [(1, [1], 2)], **RANDOM)
table("random_randrange", "seed, stop, count: (lambda r: [r.randrange(stop) for _ in range(count)])(Random(seed))", every(SEEDS[:4], [1, 10, 1000], [6]) + [(1, 0, 1)], **RANDOM)
table("random_seed_str", "seed, count: (lambda r: [r.random() for _ in range(count)])(Random(seed))", every(["", "abc", "é"], [3]), **RANDOM)


def _update(a, b):
    digest = hashlib.sha256(a)
    digest.update(b)
    return digest.hexdigest()
