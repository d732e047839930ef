namespace AgentEscalation.Rust.Tests.Patterns;

/// <summary>Patterns whose repair the code around determines, each on a program of its own, judged by the real compiler.</summary>
public sealed class DeterminedPatternTests
{
    [Theory]
    [InlineData("sink-closure", "pub fn f(a: &mut i32) { let mut g = || { *a += 1; }; *a = 2; g(); }", "*a = 2; let mut g = || { *a += 1; }; g();")]
    [InlineData("mutable-source", "pub fn f() { let Some(x) = &Some(3) else { return }; *x += 1; }", "&mut Some(3)")]
    [InlineData("mutable-parameter", "fn f(a: &String) { a.push('x'); } pub fn g() { f(&String::new()); }", "f(a: &mut String) { a.push('x'); } pub fn g() { f(&mut String::new()); }")]
    [InlineData("mutable-binding", "pub fn f(v: &[u32]) -> u32 { let mut s = 0; for &n in v { n += 1; s += n; } s }", "for &(mut n) in v")]
    [InlineData("whole-at-once", "pub fn f() -> (u32, u8) { let x: (u32, u8); x.0 = 1; x.1 = 2; x }", "let x: (u32, u8) = (1, 2);")]
    [InlineData("closure-capture", "pub fn f(s: String) -> usize { let g = move || s.len(); g() + s.len() }", "let g = || s.len();")]
    [InlineData("closure-bound", "fn twice<F: Fn()>(f: F) { f(); f(); } pub fn g() { let mut n = 0; let add = || n += 1; twice(add); }", "twice<F: FnMut()>(mut f: F)")]
    [InlineData("loose-static", "fn f(x: &u32) -> &'static u32 { x }", "-> &u32 { x }")]
    [InlineData("object-bound", "trait T {} type A<'a, 'b> = dyn T + 'a + 'b;", "dyn T + 'a;")]
    [InlineData("fresh-lifetime", "struct S<'a>(&'a str); impl<'a> S<'a> { fn f<'a>(x: &'a str) -> &'a str { x } }", "fn f<'b>(x: &'b str) -> &'b str")]
    [InlineData("outlives-bound", "struct S<'a>(fn(&'a i32)); trait T<'a, 'b> { type O; } impl<'a, 'b> T<'a, 'b> for u8 { type O = &'a S<'b>; }", "impl<'a, 'b: 'a>")]
    [InlineData("static-parameter", "fn need<T: 'static>(_: T) {} fn f<'a>(s: &'a str) { need(s); }", "fn f(s: &'static str)")]
    [InlineData("unconstrained-result", "pub fn f<F>(_: F) where F: for<'a> Fn(i32) -> &'a i32 {}", "-> &'static i32")]
    [InlineData("infer-lifetime", "pub fn f() -> bool { let x: &'static bool = &(5_i32.is_negative()); *x }", "let x: &'_ bool")]
    [InlineData("hold-scrutinee", "pub fn f() -> usize { let s = match std::env::args().next() { Some(a) => a.as_str(), None => \"\" }; s.len() }", "match &held")]
    [InlineData("borrowed-object", "trait A {} impl<T> A for T {} fn take(_: Box<dyn A>) {} pub fn f() { let x = 0; take(Box::new(&x)); }", "Box<dyn A + '_>")]
    [InlineData("infer-closure-parameter", "fn f<F: Fn(usize)>(_: F) {} pub fn g() { f(|_x: String| {}); }", "|_x| {}")]
    [InlineData("name-target", "pub fn f(n: u32, d: u64) -> u64 { d + n.into() }", "u64::from(n)")]
    [InlineData("fitting-fields", "pub struct S { x: u8 } pub fn f() -> S { S { x: 1, x: 1 } }", "S { x: 1 }")]
    [InlineData("fitting-fields", "pub struct S(u8, u8); pub fn f(s: S) -> u8 { s.01 }", "s.1")]
    [InlineData("needless-sign", "pub fn f(y: u32) -> u32 { *y }", "{ y }")]
    [InlineData("call-conventions", "pub async fn g() {} pub fn f() { g().await; }", "pub async fn f()")]
    [InlineData("generic-arguments", "pub struct A<T>(pub T); pub struct B { pub x: A }", "pub struct B<T> { pub x: A<T> }")]
    [InlineData("generic-arguments", "pub struct S<'a, T>(&'a T); pub type X = S<(), 'static>;", "S<'static, ()>")]
    [InlineData("fitting-value", "pub fn f(s: &str) { for c in s { drop(c); } }", "for c in s.chars()")]
    [InlineData("static-dispatch", "trait T { fn f(&self) -> Self; } fn g(x: Box<dyn T>) { drop(x); }", "Box<impl T>")]
    [InlineData("impl-parameters", "pub struct S; impl<T: Default> S { pub fn f(&self) -> T { T::default() } }", "impl S { pub fn f<T: Default>(&self)")]
    [InlineData("same-bounds", "trait T { fn f<X>(x: X); } impl T for u8 { fn f<X>(_x: X) where X: Copy {} }", "fn f<X>(_x: X) {}")]
    [InlineData("same-bounds", "trait T {} pub struct S<A>(A); impl<A: T> Drop for S<A> { fn drop(&mut self) {} }", "pub struct S<A: T>(A);")]
    [InlineData("spelled-out-assignment", "#[derive(Clone, Copy)] struct N(u8); impl std::ops::Add for N { type Output = N; fn add(self, o: N) -> N { N(self.0 + o.0) } } pub fn f() { let mut n = N(1); n += N(2); }", "n = n + N(2);")]
    [InlineData("trait-items", "trait T {} struct S; impl T for S { fn b(&self) {} }", "impl S {")]
    [InlineData("trait-items", "trait T {} impl T for u8 { const N: u8 = 1; }", "trait T { const N: u8; }")]
    [InlineData("needless-unsafe", "pub struct S; unsafe impl S {}", "pub struct S; impl S {}")]
    [InlineData("needless-unsafe", "#![deny(unused_unsafe)] pub fn f() -> u8 { unsafe { 1 } }", "{ { 1 } }")]
    [InlineData("copy-unaligned", "#[repr(packed)] pub struct P { a: u8, b: u64 } pub fn f(p: P) -> u64 { let x = &p.b; *x }", "&{ p.b }")]
    public async Task The_only_fitting_change_is_made(string pattern, string source, string expected)
    {
        var repaired = await PatternBench.RepairAsync(pattern, source);
        Assert.NotNull(repaired);
        Assert.Contains(string.Join(' ', expected.Split()), string.Join(' ', repaired.Value.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    /// <summary>Shapes that look alike and must stay: there the change would say or do something else.</summary>
    [Theory]
    [InlineData("sink-closure", "pub fn f(a: &mut i32) { let mut g = move || { *a += 1; }; *a = 2; g(); }")]
    [InlineData("whole-at-once", "pub fn f() -> u32 { let x: (u32, u8); x.0 = 1; x.0 }")]
    [InlineData("loose-static", "pub fn f(x: &u32) -> &'static u32 { x }")]
    [InlineData("fitting-fields", "pub struct S { x: u8 } pub fn f() -> S { S { x: 1, x: 2 } }")]
    [InlineData("fitting-fields", "pub struct S { x: u8, y: u8 } pub fn f() -> S { S { joke: 1 } }")]
    [InlineData("call-conventions", "pub async fn g() {} fn f() { g().await; } pub fn h() { f(); }")]
    [InlineData("copy-unaligned", "#[repr(packed)] pub struct P { a: u8, b: u64 } pub fn f(p: &mut P) { let x = &mut p.b; *x = 1; }")]
    [InlineData("needless-unsafe", "unsafe fn g() {} pub fn f() { g(); }")]
    public async Task What_is_not_determined_stays(string pattern, string source)
    {
        var (check, candidates) = await PatternBench.ProposeAsync(pattern, source);
        check.Dispose();
        Assert.Empty(candidates);
    }
}
