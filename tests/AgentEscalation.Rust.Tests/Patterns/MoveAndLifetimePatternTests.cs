using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Tests.Patterns;

public sealed class MoveAndLifetimePatternTests
{
    private const string List = "pub struct L { head: Option<Box<N>> } pub struct N { e: i32, next: Option<Box<N>> } impl L { ";

    [Theory]
    [InlineData("borrow-moved", "pub fn f(names: Vec<String>) -> usize { for n in names { drop(n.len()); } names.len() }", "for n in &names {")]
    [InlineData("borrow-moved", "fn g(_v: &mut Vec<i32>) {} pub fn f(v: &mut Vec<i32>) { let w = v; g(w); g(v); }", "let w = &mut *v;")]
    [InlineData("borrow-receiver", "pub struct A { n: Vec<u8> } impl A { fn size(self) -> usize { self.n.len() } pub fn twice(self) -> usize { self.size() + self.n.len() } }", "fn size(&self)")]
    [InlineData("borrow-parameter", "fn total(v: Vec<i32>) -> i32 { v.iter().sum() } pub fn f(v: Vec<i32>) -> i32 { total(v) + v.len() as i32 }", "fn total(v: &Vec<i32>) -> i32 { v.iter().sum() } pub fn f(v: Vec<i32>) -> i32 { total(&v)")]
    [InlineData("ask-before-move", "fn eat(_s: String) {} pub fn f(s: String) -> usize { eat(s); s.len() }", "let len = s.len(); eat(s); len")]
    [InlineData("clone-moved", "pub struct P { n: String } fn eat(_p: P) {} pub fn f(p: P) -> String { eat(p); p.n }", "#[derive(Clone)]\npub struct P")]
    [InlineData("clone-moved", "pub fn f(s: &str) -> usize { let cs = s.chars().rev(); cs.count() + cs.count() }", "cs.clone().count()")]
    [InlineData("clone-bindings", "pub enum M { Text(String), Quit } pub fn f(m: &M) -> String { match *m { M::Text(t) => t, M::Quit => String::new() } }", "match m { M::Text(t) => t.clone(),")]
    [InlineData("take-field", List + "pub fn push(&mut self, e: i32) { let n = Box::new(N { e, next: self.head }); self.head = Some(n); } }", "next: self.head.take()")]
    [InlineData("take-field", List + "pub fn pop(&mut self) -> Option<i32> { match self.head { None => None, Some(n) => { self.head = n.next; Some(n.e) } } } }", "match self.head.take() {")]
    [InlineData("loose-self-lifetime", "pub struct P<'a> { n: Vec<&'a str> } impl<'a> P<'a> { pub fn add(&'a mut self, s: &'a str) { self.n.push(s); } } pub fn f() { let mut p = P { n: vec![] }; p.add(\"a\"); p.add(\"b\"); }", "pub fn add(&mut self, s: &'a str)")]
    [InlineData("return-from-data", "pub struct P<'a> { t: &'a str, n: usize } impl<'a> P<'a> { fn word(&mut self) -> &str { self.n += 1; self.t } } pub fn f(t: &str) -> usize { let mut p = P { t, n: 0 }; let a = p.word(); let b = p.word(); a.len() + b.len() }", "-> &'a str {")]
    [InlineData("relate-lifetimes", "pub fn f<'a, 'b>(a: &'a str, b: &'b str) -> &'a str { if a.len() > 1 { a } else { b } }", "<'a, 'b: 'a>")]
    [InlineData("relate-lifetimes", "pub struct S<'a> { t: &'a str } impl<'a> S<'a> { pub fn set(&mut self, t: &str) { self.t = t; } }", "set(&mut self, t: &'a str)")]
    [InlineData("hoist-declaration", "pub fn f() -> i32 { let r; { let x = 5; r = &x; } *r }", "let x; { x = 5; r = &x; }")]
    [InlineData("owned-return", "fn shout(s: &str) -> &str { let up = s.to_uppercase(); &up } pub fn f() -> usize { shout(\"a\").len() }", "fn shout(s: &str) -> String { let up = s.to_uppercase(); up }")]
    [InlineData("owned-return", "fn first<'a>(n: u32) -> Option<&'a str> { let s = format!(\"{n}\"); if n > 1 { Some(&s) } else { None } } pub fn f() -> usize { first(1).map_or(0, |s| s.len()) }", "Option<String>")]
    [InlineData("owned-element", "pub fn f(ls: Vec<String>) -> usize { let mut out: Vec<&str> = vec![]; for l in ls { out.push(l.trim()); } out.len() }", "let mut out: Vec<String> = vec![]; for l in ls { out.push(l.trim().to_owned());")]
    [InlineData("owned-closure-result", "pub struct P { n: String } pub fn f(v: &mut Vec<P>) { v.sort_by_key(|p| &p.n); }", "|p| p.n.clone()")]
    [InlineData("capture-fields", "pub struct S { id: u32 } impl S { pub fn run(&self) -> u32 { std::thread::spawn(move || self.id + 1).join().unwrap() } }", "let id = self.id.clone();")]
    [InlineData("index-as-usize", "pub fn f(v: &[i32], i: u32) -> i32 { v[i + 1] }", "v[(i + 1) as usize]")]
    [InlineData("collect-owned", "pub fn f(v: &[String]) -> Vec<String> { v.iter().filter(|s| s.len() > 1).collect() }", ".cloned().collect()")]
    [InlineData("restrict-generic", "pub fn f<T: PartialOrd>(v: &[T]) -> T { v[0] }", "<T: PartialOrd + Copy>")]
    [InlineData("look-through-option", "pub fn f(mut o: Option<&mut i32>) { for _ in 0..3 { if let Some(x) = o { *x += 1; } } }", "= o.as_deref_mut() {")]
    [InlineData("accept-fn-mut", "fn twice<F: Fn()>(f: F) { f(); f(); } pub fn go() -> u32 { let mut n = 0; twice(|| n += 1); n }", "fn twice<F: FnMut()>(mut f: F)")]
    [InlineData("insert-in-two-steps", "use std::collections::HashMap; pub struct F { m: HashMap<u64, u64> } impl F { pub fn fib(&mut self, n: u64) -> u64 { if n < 2 { n } else { *self.m.entry(n).or_insert_with(|| self.fib(n - 1)) } } }", "if !self.m.contains_key(&n) { let value = self.fib(n - 1); self.m.insert(n, value); }")]
    [InlineData("scoped-threads", "use std::thread; pub fn f(v: &[i32]) -> i32 { let h = thread::spawn(move || v.iter().sum::<i32>()); h.join().unwrap() }", "std::thread::scope(|scope| { let h = scope.spawn(")]
    [InlineData("clone-reference", "pub fn f(v: &Vec<String>) -> Vec<String> { let w = v; w }", "let w = v.clone(); w")]
    [InlineData("derive-for-use", "pub struct P(Q); pub struct Q(i32); pub fn f(a: &P, b: &P) -> bool { a == b }", "#[derive(PartialEq)]\npub struct P(Q); #[derive(PartialEq)]\npub struct Q")]
    [InlineData("derive-for-use", "use std::collections::HashMap; pub struct K(u8); pub fn f(m: &mut HashMap<K, u8>) { m.insert(K(1), 2); }", "#[derive(")]
    [InlineData("follow-trait", "pub trait T { fn f(&self, x: u32) -> u32; } pub struct S; impl T for S { fn f(&self, y: u16) -> u32 { y + 1 } }", "fn f(&self, y: u32) -> u32")]
    [InlineData("crate-visible", "mod m { pub struct A { cents: i64 } impl A { pub fn new() -> A { A { cents: 3 } } } } pub fn f() -> i64 { m::A::new().cents }", "pub(crate) cents")]
    [InlineData("crate-visible", "mod m { fn g() {} } pub fn f() { m::g() }", "pub(crate) fn g()")]
    public async Task Repairs(string pattern, string source, string expected)
    {
        var repaired = await PatternBench.RepairAsync(pattern, source);
        Assert.NotNull(repaired);
        Assert.Contains(expected, repaired.Value.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owned_return_of_a_public_function_of_a_library_is_said_to_change_behaviour()
    {
        var repaired = await PatternBench.RepairAsync("owned-return", "pub fn shout(s: &str) -> &str { let up = s.to_uppercase(); &up }");
        Assert.Equal(RepairEffect.ChangesBehaviour, repaired!.Value.Candidate.Effect);
    }

    [Fact]
    public async Task Taking_an_option_that_nobody_puts_back_is_said_to_change_behaviour()
    {
        var (check, candidates) = await PatternBench.ProposeAsync("take-field", "pub struct S { n: Option<String> } impl S { pub fn len(&mut self) -> usize { match self.n { Some(n) => n.len(), None => 0 } } }");
        check.Dispose();
        Assert.All(candidates.Where(candidate => candidate.Title.StartsWith("take", StringComparison.Ordinal)), candidate => Assert.Equal(RepairEffect.ChangesBehaviour, candidate.Effect));
    }
}
