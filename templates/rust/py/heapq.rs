//! `heapq`: a list whose least item stands first, in `CPython`'s order.

use std::cmp::Ordering;

use super::error::{Result, index_error};
use super::order::order;

fn less<T: PartialOrd>(a: &T, b: &T) -> bool {
    order(a, b) == Ordering::Less
}

/// `heapq.heappush(heap, item)`
pub fn heapq_heappush<T: PartialOrd>(heap: &mut Vec<T>, item: T) {
    heap.push(item);
    let last = heap.len() - 1;
    sift_up(heap, 0, last);
}

/// `heapq.heappop(heap)`: the least item.
pub fn heapq_heappop<T: PartialOrd>(heap: &mut Vec<T>) -> Result<T> {
    if heap.is_empty() {
        return Err(index_error("index out of range"));
    }
    let least = heap.swap_remove(0);
    sift_down(heap, 0);
    Ok(least)
}

/// `heapq.heapreplace(heap, item)`: the least item, in whose place the other comes.
pub fn heapq_heapreplace<T: PartialOrd>(heap: &mut [T], item: T) -> Result<T> {
    let Some(first) = heap.first_mut() else { return Err(index_error("index out of range")) };
    let least = std::mem::replace(first, item);
    sift_down(heap, 0);
    Ok(least)
}

/// `heapq.heappushpop(heap, item)`: the least of the items and the new one.
pub fn heapq_heappushpop<T: PartialOrd>(heap: &mut [T], item: T) -> T {
    let Some(first) = heap.first_mut().filter(|first| less(*first, &item)) else { return item };
    let least = std::mem::replace(first, item);
    sift_down(heap, 0);
    least
}

/// `heapq.heapify(items)`
pub fn heapq_heapify<T: PartialOrd>(items: &mut [T]) {
    for at in (0..items.len() / 2).rev() {
        sift_down(items, at);
    }
}

/// Moves the item at a place towards `start` until its parent is not greater.
fn sift_up<T: PartialOrd>(heap: &mut [T], start: usize, mut at: usize) {
    while at > start {
        let parent = (at - 1) / 2;
        if !less(&heap[at], &heap[parent]) {
            break;
        }
        heap.swap(at, parent);
        at = parent;
    }
}

/// `CPython`'s `_siftup`: the smaller child moves up until a leaf is free, and the item from there to its place.
fn sift_down<T: PartialOrd>(heap: &mut [T], start: usize) {
    let mut at = start;
    loop {
        let mut child = 2 * at + 1;
        if child >= heap.len() {
            break;
        }
        if child + 1 < heap.len() && !less(&heap[child], &heap[child + 1]) {
            child += 1;
        }
        heap.swap(at, child);
        at = child;
    }
    if at < heap.len() {
        sift_up(heap, start, at);
    }
}
