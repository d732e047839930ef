pub struct Grid { pub width: i32, pub height: i32, pub cells: Vec<bool> }
impl Grid {
    pub fn parse(text: &str) -> Grid {
        let rows: Vec<&str> = text.split('/').collect();
        Grid { width: rows[0].len() as i32, height: rows.len() as i32, cells: rows.concat().chars().map(|c| c == '#').collect() }
    }
    pub fn at(&self, x: i32, y: i32) -> bool {
        x >= 0 && y >= 0 && x < self.width && y < self.height && self.cells[(y * self.width + x) as usize]
    }
    pub fn neighbours(&self, x: i32, y: i32) -> usize {
        let mut n = 0;
        for dy in -1..=1 { for dx in -1..=1 { if (dx != 0 || dy != 0) && self.at(x + dx, y + dy) { n += 1; } } }
        n
    }
    pub fn step(&self) -> Grid {
        let mut cells = Vec::new();
        for y in 0..self.height { for x in 0..self.width {
            let n = self.neighbours(x, y);
            cells.push(n == 3 || (n == 2 && self.at(x, y)));
        } }
        Grid { width: self.width, height: self.height, cells }
    }
    pub fn text(&self) -> String {
        (0..self.height).map(|y| (0..self.width).map(|x| if self.at(x, y) { '#' } else { '.' }).collect::<String>()).collect::<Vec<_>>().join("/")
    }
}
#[cfg(test)]
mod tests {
    use super::*;
    #[test] fn reads() { let g = Grid::parse("#../.#."); assert!(g.at(0, 0)); assert!(g.at(1, 1)); assert!(!g.at(2, 0)); assert!(!g.at(-1, 0)); assert!(!g.at(0, 2)); assert!(!g.at(3, 0)); assert!(!g.at(0, -1)); assert_eq!(g.text(), "#../.#."); }
    #[test] fn counts() { let g = Grid::parse("###/###/###"); assert_eq!(g.neighbours(1, 1), 8); assert_eq!(g.neighbours(0, 0), 3); assert_eq!(g.neighbours(1, 0), 5); assert_eq!(g.neighbours(2, 1), 5); }
    #[test] fn blinks() { let g = Grid::parse("...../..#../..#../..#../....."); assert_eq!(g.step().text(), "...../...../.###./...../....."); assert_eq!(g.step().step().text(), g.text()); }
}
//--- hidden
#[cfg(test)] mod hidden { use super::*;
    #[test] fn h1() { assert_eq!(Grid::parse("..../.##./.##./....").step().text(), "..../.##./.##./...."); assert_eq!(Grid::parse("##/##").neighbours(0, 1), 3); }
    #[test] fn h2() { assert_eq!(Grid::parse("#").step().text(), "."); assert_eq!(Grid::parse("##./#../...").step().text(), "##./##./..."); } }
