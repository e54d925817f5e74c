//! `math.fsum`: sums as if they were rounded once (Shewchuk, *Adaptive Precision Floating-Point Arithmetic*, 1997).

use super::beyond::beyond;
use super::error::{Result, overflow_error, type_error, value_error};
use super::value::Value;

/// `math.fsum(items)`
pub fn math_fsum(items: &[f64]) -> Result<f64> {
    let mut sum = ExactSum::default();
    for &x in items {
        sum.add(x)?;
    }
    sum.total()
}

/// `math.fsum(v)`
pub fn value_fsum(items: &Value) -> Result<f64> {
    let mut sum = ExactSum::default();
    for item in items.iter()? {
        if !matches!(item, Value::Bool(_) | Value::Int(_) | Value::Float(_)) {
            return Err(type_error(format!("must be real number, not {}", item.type_name())));
        }
        sum.add(item.to_float()?)?;
    }
    sum.total()
}

/// An element of a sum that no number of such elements overflows; a larger one is beyond.
pub fn math_fsum_item(x: f64) -> f64 {
    if x.is_finite() && x.abs() > 1e290 {
        beyond("a sum of floats this large");
    }
    x
}

/// The sum of floats, as floats that do not overlap, and what is not finite apart.
#[derive(Default)]
struct ExactSum {
    partials: Vec<f64>,
    special: f64,
    infinite: f64,
}

impl ExactSum {
    fn add(&mut self, given: f64) -> Result<()> {
        let (mut x, mut kept) = (given, 0);
        for at in 0..self.partials.len() {
            let mut y = self.partials[at];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                self.partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        self.partials.truncate(kept);
        if x == 0.0 {
            return Ok(());
        }
        if x.is_finite() {
            self.partials.push(x);
            return Ok(());
        }
        if given.is_finite() {
            return Err(overflow_error("intermediate overflow in fsum"));
        }
        if given.is_infinite() {
            self.infinite += given;
        }
        self.special += given;
        self.partials.clear();
        Ok(())
    }

    fn total(&self) -> Result<f64> {
        if self.special != 0.0 {
            if self.infinite.is_nan() {
                return Err(value_error("-inf + inf in fsum"));
            }
            return Ok(self.special);
        }
        let Some((&last, mut rest)) = self.partials.split_last() else { return Ok(0.0) };
        let (mut high, mut low) = (last, 0.0);
        while let Some((&y, before)) = rest.split_last() {
            let x = high;
            rest = before;
            high = x + y;
            low = y - (high - x);
            if low != 0.0 {
                break;
            }
        }
        // Half a unit in the last place goes to the even neighbour, unless what is left says otherwise.
        if let Some(&next) = rest.last()
            && (low < 0.0 && next < 0.0 || low > 0.0 && next > 0.0)
        {
            let y = low * 2.0;
            let x = high + y;
            if y == x - high {
                high = x;
            }
        }
        Ok(high)
    }
}
