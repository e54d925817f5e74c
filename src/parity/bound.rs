//! What a sample says about all.

/// The exact (Clopper–Pearson) upper bound of a rate, of which `found` cases were found in a random sample of `size`.
///
/// `confidence` is a probability, for example 0.95. With nothing found in 100 the bound is 2.95 %, near the "rule of
/// three", 3/100. `None` for an empty sample.
#[expect(clippy::cast_precision_loss, reason = "samples are far below 2^52")]
pub fn upper_bound(found: u64, size: u64, confidence: f64) -> Option<f64> {
    if size == 0 {
        return None;
    }
    let tail = 1.0 - confidence;
    if found == 0 {
        return Some(1.0 - tail.powf(1.0 / size as f64));
    }
    if found >= size {
        return Some(1.0);
    }
    // The rate at which that few cases or fewer have probability `tail`; it falls as the rate grows.
    let (mut low, mut high) = (found as f64 / size as f64, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if at_most(found, size, middle) > tail { low = middle } else { high = middle }
    }
    Some(high)
}

/// The probability of at most `found` cases among `size` at a rate, summed from the largest term down.
#[expect(clippy::cast_precision_loss, reason = "samples are far below 2^52")]
fn at_most(found: u64, size: u64, rate: f64) -> f64 {
    let (odds, size) = (rate.ln() - (-rate).ln_1p(), size as f64);
    let mut term = size * (-rate).ln_1p();
    let mut terms = vec![term];
    for case in 1..=found {
        let case = case as f64;
        term += ((size - case + 1.0) / case).ln() + odds;
        terms.push(term);
    }
    let largest = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    terms.iter().map(|term| (term - largest).exp()).sum::<f64>() * largest.exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: u64, size: u64, expected: f64) {
        let bound = upper_bound(found, size, 0.95).expect("a bound");
        assert!((bound - expected).abs() < 5e-6, "{found} of {size}: {bound}");
    }

    #[test]
    fn bounds_are_the_exact_ones() {
        // scipy.stats.beta.ppf(0.95, found + 1, size - found)
        near(0, 100, 0.029_513);
        near(0, 1000, 0.002_991);
        near(1, 100, 0.046_560);
        near(5, 100, 0.102_253);
        near(50, 100, 0.586_383);
        near(100, 100, 1.0);
        assert_eq!(upper_bound(0, 0, 0.95), None);
    }
}
