"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from urllib.parse import quote

from tape import bare, delete, get, post, write  # noqa: E402

RAW_QUERIES = [
    "", "a", "a=", "=", "=b", "a=b", "a=b&a=c", "a=b&&c=d", "&", "a=b;c=d", "a=b%26c", "a=%", "a=%2", "a=%zz", "a=%41", "%61=1", "a=+", "a=%2B", "a=b=c", "a=%C3%A9", "a=%e9", "a=%ff%fe", "a=\xe9",
    "a=%F0%9F%90%8D", "a=%00", "a=%ED%A0%80", "a[]=1&a[]=2", "a=1#frag", "#frag", "a=%0A", 'a="x"', "a={}", "A=1&a=2", "a=1&a=", "%E4%B8%96=%E7%95%8C", "a=b?c=d", "a=/x/y", "%2B+%20=1",
]

requests = [
    get("/search"), get("/search/"), get("/search//"), get("/search?q="), get("/search?q=programming"), get("/search?q=PROGRAMMING"), get("/search?q=%20programming%20"), get("/search?q=the+c"), get("/search?q=zzz"), get("/search?q=kernighan"),
    get("/search?q=" + quote("grüße")), get("/search?q=" + quote("GRÜSSE")), get("/search?q=" + quote("ÖZ")), get("/search?q=" + quote("入門")), get("/search?q=" + quote("İ")), get("/search?q=i"), get("/search?q=" + quote("i̇stanbul")), get("/search?q=%26"), get("/search?q=&q=rust"),
    get("/search?q=rust&q=go"), get("/search?Q=rust"), get("/search?author=k"), get("/search?author=K&q=c"), get("/search?author="), get("/search?author=" + quote("ö")), get("/search?author=et"), get("/search?max_price=40"), get("/search?max_price=39.5"), get("/search?max_price=0"), get("/search?max_price=-1"),
    get("/search?max_price=x"), get("/search?max_price="), get("/search?max_price=1e2"), get("/search?max_price=inf"), get("/search?max_price=nan"), get("/search?max_price=40&max_price=80"), get("/search?max_price=80&max_price=it's"), get("/search?max_price=1_0"), get("/search?max_price=%20%2044%20"), get("/search?max_price=%D9%A3"),
    get("/search?sort=title"), get("/search?sort=-title"), get("/search?sort=year"), get("/search?sort=-year&limit=10"), get("/search?sort=year&limit=10"), get("/search?sort=price&limit=10"), get("/search?sort=-price&limit=10"), get("/search?sort=--price"), get("/search?sort=isbn"), get("/search?sort=%3Cb%3E"), get("/search?sort="),
    get("/search?page=2"), get("/search?page=3"), get("/search?page=4"), get("/search?page=0"), get("/search?page=-2"), get("/search?page=x"), get("/search?page=1.0"), get("/search?page="), get("/search?page=+2"), get("/search?page=%2B2"), get("/search?page=99999999"), get("/search?page=0002"),
    get("/search?limit=1"), get("/search?limit=0"), get("/search?limit=-1"), get("/search?limit=-3&page=2"), get("/search?limit=3&page=2"), get("/search?limit=3&page=4"), get("/search?limit=50"), get("/search?limit=51"), get("/search?limit=1000000"), get("/search?limit=x"), get("/search?limit=-100"), get("/search?limit=5&page=2&sort=-year&q=a"),
    get("/suggest"), get("/suggest?q="), get("/suggest?q=p"), get("/suggest?q=P"), get("/suggest?q=pro"), get("/suggest?q=" + quote("入")), get("/suggest?q=" + quote("gr")), get("/suggest?q=" + quote("İ")), get("/suggest?q=i"), get("/suggest?q=%20"), get("/suggest?q=zz"), get("/suggest/?q=c"),
    get("/books/9780131103627"), get("/books/978-0-13-110362-7"), get("/books/978-0-13-110362-7/"), get("/books/9780131103627/reviews"), get("/books/1"), get("/books/"), get("/books//"), get("/books"), get("/books/%39780131103627"), get("/books/%2D"), get("/books/a%2Fb"), get("/books/%E4%B8%96"),
    get("/books/x?y=1"), get("/books/9783836218023"), get("/books/9784873117386?x"), get("/books/;a"), get("/books/%ff"),
    get("/"), get(""), get("/nowhere"), get("//search"), get("/search;x=1"), get("/search;x=1?q=rust"), get("http://localhost/search?q=rust"), get("//search/search?q=rust"), get("/SEARCH"), get("*"), get("?q=rust"),
    post("/search", {"q": "rust"}), delete("/search"), bare("HEAD", "/search"), bare("SEARCH", "/search"),
]
requests += [get("/params?" + query) for query in RAW_QUERIES]
requests += [get("/echo?" + query) for query in RAW_QUERIES]

write(__file__, requests)
