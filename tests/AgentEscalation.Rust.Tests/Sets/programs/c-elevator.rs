/// Simple elevator that serves calls in the direction it is moving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dir {
    Up,
    Down,
    Idle,
}

#[derive(Debug)]
pub struct Elevator {
    pub floor: i32,
    lowest: i32,
    highest: i32,
    pub dir: Dir,
    calls: Vec<i32>,
    pub load: u32,
    max_load: u32,
    pub travelled: u32,
}

impl Elevator {
    pub fn new(lowest: i32, highest: i32, max_load: u32) -> Elevator {
        Elevator { floor: lowest, lowest, highest, dir: Dir::Idle, calls: vec![], load: 0, max_load, travelled: 0 }
    }

    pub fn call(&mut self, floor: i32) -> bool {
        if floor < self.lowest || floor > self.highest || self.calls.contains(&floor) {
            return false;
        }
        self.calls.push(floor);
        true
    }

    pub fn board(&mut self, kg: u32) -> bool {
        if self.load + kg > self.max_load {
            return false;
        }
        self.load += kg;
        true
    }

    pub fn leave(&mut self, kg: u32) {
        self.load = self.load.saturating_sub(kg);
    }

    fn choose_dir(&self) -> Dir {
        let above = self.calls.iter().any(|&c| c > self.floor);
        let below = self.calls.iter().any(|&c| c < self.floor);
        match self.dir {
            Dir::Down if below => Dir::Down,
            _ if above => Dir::Up,
            _ if below => Dir::Down,
            _ => Dir::Idle,
        }
    }

    /// One time step: open the doors (true) or move one floor.
    pub fn step(&mut self) -> bool {
        if let Some(i) = self.calls.iter().position(|&c| c == self.floor) {
            self.calls.remove(i);
            self.dir = self.choose_dir();
            return true;
        }
        self.dir = self.choose_dir();
        match self.dir {
            Dir::Up => self.floor += 1,
            Dir::Down => self.floor -= 1,
            Dir::Idle => return false,
        }
        self.travelled += 1;
        false
    }

    /// Runs until nothing is left to do; returns the stops in order.
    pub fn run(&mut self) -> Vec<i32> {
        let mut stops = Vec::new();
        while !self.calls.is_empty() {
            if self.step() {
                stops.push(self.floor);
            }
        }
        stops
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(floor: i32) -> Elevator {
        let mut e = Elevator::new(-1, 9, 400);
        e.call(floor);
        e.run();
        e
    }

    #[test]
    fn starts_at_the_lowest() {
        let e = Elevator::new(-2, 5, 100);
        assert_eq!(e.floor, -2);
        assert_eq!(e.dir, Dir::Idle);
        assert_eq!((e.load, e.travelled), (0, 0));
    }

    #[test]
    fn call_bounds() {
        let mut e = Elevator::new(-1, 9, 400);
        assert!(!e.call(-2));
        assert!(e.call(-1));
        assert!(e.call(9));
        assert!(!e.call(10));
        assert!(!e.call(9));
    }

    #[test]
    fn load_limits() {
        let mut e = Elevator::new(0, 1, 100);
        assert!(e.board(60));
        assert!(!e.board(41));
        assert_eq!(e.load, 60);
        assert!(e.board(40));
        assert!(!e.board(1));
        e.leave(30);
        assert_eq!(e.load, 70);
        e.leave(71);
        assert_eq!(e.load, 0);
    }

    #[test]
    fn steps_one_floor() {
        let mut e = at(3);
        assert_eq!(e.travelled, 4);
        assert!(!e.step());
        assert_eq!((e.floor, e.travelled, e.dir), (3, 4, Dir::Idle));
        e.call(4);
        assert!(!e.step());
        assert_eq!((e.floor, e.dir, e.travelled), (4, Dir::Up, 5));
        assert!(e.step());
        assert_eq!((e.floor, e.dir, e.travelled), (4, Dir::Idle, 5));
    }

    #[test]
    fn call_at_the_same_floor() {
        let mut e = at(2);
        e.call(2);
        assert!(e.step());
        assert_eq!(e.travelled, 3);
        assert!(e.run().is_empty());
    }

    #[test]
    fn goes_up_first_when_idle() {
        let mut e = at(5);
        e.call(2);
        e.call(6);
        assert_eq!(e.run(), [6, 2]);
        assert_eq!(e.travelled, 6 + 1 + 4);
        assert_eq!(e.dir, Dir::Idle);
    }

    #[test]
    fn keeps_going_down() {
        let mut e = at(5);
        e.call(3);
        assert!(!e.step());
        assert_eq!((e.floor, e.dir), (4, Dir::Down));
        e.call(8);
        assert_eq!(e.run(), [3, 8]);
    }

    #[test]
    fn keeps_going_up() {
        let mut e = at(5);
        e.call(8);
        e.step();
        e.call(0);
        e.call(7);
        assert_eq!(e.run(), [7, 8, 0]);
    }

    #[test]
    fn turns_after_the_last_stop() {
        let mut e = at(5);
        e.call(4);
        e.step();
        e.call(6);
        assert!(e.step());
        assert_eq!(e.dir, Dir::Up);
    }
}
//--- hidden
#[cfg(test)]
mod hidden {
    use super::*;

    #[test]
    fn h_run_order_and_distance() {
        let mut e = Elevator::new(0, 20, 50);
        for f in [10, 3, 15] {
            assert!(e.call(f));
        }
        assert_eq!(e.run(), [3, 10, 15]);
        assert_eq!(e.travelled, 15);
        for f in [14, 16, 1, 19] {
            e.call(f);
        }
        assert_eq!(e.run(), [16, 19, 14, 1]);
        assert_eq!(e.travelled, 15 + 4 + 18);
        assert_eq!(e.floor, 1);
    }

    #[test]
    fn h_bounds() {
        let mut e = Elevator::new(2, 4, 10);
        assert!(!e.call(1));
        assert!(!e.call(5));
        assert!(e.call(4));
        assert!(e.call(2));
        assert!(!e.call(2));
        assert_eq!(e.run(), [2, 4]);
        assert!(e.call(2));
    }

    #[test]
    fn h_load() {
        let mut e = Elevator::new(0, 1, 10);
        assert!(!e.board(11));
        assert!(e.board(10));
        assert!(e.board(0));
        e.leave(10);
        assert_eq!(e.load, 0);
        assert!(e.board(9));
        assert!(!e.board(2));
        e.leave(4);
        assert_eq!(e.load, 5);
    }

    #[test]
    fn h_down_then_up() {
        let mut e = Elevator::new(0, 10, 10);
        e.call(6);
        e.run();
        e.call(4);
        e.step();
        e.call(9);
        e.call(1);
        assert_eq!(e.run(), [4, 1, 9]);
        assert_eq!(e.travelled, 6 + 5 + 8);
    }
}
