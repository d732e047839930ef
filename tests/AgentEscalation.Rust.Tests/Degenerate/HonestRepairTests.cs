using System.Text.Json;
using AgentEscalation.Rust.Degenerate;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Tests.Degenerate;

/// <summary>Honest repairs pass.</summary>
public sealed class HonestRepairTests
{
    [Theory]
    [InlineData("fn f(v: Vec<i32>) { g(v); h(v); }", "fn f(v: Vec<i32>) { g(v.clone()); h(v); }")]
    [InlineData("fn f(v: Vec<i32>) { g(v); }", "fn f(v: &Vec<i32>) { g(v); }")]
    [InlineData("struct P(i32);", "#[derive(Clone, Copy)]\nstruct P(i32);")]
    [InlineData("fn f(x: &str, y: &str) -> &str { x }", "fn f<'a>(x: &'a str, y: &str) -> &'a str { x }")]
    [InlineData("fn f<'a, 'b>(x: &'a str, y: &'b str) -> &'a str { y }", "fn f<'a>(x: &'a str, y: &'a str) -> &'a str { y }")]
    [InlineData("fn f(v: &mut Vec<usize>) { v.push(v.len()); }", "fn f(v: &mut Vec<usize>) { let len = v.len(); v.push(len); }")]
    [InlineData("fn f() { let x = 1; x += 1; }", "fn f() { let mut x = 1; x += 1; }")]
    [InlineData("fn f() -> f64 { 1 }", "fn f() -> f64 { 1.0 }")]
    [InlineData("fn f() { g('a'); }", "fn f() { g(\"a\"); }")]
    [InlineData("fn f() { println!(x); }", "fn f() { println!(\"{}\", x); }")]
    [InlineData("fn f() -> Option<i32> { 3 }", "fn f() -> Option<i32> { Some(3) }")]
    [InlineData("fn f() { for x in v { g(x); } }", "fn f() { for i in 0..v.len() { let x = v[i]; g(x); } }")]
    [InlineData("fn f(x: i32) -> i32 { if x > 0 { x } 1 }", "fn f(x: i32) -> i32 { if x > 0 { return x; } 1 }")]
    [InlineData("use foo::Bar;\nfn f() {}", "use crate::foo::Bar;\nfn f() {}")]
    [InlineData("fn f() { HashMap::new(); }", "use std::collections::HashMap;\nfn f() { HashMap::new(); }")]
    [InlineData("mod m { fn g() {} }\nfn f() { m::g() }", "mod m { pub(crate) fn g() {} }\nfn f() { m::g() }")]
    [InlineData("fn f() { thread::spawn(|| g(x)); }", "fn f() { thread::spawn(move || g(x)); }")]
    [InlineData("fn f(o: &Option<String>) -> String { o.unwrap() }", "fn f(o: &Option<String>) -> String { o.as_ref().unwrap().clone() }")]
    [InlineData("impl T for S { fn nam(&self) { g() } }", "impl T for S { fn name(&self) { g() } }")]
    [InlineData("fn async() {}", "fn r#async() {}")]
    [InlineData("impl<'a> S<'a> { fn f(&'a mut self) { g() } }", "impl<'a> S<'a> { fn f(&mut self) { g() } }")]
    [InlineData("fn f() { assert_eq!(v, w); g(v); }", "fn f() { assert_eq!(&v, &w); g(v); }")]
    [InlineData("fn f() { const N: usize = k; g(N); }", "fn f() { let N: usize = k; g(N); }")]
    [InlineData("fn f() { a(); b(); }", "fn f() { b(); a(); }")]
    [InlineData("fn f() { let r = &mut x; g(r); h(&x); }", "fn f() { { let r = &mut x; g(r); } h(&x); }")]
    [InlineData("fn f() { let x = self.opt; g(x); }", "fn f() { let x = self.opt.take(); g(x); }")]
    [InlineData("fn f() { if !m.contains_key(&k) { m.insert(k, 0); } *m.get_mut(&k).unwrap() += 1; }", "fn f() { *m.entry(k).or_insert(0) += 1; }")]
    [InlineData("extern \"C\" { fn f(); }", "unsafe extern \"C\" { fn f(); }")]
    [InlineData("#[no_mangle] fn f() {}", "#[unsafe(no_mangle)] fn f() {}")]
    [InlineData("fn f() -> Result<(), E> { g(); }", "fn f() -> Result<(), E> { g(); Ok(()) }")]
    [InlineData("fn f() {\n    g( x ) ;\n}", "fn f() { g(x); }")]
    [InlineData("fn f() { g(x) } // note", "fn f() { g(x) }")]
    public void Passes(string before, string after) =>
        Assert.Empty(DegenerateDetector.Compare(RustSource.Read(before), RustSource.Read(after)));

    /// <summary>The compiler's own fixes; a few of them fill in placeholders or add `unsafe` and are shams by our rules.</summary>
    [Fact]
    public void Few_of_the_compilers_own_fixes_are_refused()
    {
        var folder = Environment.GetEnvironmentVariable("AGENT_ESCALATION_RUST_CORPUS");
        Assert.SkipWhen(folder is null, "AGENT_ESCALATION_RUST_CORPUS names no folder");
        var (all, refused) = (0, 0);
        foreach (var line in File.ReadLines(Path.Combine(folder, "ui-fixed.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var before = RustSource.Read(document.RootElement.GetProperty("source").GetString()!);
            var after = RustSource.Read(document.RootElement.GetProperty("reference").GetString()!);
            all++;
            if (DegenerateDetector.Compare(before, after) is { IsEmpty: false } found)
            {
                refused++;
                TestContext.Current.TestOutputHelper?.WriteLine($"{document.RootElement.GetProperty("name")}: {string.Join("; ", found)}");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{refused} of {all} refused");
        Assert.InRange(refused, 0, all * 5 / 100);
    }
}
