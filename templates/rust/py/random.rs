//! `random`: Python's Mersenne Twister, number for number.

use parking_lot::Mutex;

use super::error::{Error, INDEX_ERROR, Result, value_error};
use super::random_bytes::fill_random;

const N: usize = 624;

/// `random.Random`
#[derive(Debug, Clone)]
pub struct Random {
    state: [u32; N],
    at: usize,
}

/// `random.Random()`
pub fn random_generator() -> Random {
    let mut bytes = [0; 4 * N];
    fill_random(&mut bytes);
    let key: Vec<u32> = bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    Random::from_key(&key)
}

/// `random.Random(seed)`
pub fn random_generator_seed(seed: i64) -> Random {
    let seed = seed.unsigned_abs();
    let key = [seed as u32, (seed >> 32) as u32];
    Random::from_key(if key[1] == 0 { &key[..1] } else { &key })
}

/// `random.Random(0)`
impl Default for Random {
    fn default() -> Random {
        random_generator_seed(0)
    }
}

impl Random {
    fn from_key(key: &[u32]) -> Random {
        let mut state = [0; N];
        state[0] = 19_650_218;
        for i in 1..N {
            let last: u32 = state[i - 1];
            state[i] = 1_812_433_253_u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(i as u32);
        }
        let (mut i, mut j) = (1, 0);
        let mut mix = |state: &mut [u32; N], factor: u32, add: u32, subtract: bool| {
            let last = state[i - 1];
            let mixed = state[i] ^ (last ^ (last >> 30)).wrapping_mul(factor);
            state[i] = if subtract { mixed.wrapping_sub(i as u32) } else { mixed.wrapping_add(add) };
            i += 1;
            if i == N {
                state[0] = state[N - 1];
                i = 1;
            }
        };
        for _ in 0..N.max(key.len()) {
            mix(&mut state, 1_664_525, key[j].wrapping_add(j as u32), false);
            j = (j + 1) % key.len();
        }
        for _ in 0..N - 1 {
            mix(&mut state, 1_566_083_941, 0, true);
        }
        state[0] = 0x8000_0000;
        Random { state, at: N }
    }

    fn next(&mut self) -> u32 {
        if self.at == N {
            for i in 0..N {
                let y = self.state[i] & 0x8000_0000 | self.state[(i + 1) % N] & 0x7fff_ffff;
                let twist = if y & 1 == 1 { 0x9908_b0df } else { 0 };
                self.state[i] = self.state[(i + 397) % N] ^ (y >> 1) ^ twist;
            }
            self.at = 0;
        }
        let mut y = self.state[self.at];
        self.at += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// A number of that many bits.
    fn bits(&mut self, count: u32) -> u128 {
        let mut value = 0;
        let mut shift = 0;
        while shift < count {
            let word = self.next() >> 32_u32.saturating_sub(count - shift);
            value |= u128::from(word) << shift;
            shift += 32;
        }
        value
    }

    /// A number below `n`.
    fn below(&mut self, n: u128) -> u128 {
        let count = u128::BITS - n.leading_zeros();
        loop {
            let value = self.bits(count);
            if value < n {
                return value;
            }
        }
    }

    fn below_len(&mut self, n: usize) -> usize {
        self.below(n as u128) as usize
    }

    /// `r.random()`
    pub fn random(&mut self) -> f64 {
        let (high, low) = (self.next() >> 5, self.next() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// `r.uniform(a, b)`
    pub fn uniform(&mut self, a: f64, b: f64) -> f64 {
        a + (b - a) * self.random()
    }

    /// `r.randint(a, b)`
    pub fn randint(&mut self, a: i64, b: i64) -> Result<i64> {
        let width = i128::from(b) - i128::from(a) + 1;
        if width <= 0 {
            let stop = i128::from(b) + 1;
            return Err(value_error(format!("empty range for randrange() ({a}, {stop}, {width})")));
        }
        Ok((i128::from(a) + self.below(width as u128) as i128) as i64)
    }

    /// `r.randrange(stop)`
    pub fn randrange(&mut self, stop: i64) -> Result<i64> {
        if stop <= 0 {
            return Err(value_error("empty range for randrange()"));
        }
        Ok(self.below(stop as u128) as i64)
    }

    /// `r.choice(items)`
    pub fn choice<T: Clone>(&mut self, items: &[T]) -> Result<T> {
        if items.is_empty() {
            return Err(Error::new(&INDEX_ERROR, "Cannot choose from an empty sequence"));
        }
        Ok(items[self.below_len(items.len())].clone())
    }

    /// `r.shuffle(items)`
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.below_len(i + 1);
            items.swap(i, j);
        }
    }

    /// `r.sample(items, k)`
    pub fn sample<T: Clone>(&mut self, items: &[T], k: i64) -> Result<Vec<T>> {
        let n = items.len();
        let k = match usize::try_from(k) {
            Ok(k) if k <= n => k,
            _ => return Err(value_error("Sample larger than population or is negative")),
        };
        let mut few = 21;
        if k > 5 {
            few += 4_usize.pow(((k as f64 * 3.0).ln() / 4_f64.ln()).ceil() as u32);
        }
        let mut result = Vec::with_capacity(k);
        if n <= few {
            let mut pool: Vec<T> = items.to_vec();
            for i in 0..k {
                let j = self.below_len(n - i);
                result.push(pool[j].clone());
                pool[j] = pool[n - i - 1].clone();
            }
            return Ok(result);
        }
        let mut taken = std::collections::HashSet::new();
        while result.len() < k {
            let j = self.below_len(n);
            if taken.insert(j) {
                result.push(items[j].clone());
            }
        }
        Ok(result)
    }
}

/// The generator that the functions of the module draw from.
static SHARED: Mutex<Option<Random>> = Mutex::new(None);

fn shared<T>(draw: impl FnOnce(&mut Random) -> T) -> T {
    draw(SHARED.lock().get_or_insert_with(random_generator))
}

/// `random.seed(seed)`
pub fn random_seed(seed: i64) {
    *SHARED.lock() = Some(random_generator_seed(seed));
}

/// `random.random()`
pub fn random_random() -> f64 {
    shared(Random::random)
}

/// `random.randint(a, b)`
pub fn random_randint(a: i64, b: i64) -> Result<i64> {
    shared(|generator| generator.randint(a, b))
}

/// `random.randrange(stop)`
pub fn random_randrange(stop: i64) -> Result<i64> {
    shared(|generator| generator.randrange(stop))
}

/// `random.uniform(a, b)`
pub fn random_uniform(a: f64, b: f64) -> f64 {
    shared(|generator| generator.uniform(a, b))
}

/// `random.choice(items)`
pub fn random_choice<T: Clone>(items: &[T]) -> Result<T> {
    shared(|generator| generator.choice(items))
}

/// `random.shuffle(items)`
pub fn random_shuffle<T>(items: &mut [T]) {
    shared(|generator| generator.shuffle(items));
}

/// `random.sample(items, k)`
pub fn random_sample<T: Clone>(items: &[T], k: i64) -> Result<Vec<T>> {
    shared(|generator| generator.sample(items, k))
}

/// `r.random()`
pub fn generator_random(generator: &mut Random) -> f64 {
    generator.random()
}

/// `r.randint(a, b)`
pub fn generator_randint(generator: &mut Random, a: i64, b: i64) -> Result<i64> {
    generator.randint(a, b)
}

/// `r.uniform(a, b)`
pub fn generator_uniform(generator: &mut Random, a: f64, b: f64) -> f64 {
    generator.uniform(a, b)
}

/// `r.choice(items)`
pub fn generator_choice<T: Clone>(generator: &mut Random, items: &[T]) -> Result<T> {
    generator.choice(items)
}
