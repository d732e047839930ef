using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Tests.Patterns;

public sealed class BorrowPatternTests
{
    private const string Counter = "pub struct C { items: Vec<u32>, seen: u32, name: String } impl C { fn items(&self) -> &Vec<u32> { &self.items } fn note(&mut self, n: u32) { self.seen += n; } fn big(&self, n: u32) -> bool { n > self.seen } ";

    [Theory]
    [InlineData("copy-out", "pub fn f(v: &mut Vec<i32>) -> i32 { let first = &v[0]; v.push(6); *first }", "let first = &v[0].clone();")]
    [InlineData("copy-out", "pub fn f(v: &mut Vec<String>) -> usize { let last = v.last(); v.push(String::new()); last.map_or(0, |s| s.len()) }", "let last = v.last().cloned();")]
    [InlineData("copy-out", "pub fn f(v: &mut String) -> usize { let head = v.trim(); v.push('x'); head.len() }", ".to_owned();")]
    [InlineData("loop-over-copy", "use std::collections::HashMap; pub fn f(m: &mut HashMap<u32, u32>) { for (k, v) in m.iter() { if *v == 0 { m.remove(k); } } }", "in m.clone().iter()")]
    [InlineData("loop-over-copy", "pub struct T { text: String, n: usize } impl T { fn step(&mut self, _c: char) { self.n += 1; } pub fn run(&mut self) { for c in self.text.chars() { self.step(c); } } }", "self.text.clone().chars()")]
    [InlineData("hoist-argument", "pub struct B { v: Vec<i32> } impl B { fn last(&mut self) -> i32 { 1 } fn put(&mut self, n: i32) { self.v.push(n); } fn me(&mut self) -> &mut B { self } pub fn run(&mut self) { self.me().put(self.last()); } }", "let last = self.last(); self.me().put(last);")]
    [InlineData("hoist-argument", "pub struct G { p: Vec<u32>, r: u32 } impl G { fn bonus(&self) -> u32 { self.r } pub fn play(&mut self) { let p = &mut self.p[0]; *p += self.bonus(); } }", "let bonus = self.bonus(); let p = &mut self.p[0]; *p += bonus;")]
    [InlineData("inline-accessor", Counter + "pub fn run(&mut self) { for n in self.items() { self.seen += n; } } }", "for n in &self.items {")]
    [InlineData("disjoint-elements", "pub fn f(v: &mut Vec<i32>, i: usize, j: usize) { let a = &mut v[i]; let b = &mut v[j]; std::mem::swap(a, b); }", "let [a, b] = v.get_disjoint_mut([i, j]).unwrap();")]
    [InlineData("disjoint-elements", "pub struct P(i32); impl P { fn add(&mut self, o: &P) { self.0 += o.0; } } pub fn f(v: &mut Vec<P>) { v[1].add(&v[0]); }", "let [left, right] = v.get_disjoint_mut([1, 0]).unwrap(); left.add(right);")]
    [InlineData("look-up-twice", "use std::collections::HashMap; pub fn f<'m>(m: &'m mut HashMap<u32, u32>, k: u32) -> &'m mut u32 { if let Some(v) = m.get_mut(&k) { return v; } m.insert(k, k); m.get_mut(&k).unwrap() }", "if m.get_mut(&k).is_some() { let v = m.get_mut(&k).unwrap(); return v; }")]
    [InlineData("look-up-twice", "use std::collections::HashMap; pub fn f<'m>(m: &'m mut HashMap<u32, u32>, k: u32) -> &'m mut u32 { match m.get_mut(&k) { Some(v) => v, None => { m.insert(k, k); m.get_mut(&k).unwrap() } } }", "if m.get_mut(&k).is_some() { let v = m.get_mut(&k).unwrap(); v } else {")]
    [InlineData("shorten-borrow", "pub struct D { v: Vec<i32>, n: i32 } impl D { fn at(&mut self) -> &mut i32 { &mut self.v[0] } pub fn go(&mut self) { let d = self.at(); self.n += 1; *d += 1; } }", "self.n += 1; let d = self.at(); *d += 1;")]
    [InlineData("take-and-restore", Counter + "pub fn run(&mut self) { self.items.retain(|n| self.big(*n)); } }", "let mut items = std::mem::take(&mut self.items); items.retain(|n| self.big(*n)); self.items = items;")]
    [InlineData("index-loop", Counter + "pub fn run(&mut self) { for n in self.items.iter() { self.note(*n); } } }", "for i in 0..self.items.len() { self.note(self.items[i]); }")]
    [InlineData("index-loop", "pub struct E { hp: i32 } pub struct W { es: Vec<E>, hits: i32 } impl W { fn damage(&mut self) -> i32 { self.hits += 1; 2 } pub fn step(&mut self) { for e in self.es.iter_mut() { e.hp -= self.damage(); } } }", "for i in 0..self.es.len() { self.es[i].hp -= self.damage(); }")]
    public async Task Repairs(string pattern, string source, string expected)
    {
        var repaired = await PatternBench.RepairAsync(pattern, source);
        Assert.NotNull(repaired);
        Assert.Contains(expected, repaired.Value.Text, StringComparison.Ordinal);
    }

    [Theory]
    // The copy would be written instead of the original.
    [InlineData("copy-out", "pub struct C { v: Vec<i32>, n: i32 } impl C { fn at(&mut self) -> &mut i32 { &mut self.v[0] } pub fn go(&mut self) { let d = self.at(); self.n += 1; *d += 1; } }")]
    // A method called in between looks at the field that would be empty.
    [InlineData("take-and-restore", Counter + "fn count(&mut self) -> usize { self.items.len() } pub fn run(&mut self) { for n in self.items.iter_mut() { *n += self.count() as u32; } } }")]
    // The loop may be left before the field is put back.
    [InlineData("take-and-restore", Counter + "pub fn run(&mut self) -> u32 { for n in self.items.iter() { self.note(*n); if *n > 3 { return *n; } } 0 } }")]
    // The body changes the number of elements.
    [InlineData("index-loop", "pub fn f(v: &mut Vec<u32>) { for n in v.iter() { if *n > 3 { v.pop(); } } }")]
    // What is dropped is not to live on.
    [InlineData("borrow-moved", "pub fn f(s: String) -> usize { drop(s); s.len() }")]
    [InlineData("clone-moved", "pub fn f(s: String) -> usize { drop(s); s.len() }")]
    // Asking twice would do the work twice.
    [InlineData("look-up-twice", "pub struct Q { v: Vec<u32> } impl Q { fn draw(&mut self) -> Option<&mut u32> { self.v.push(1); self.v.last_mut() } pub fn go(&mut self) -> &mut u32 { if let Some(v) = self.draw() { return v; } self.v.push(2); &mut self.v[0] } }")]
    public async Task Keeps_its_hands_off(string pattern, string source)
    {
        var (check, candidates) = await PatternBench.ProposeAsync(pattern, source);
        check.Dispose();
        Assert.Empty(candidates);
    }

    [Fact]
    public async Task Borrowing_later_what_is_about_to_change_is_said_to_change_the_order()
    {
        var repaired = await PatternBench.RepairAsync("shorten-borrow", "pub fn f(v: &mut Vec<i32>) -> i32 { let first = &v[0]; v.push(6); *first }");
        Assert.Equal(RepairEffect.ChangesOrder, repaired!.Value.Candidate.Effect);
    }
}
