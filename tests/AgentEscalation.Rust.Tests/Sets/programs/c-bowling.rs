//! Ten-pin bowling scorer.

pub const PINS: u32 = 10;
pub const FRAMES: usize = 10;

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub enum RollError {
    TooManyPins,
    GameOver,
}

#[derive(Debug, Default)]
pub struct Game {
    rolls: Vec<u32>,
    pub frame: usize,
    standing: Option<u32>,
    bonus: u32,
}

impl Game {
    pub fn new() -> Game {
        Game::default()
    }

    pub fn is_over(&self) -> bool {
        self.frame == FRAMES && self.bonus == 0
    }

    pub fn roll(&mut self, pins: u32) -> Result<(), RollError> {
        if self.is_over() {
            return Err(RollError::GameOver);
        }
        let up = self.standing.unwrap_or(PINS);
        if pins > up {
            return Err(RollError::TooManyPins);
        }
        self.rolls.push(pins);
        let left = up - pins;
        let first = self.standing.is_none();
        if self.frame == FRAMES {
            self.bonus -= 1;
            self.standing = if left == 0 { None } else { Some(left) };
            return Ok(());
        }
        if first && left > 0 {
            self.standing = Some(left);
            return Ok(());
        }
        self.standing = None;
        self.frame += 1;
        if self.frame == FRAMES && left == 0 {
            self.bonus = if first { 2 } else { 1 };
        }
        Ok(())
    }

    /// Score so far; unfinished bonus rolls count as 0.
    pub fn score(&self) -> u32 {
        let at = |i: usize| self.rolls.get(i).copied().unwrap_or(0);
        let mut total = 0;
        let mut i = 0;
        for _ in 0..FRAMES {
            if at(i) == PINS {
                total += PINS + at(i + 1) + at(i + 2);
                i += 1;
            } else if at(i) + at(i + 1) == PINS {
                total += PINS + at(i + 2);
                i += 2;
            } else {
                total += at(i) + at(i + 1);
                i += 2;
            }
        }
        total
    }
}

pub fn play(rolls: &[u32]) -> Result<Game, (usize, RollError)> {
    let mut game = Game::new();
    for (i, &pins) in rolls.iter().enumerate() {
        game.roll(pins).map_err(|e| (i, e))?;
    }
    Ok(game)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gutter_game() {
        let g = play(&[0; 20]).unwrap();
        assert_eq!(g.score(), 0);
        assert!(g.is_over());
        assert_eq!(g.frame, 10);
    }

    #[test]
    fn open_frames() {
        let g = play(&[3, 4, 2, 5]).unwrap();
        assert_eq!(g.score(), 14);
        assert_eq!(g.frame, 2);
        assert!(!g.is_over());
        assert_eq!(play(&[9, 0, 9, 0]).unwrap().score(), 18);
    }

    #[test]
    fn spare_counts_next_roll() {
        assert_eq!(play(&[6, 4, 3, 2]).unwrap().score(), 18);
        assert_eq!(play(&[0, 10, 7, 1]).unwrap().score(), 25);
        assert_eq!(play(&[6, 4]).unwrap().score(), 10);
        assert_eq!(play(&[6, 4]).unwrap().frame, 1);
    }

    #[test]
    fn strike_counts_next_two() {
        let g = play(&[10, 3, 4]).unwrap();
        assert_eq!(g.score(), 24);
        assert_eq!(g.frame, 2);
        assert_eq!(play(&[10, 10, 2, 1]).unwrap().score(), 22 + 13 + 3);
        assert_eq!(play(&[10]).unwrap().score(), 10);
    }

    #[test]
    fn too_many_pins() {
        assert_eq!(play(&[11]).unwrap_err(), (0, RollError::TooManyPins));
        assert_eq!(play(&[4, 7]).unwrap_err(), (1, RollError::TooManyPins));
        assert!(play(&[4, 6]).is_ok());
        assert!(play(&[10, 10]).is_ok());
    }

    #[test]
    fn perfect_game() {
        let g = play(&[10; 12]).unwrap();
        assert_eq!(g.score(), 300);
        assert!(g.is_over());
        assert!(!play(&[10; 11]).unwrap().is_over());
        assert_eq!(play(&[10; 13]).unwrap_err(), (12, RollError::GameOver));
    }

    #[test]
    fn last_frame_spare_has_one_bonus() {
        let mut rolls = vec![0; 18];
        rolls.extend([7, 3]);
        assert!(!play(&rolls).unwrap().is_over());
        rolls.push(5);
        let g = play(&rolls).unwrap();
        assert!(g.is_over());
        assert_eq!(g.score(), 15);
        rolls.push(0);
        assert_eq!(play(&rolls).unwrap_err(), (21, RollError::GameOver));
    }

    #[test]
    fn last_frame_strike_bonus_pins() {
        let mut rolls = vec![0; 18];
        rolls.extend([10, 4]);
        let mut g = play(&rolls).unwrap();
        assert_eq!(g.roll(7), Err(RollError::TooManyPins));
        assert_eq!(g.roll(6), Ok(()));
        assert!(g.is_over());
        assert_eq!(g.score(), 20);
    }

    #[test]
    fn open_last_frame_ends() {
        let mut rolls = vec![1; 20];
        let g = play(&rolls).unwrap();
        assert!(g.is_over());
        assert_eq!(g.score(), 20);
        rolls.push(1);
        assert_eq!(play(&rolls).unwrap_err(), (20, RollError::GameOver));
        assert!(!play(&rolls[..19]).unwrap().is_over());
    }
}
//--- hidden
#[cfg(test)]
mod hidden {
    use super::*;

    #[test]
    fn h_all_spares() {
        let g = play(&[5; 21]).unwrap();
        assert_eq!(g.score(), 150);
        assert!(g.is_over());
        assert_eq!(play(&[5; 22]).unwrap_err(), (21, RollError::GameOver));
        assert!(!play(&[5; 20]).unwrap().is_over());
    }

    #[test]
    fn h_mixed() {
        let rolls = [10, 9, 1, 5, 5, 7, 2, 10, 10, 10, 9, 0, 8, 2, 9, 1, 10];
        let g = play(&rolls).unwrap();
        assert_eq!(g.score(), 187);
        assert!(g.is_over());
        assert_eq!(g.frame, 10);
    }

    #[test]
    fn h_errors() {
        assert_eq!(play(&[10, 1, 10]).unwrap_err(), (2, RollError::TooManyPins));
        assert_eq!(play(&[0, 11]).unwrap_err(), (1, RollError::TooManyPins));
        assert!(play(&[0, 10, 10]).is_ok());
        let mut g = play(&[9]).unwrap();
        assert_eq!(g.roll(2), Err(RollError::TooManyPins));
        assert_eq!(g.roll(1), Ok(()));
        assert_eq!(g.roll(10), Ok(()));
        assert_eq!((g.score(), g.frame), (30, 2));
    }

    #[test]
    fn h_last_frame_two_strikes() {
        let mut rolls = vec![0; 18];
        rolls.extend([10, 10]);
        let mut g = play(&rolls).unwrap();
        assert!(!g.is_over());
        assert_eq!(g.roll(10), Ok(()));
        assert_eq!(g.score(), 30);
        assert_eq!(g.roll(0), Err(RollError::GameOver));
    }
}
