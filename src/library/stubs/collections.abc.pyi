"""collections.abc: the same as typing's."""

from typing import Generator as Generator
from typing import ItemsView as ItemsView
from typing import Iterable as Iterable
from typing import Iterator as Iterator
from typing import KeysView as KeysView
from typing import Mapping as Mapping
from typing import Sequence as Sequence
from typing import ValuesView as ValuesView
