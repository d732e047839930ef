using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Risks;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Tests.Patterns;

public sealed class OwnershipPatternTests
{
    private const string Node = "pub struct N { v: i32, next: Option<Box<N>> } ";

    [Theory]
    [InlineData("cursor-loop", Node + "pub fn f(h: &mut Option<Box<N>>, v: i32) { let mut cur = h; while let Some(n) = cur { if n.v == v { *cur = n.next.take(); } else { cur = &mut n.next; } } }", "while cur.is_some() {")]
    [InlineData("self-itself", "use std::collections::HashMap; #[derive(Default)] pub struct T { kids: HashMap<char, T>, end: bool } impl T { pub fn put(&mut self, w: &str) { let mut n = &self; for c in w.chars() { n = n.kids.entry(c).or_insert(T::default()); } n.end = true; } }", "let mut n = self;")]
    [InlineData("lifetime-through-types", Node + "pub struct It { cur: Option<&N> } impl Iterator for It { type Item = &i32; fn next(&mut self) -> Option<Self::Item> { self.cur.map(|n| { self.cur = n.next.as_deref(); &n.v }) } }", "impl<'a> Iterator for It<'a> { type Item = &'a i32;")]
    [InlineData("owned-collection", "use std::collections::HashMap; fn f<'a>(l: &[String]) -> HashMap<&'a str, i32> { let mut m = HashMap::new(); for l in l { let l = l.to_lowercase(); m.insert(l.trim(), 1); } m }", "m.insert(l.trim().to_owned(), 1)")]
    [InlineData("inline-accessor", "pub struct M { r: Vec<i64>, m: Vec<i64> } impl M { fn reg(&mut self, i: usize) -> &mut i64 { &mut self.r[i] } pub fn go(&mut self, k: usize) { let x = self.reg(k); self.m[0] = *x; *x = 0; } }", "let x = &mut self.r[k];")]
    [InlineData("copy-out", "pub enum I { A(i32), B } pub struct V { code: Vec<I>, n: i32 } impl V { fn add(&mut self, n: i32) { self.n += n; } pub fn go(&mut self) { let i = &self.code[0]; match i { I::A(n) => { self.add(1); self.add(*n); } I::B => self.add(2) } } }", "let i = &self.code[0].clone();")]
    [InlineData("loop-over-copy", "pub struct L { c: Vec<char>, p: usize } impl L { fn cur(&self) -> Option<&char> { self.c.get(self.p) } fn bump(&mut self) { self.p += 1; } pub fn go(&mut self) -> char { while let Some(c) = self.cur() { self.bump(); if *c == 'x' { return *c; } } ' ' } }", "self.cur().cloned().as_ref()")]
    [InlineData("least-lifetime", "pub fn f(t: &str, s: &str) -> Option<&str> { if t.is_empty() { return None; } Some(&t[s.len()..]) }", "pub fn f<'a>(t: &'a str, s: &str) -> Option<&'a str>")]
    public async Task Repairs(string pattern, string source, string expected)
    {
        var repaired = await PatternBench.RepairAsync(pattern, source);
        Assert.NotNull(repaired);
        Assert.Contains(expected, repaired.Value.Text, StringComparison.Ordinal);
    }

    [Theory]
    // The cursor is a copy, so the list stays as it was.
    [InlineData("fn f(l: &mut Option<Box<N>>) { let mut c = l.unwrap(); c.v = 1; }", "l", "l.clone()", true)]
    [InlineData("fn f(l: &mut Option<Box<N>>) { let mut c = l.unwrap(); c.v = 1; }", "l", "<Option<Box<N>> as Clone>::clone(&l)", true)]
    [InlineData("fn f(v: &Vec<String>) { for mut s in v { s.push('x'); } }", "v", "v.clone()", true)]
    // Whoever gets the changed copy has the change.
    [InlineData("fn f(v: &Vec<i32>) -> Vec<i32> { let mut w = v; w.sort(); w }", "v", "v.clone()", false)]
    [InlineData("fn f(v: &Vec<i32>) -> usize { let w = v; w.len() }", "v", "v.clone()", false)]
    public void A_copy_that_is_changed_and_forgotten_is_seen(string source, string place, string copy, bool lost)
    {
        var at = source.LastIndexOf($" {place}", source.IndexOf(';', StringComparison.Ordinal), StringComparison.Ordinal) + 1;
        var before = RustSources.Empty.With(SingleFileSources.FileName, source);
        TextEdit[] edits = [new(SingleFileSources.FileName, at, at + place.Length, copy)];
        Assert.True(before.TryApply(edits, out var after));
        Assert.Equal(lost, Copy.In(after, edits).Exists(LostMutation.IsLost));
    }
}
