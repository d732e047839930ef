//! A queue of fixed capacity that allocates once. When it is full, the oldest value makes room for the newest.

use std::mem::MaybeUninit;

/// The newest values that were pushed, at most as many as fit.
///
/// The slots from `first` on, `len` of them and wrapping around, hold values; all others are uninitialised.
pub struct RingBuffer<T> {
    slots: Box<[MaybeUninit<T>]>,
    first: usize,
    len: usize,
}

impl<T> RingBuffer<T> {
    /// An empty queue for at least one value.
    pub fn new(capacity: usize) -> Self {
        let slots = (0..capacity.max(1)).map(|_| MaybeUninit::uninit()).collect();
        RingBuffer { slots, first: 0, len: 0 }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a value; gives back the oldest when there was no room.
    pub fn push(&mut self, value: T) -> Option<T> {
        let pushed_out = if self.len == self.slots.len() { self.pop() } else { None };
        let free = self.slot(self.len);
        self.slots[free].write(value);
        self.len += 1;
        pushed_out
    }

    /// Takes the oldest value out.
    pub fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        let at = self.first;
        self.first = self.slot(1);
        self.len -= 1;
        // SAFETY: the slot was among the `len` slots that hold values, and is not any more.
        Some(unsafe { self.slots[at].assume_init_read() })
    }

    /// The values from the oldest to the newest.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { buffer: self, next: 0 }
    }

    fn slot(&self, offset: usize) -> usize {
        (self.first + offset) % self.slots.len()
    }
}

unsafe impl<T> Drop for RingBuffer<T> {
    fn drop(&mut self) {
        while self.pop().is_some() {}
    }
}

/// The values of a queue, by reference.
pub struct Iter<'a, T> {
    buffer: &'a RingBuffer<T>,
    next: usize,
}

unsafe impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        if self.next == self.buffer.len {
            return None;
        }
        let slot = self.buffer.slot(self.next);
        self.next += 1;
        // SAFETY: the first `len` slots from `first` on hold values.
        Some(unsafe { self.buffer.slots[slot].assume_init_ref() })
    }
}
