use ring_buffer::RingBuffer;
use std::rc::Rc;

#[test]
fn gives_back_in_the_order_of_pushing() {
    let mut queue = RingBuffer::new(3);
    assert!(queue.is_empty());
    for n in 1..=3 {
        assert_eq!(queue.push(n), None);
    }
    assert_eq!((queue.pop(), queue.pop(), queue.pop(), queue.pop()), (Some(1), Some(2), Some(3), None));
}

#[test]
fn the_oldest_makes_room_for_the_newest() {
    let mut queue = RingBuffer::new(2);
    queue.push("a");
    queue.push("b");
    assert_eq!(queue.push("c"), Some("a"));
    assert_eq!(queue.len(), 2);
    assert_eq!(queue.iter().copied().collect::<Vec<_>>(), ["b", "c"]);
}

#[test]
fn iterates_across_the_end_of_the_buffer() {
    let mut queue = RingBuffer::new(3);
    for n in 0..5 {
        queue.push(n);
    }
    assert_eq!(queue.iter().sum::<i32>(), 2 + 3 + 4);
    assert_eq!(queue.iter().count(), 3);
}

#[test]
fn drops_each_value_once() {
    let value = Rc::new(());
    let mut queue = RingBuffer::new(2);
    for _ in 0..5 {
        queue.push(Rc::clone(&value));
    }
    assert_eq!(Rc::strong_count(&value), 3);
    drop(queue);
    assert_eq!(Rc::strong_count(&value), 1);
}
