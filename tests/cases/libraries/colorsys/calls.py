"""Colours: fractions of one, and whatever else is a number."""

NATIVE = "rgb_to_yiq yiq_to_rgb rgb_to_hls hls_to_rgb rgb_to_hsv hsv_to_rgb".split()


def calls(random):
    def part():
        if random.random() < 0.8:
            return random.random()
        return random.choice([0, 1, 0.0, 1.0, -0.0, 0.5, 1 / 3, 2, -1.5, 1e-300, float("inf"), float("nan"), True, 255, 10**20])

    for name in NATIVE:
        yield name, (part(), part(), part()), {}
